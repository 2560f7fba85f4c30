// `npm run bench:drill`: the owner of a drill is killed at random moments, and Wi-Fi is to be on again within the promise, in
// namespace labs (root on Linux). `-- --runs=100 --labs=4 --seed=…`. Ends with 1 where a promise is broken.
import { build, node, run } from './run.mjs';

const built = await build();
if (built !== 0) process.exit(built);
process.exit(await run(node, ['test/bench/drill.ts', ...process.argv.slice(2)]));
