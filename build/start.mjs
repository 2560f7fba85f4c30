// `npm start`: builds and opens the menu-bar app; where that cannot be, the terminal face on the same engine.
// `npm run demo`: the same app with a scripted network.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildWorld, node, root, run, withBin } from './run.mjs';

const isDemo = process.argv.includes('--demo');
const electronFolder = join(root, 'node_modules', 'electron');

const built = await build();
if (built !== 0) process.exit(built);

const env = { ...withBin };
if (isDemo) {
  const world = await buildWorld();
  if (world !== 0) process.exit(world);
  Object.assign(env, {
    OFFLINE_MODE_DEMO: '1',
    OFFLINE_MODE_STACK: '1',
    OFFLINE_MODE_WORLD: join(root, 'out/world/world.js'),
  });
}

const why = whyNoApp();
if (why) console.error(`${why} So this is the terminal face on the same engine.`);
process.exit(
  await (why ? run(node, ['out/main/terminal.js', 'watch'], env) : run(electronBinary(), ['.'], env)),
);

/** A sentence, or nothing when the app can be opened. */
function whyNoApp() {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return 'The menu-bar app needs a screen, and there is none here.';
  if (!electronBinary())
    spawnSync(node, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: 300_000 });
  return electronBinary()
    ? undefined
    : 'The menu-bar app needs Electron’s program, and it could not be fetched.';
}

function electronBinary() {
  const path = join(electronFolder, 'path.txt');
  const file = existsSync(path) ? join(electronFolder, 'dist', readFileSync(path, 'utf8')) : '';
  return existsSync(file) && file !== '' ? file : undefined;
}
