// `npm run bench`: figures measured in the namespace lab (root on Linux), each beside its promise; then what the parts
// cost, what an offline config costs and how soon a real OpenClaw has it, what being prepared costs, and what the panel costs, for
// which no lab is needed; and what the app costs. Ends with 1 where a promise is missed. `-- parts [--minutes=10]` leaves the lab
// out, `-- app` measures only the app.
import { build, buildWorld, node, run } from './run.mjs';

const args = process.argv.slice(2);
const built = (await build()) || (await buildWorld());
if (built !== 0) process.exit(built);
if (args.includes('app')) process.exit(await benchApp());
const line = args.includes('parts')
  ? 0
  : await run(node, ['test/lab/run.ts', '--', node, 'test/bench/network.ts']);
const parts = await run(node, ['test/bench/parts.ts', ...args.filter((arg) => arg.startsWith('--'))]);
const claw = await run(node, ['test/bench/claw.ts']);
const prepare = await run(node, ['test/bench/prepare.ts']);
const panel = await run(node, ['test/bench/panel.ts']);
const app = await benchApp();
process.exit(line || parts || claw || prepare || panel || app);

/** In the lab where it can be, which says 77 where it cannot. */
async function benchApp() {
  const bench = [node, 'test/bench/app.ts'];
  const code = await run(node, ['test/lab/run.ts', '--', ...bench]);
  return code === 77 ? run(node, bench.slice(1)) : code;
}
