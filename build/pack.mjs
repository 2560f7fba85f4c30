// `npm run pack` and `npm run dist`: the built app, packed. See pack.ts and dist.ts.
import { build, node, run } from './run.mjs';

const [what = 'pack', ...args] = process.argv.slice(2);
const built = await build();
process.exit(built || (await run(node, [`build/pack/${what}.ts`, ...args])));
