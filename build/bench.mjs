// `npm run bench`: figures measured in the namespace lab (root on Linux), each beside its promise.
import { build, node, run } from './run.mjs';

const built = await build();
if (built !== 0) process.exit(built);
process.exit(await run(node, ['test/lab/run.ts', '--', node, 'test/bench/network.ts']));
