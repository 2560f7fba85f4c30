// `npm run bench:network`: ours beside its peers, through the same faults (root on Linux).
import { build, node, run } from './run.mjs';

const built = await build();
if (built !== 0) process.exit(built);
process.exit(await run(node, ['test/bench/side-by-side.ts']));
