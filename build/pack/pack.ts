/**
 * `npm run pack`: the app for macOS as a folder, for both kinds of processor, from a hollow Electron, and a look at all of it.
 * It shows that what is shipped is right, on any machine. What can be run is made by `npm run dist`.
 */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'electron-builder';
import { checkApp } from './check-app.ts';
import { hollowElectron } from './hollow-electron.ts';
import { configuration } from './packaging.ts';

const root = resolve(import.meta.dirname, '../..');
const output = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
rmSync(output, { recursive: true, force: true });

let isWrong = false;
for (const arch of ['arm64', 'x64'] as const) {
  const electronDist = await hollowElectron(join(output, `hollow-${arch}`), manifest.version);
  const config = configuration({ output, electronDist, isSigned: false, isNotarized: false });
  await build({ mac: ['dir'], [arch]: true, publish: 'never', config });
  rmSync(electronDist, { recursive: true });
  const app = join(output, arch === 'arm64' ? 'mac-arm64' : 'mac', 'Offline Mode.app');
  const complaints = await checkApp(app, { isSigned: false });
  const { size } = statSync(join(app, 'Contents/Resources/app.asar'));
  for (const complaint of complaints) console.error(`✗ ${complaint}`);
  if (complaints.length === 0)
    console.log(
      `✓ ${relative(root, app)}: all as it should be, app.asar ${(size / 1e6).toFixed(2)} MB. Hollow: it cannot be opened.`,
    );
  isWrong ||= complaints.length > 0;
}
process.exitCode = isWrong ? 1 : 0;
