/** A process that owes, arms the shell that pays for it, says which it is and then does nothing until it is killed. */
import { armShell } from '../../main/engine/drill/deadman.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';

const [root = '', program = '', until = ''] = process.argv.slice(2);
const paths = ownPaths(process.env, 'linux');
const armed = await armShell(realTools({ programRoot: root, isLogging: false }), {
  ...{ id: 'one', token: paths.drillDebt, folder: paths.drillFolder, until: Number(until) },
  ...{ device: 'en1', program, kind: 'networksetup' },
});
process.stdout.write(`${JSON.stringify(armed)}\n`);
setInterval(() => undefined, 60_000);
