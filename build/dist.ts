/**
 * `npm run dist`: what is given to people, from a real Electron. On a Mac a disk image and a zip for both kinds of processor, on
 * Linux an AppImage and a deb, in dist. With a certificate (CSC_LINK) the Mac's are signed, with an App Store Connect key
 * (APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER) Apple looks at them and its ticket is stapled to app and disk image, so
 * that they open for the first time on a Mac without internet. Without, the bundle is signed ad hoc and its files say so.
 * `--dir`: only the app, for this machine's processor, to be tried where it is.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'electron-builder';
import { checkApp } from './check-app.ts';
import { configuration, packagingFrom } from './packaging.ts';

const output = join(resolve(import.meta.dirname, '..'), 'dist');
const isMac = process.platform === 'darwin';
const isFolderOnly = process.argv.includes('--dir');
const packaging = packagingFrom(process.env, output);
rmSync(output, { recursive: true, force: true });

const targets = isFolderOnly ? ['dir'] : [];
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
  if (!packaging.isNotarized) return;
  tell('xcrun', 'stapler', 'validate', app);
  for (const name of readdirSync(output).filter((file) => file.endsWith('.dmg')))
    notarize(join(output, name));
}

/** The app inside has its ticket by now; the disk image is looked at by itself, and gets its own. */
function notarize(image: string): void {
  const { APPLE_API_KEY = '', APPLE_API_KEY_ID = '', APPLE_API_ISSUER = '' } = process.env;
  const key = ['--key', APPLE_API_KEY, '--key-id', APPLE_API_KEY_ID, '--issuer', APPLE_API_ISSUER];
  tell('xcrun', 'notarytool', 'submit', image, ...key, '--wait');
  tell('xcrun', 'stapler', 'staple', image);
  tell('xcrun', 'stapler', 'validate', image);
  tell('spctl', '--assess', '--type', 'open', '--context', 'context:primary-signature', '--verbose=2', image);
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
