/** One process that takes a seat, as the app or a terminal would, and says what becomes of it, a JSON line each. */
import { createInterface } from 'node:readline';
import { ownPaths } from '../../main/engine/paths.ts';
import { takeSeat } from '../../main/engine/seat.ts';
import { realTools } from '../../main/engine/tools/real.ts';

const owner = process.argv[2] === 'app' ? 'app' : 'terminal';
const say = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`);

const seat = await takeSeat({
  tools: realTools({ programRoot: '/', isLogging: false }),
  paths: ownPaths(process.env, process.platform),
  version: 'test',
  owner,
  // Nothing may leave the machine.
  isConsenting: false,
});
if (!seat.ok) {
  say({ problem: seat.problem });
  process.exit(1);
}
say({ isOwner: seat.value.isOwner() });
seat.value.onMoved((isOwner) => say({ isOwner }));
seat.value.watch(({ mode, engine }) => say({ mode, pid: engine.pid }));

process.on('SIGTERM', () => void seat.value.leave().then(() => process.exit(0)));
createInterface({ input: process.stdin }).on('line', async (word) => {
  if (word === 'silent') say({ silentFor: seat.value.silentFor() });
  else if (word === 'read') say({ read: await seat.value.read() });
  else if (word === 'auto' || word === 'offline' || word === 'online') {
    say({ sent: await seat.value.send({ type: 'mode.set', mode: word }) });
  }
});
