/**
 * `npm run dist`: what is given to people, from a real Electron. On a Mac a disk image and a zip for both kinds of processor, on
 * Linux an AppImage and, where a homepage is known, a deb, in dist. With a certificate (CSC_LINK) the Mac's are signed, with an App
 * Store Connect key (APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER) Apple looks at the app and its ticket is stapled to it;
 * seal.sh does the same for the disk image. Without a certificate the whole bundle is signed ad hoc, with our own id.
 * `--dir`: only the app, for this machine's processor, to be tried where it is.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'electron-builder';
import { checkApp } from './check-app.ts';
import { hasHomepage } from './homepage.ts';
import { configuration, packagingFrom } from './packaging.ts';

const root = resolve(import.meta.dirname, '../..');
const output = join(root, 'dist');
const isMac = process.platform === 'darwin';
const isFolderOnly = process.argv.includes('--dir');
const packaging = packagingFrom(process.env, output);
rmSync(output, { recursive: true, force: true });

const isDeb = isMac || isFolderOnly || hasHomepage(root);
if (!isDeb)
  console.log(
    'No deb is made: it has to name a homepage, and none is known. Put one into package.json ("homepage": "https://…"), or build in a clone from GitHub.',
  );
const targets = isFolderOnly ? ['dir'] : isDeb ? [] : ['AppImage'];
await build({
  ...(isMac ? { mac: targets } : { linux: targets }),
  ...(isFolderOnly ? { [process.arch === 'arm64' ? 'arm64' : 'x64']: true } : {}),
  publish: 'never',
  config: configuration(packaging),
});
if (isMac) await checkMac();

async function checkMac(): Promise<void> {
  const app = onlyApp();
  const complaints = await checkApp(app, packaging);
  for (const complaint of complaints) console.error(`✗ ${complaint}`);
  if (complaints.length > 0) process.exit(1);
  tell('codesign', '--verify', '--deep', '--strict', '--verbose=2', app);
}

function tell(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'inherit' });
}

/** The folder that electron-builder has put it into is named after the processor. */
function onlyApp(): string {
  const folders = readdirSync(output).filter((name) => /^mac(-\w+)?$/.test(name));
  const [folder, another] = folders;
  if (!folder || another)
    throw new Error(`one packed app was expected, there are: ${folders.join(', ') || 'none'}`);
  return join(output, folder, 'Offline Mode.app');
}
