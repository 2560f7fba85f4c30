import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { build } from 'electron-builder';
import { hollowElectron } from '../../build/pack/hollow-electron.ts';
import { configuration, type Packaging } from '../../build/pack/packaging.ts';

export const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));

const folders: string[] = [];
/** A folder of one's own, with a space in its name, as people's have. */
export function newFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'om-pack-')), 'a folder');
  mkdirSync(folder);
  folders.push(dirname(folder));
  return folder;
}
export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Packs the built app for macOS from a hollow Electron; resolves with the bundle. */
export async function pack(arch: 'arm64' | 'x64', more: Partial<Packaging> = {}): Promise<string> {
  const output = newFolder();
  const electronDist = await hollowElectron(join(output, 'hollow'), version);
  const packaging = { output, electronDist, isSigned: false, isNotarized: false, ...more };
  await build({ mac: ['dir'], [arch]: true, publish: 'never', config: configuration(packaging) });
  return join(output, arch === 'arm64' ? 'mac-arm64' : 'mac', 'Offline Mode.app');
}

/**
 * A copy of the bundle, elsewhere, that can be run here: its archive lies open in a folder of the same name, and its program is
 * the stand-in for Electron.
 */
export function runnable(app: string): string {
  const copy = join(newFolder(), 'Offline Mode.app');
  cpSync(app, copy, { recursive: true });
  const asar = join(copy, 'Contents/Resources/app.asar');
  rmSync(asar);
  extractAll(join(app, 'Contents/Resources/app.asar'), asar);
  const program = join(copy, 'Contents/MacOS/Offline Mode');
  const standIn = join(root, 'test/electron/electron');
  writeFileSync(
    program,
    `#!/bin/sh\nELECTRON_STANDIN_PACKED=1 exec "${process.execPath}" "${standIn}" "${asar}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  return copy;
}
