import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage, extractAll, uncache } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import plist from 'plist';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkApp, namesIn } from '../../build/pack/check-app.ts';
import { readIcns } from '../../build/pack/icns.ts';
import { configuration, packagingFrom } from '../../build/pack/packaging.ts';
import { newFolder, pack, removeFolders, root } from './packed.ts';

const unsigned = { isSigned: false };
let app = '';
beforeAll(async () => {
  app = await pack('arm64');
});
afterAll(removeFolders);

const inside = (bundle: string, ...parts: string[]) => join(bundle, 'Contents', ...parts);

describe('the packed app', () => {
  test('is as it should be, for both kinds of processor', async () => {
    expect(await checkApp(app, unsigned)).toEqual([]);
    expect(await checkApp(await pack('x64'), unsigned)).toEqual([]);
  });

  test('holds these files and no others', () => {
    const glyphs = ['drill', 'offline', 'online', 'switching-1', 'switching-2', 'switching-3', 'switching-4'];
    const tray = [...glyphs, 'trouble', 'unknown'].flatMap((name) => [
      `/assets/tray/${name}Template.png`,
      `/assets/tray/${name}Template@2x.png`,
    ]);
    expect(namesIn(inside(app, 'Resources/app.asar'))).toEqual([
      ...tray,
      '/out/main/app.js',
      '/out/main/chunk-*.js',
      '/out/main/terminal.js',
      '/out/preload/index.cjs',
      '/out/renderer/assets/index-*.css',
      '/out/renderer/assets/index-*.js',
      '/out/renderer/assets/pages-*.js',
      '/out/renderer/assets/words.en-*.js',
      '/out/renderer/assets/words.ko-*.js',
      '/out/renderer/index.html',
      '/package.json',
    ]);
  });

  test('its own package.json says what it is, and nothing of how it was made', () => {
    const open = newFolder();
    extractAll(inside(app, 'Resources/app.asar'), open);
    const said = JSON.parse(readFileSync(join(open, 'package.json'), 'utf8'));
    expect(said).toMatchObject({ name: 'offline-mode', main: 'out/main/app.js', type: 'module' });
    expect(Object.keys(said)).not.toContain('devDependencies');
    expect(Object.keys(said)).not.toContain('scripts');
  });

  test('with a place for releases the app knows it, and is built to look for updates there', async () => {
    const released = await pack('arm64', { repository: 'someone/offline-mode' });
    const open = newFolder();
    extractAll(inside(released, 'Resources/app.asar'), open);
    const said = JSON.parse(readFileSync(join(open, 'package.json'), 'utf8'));
    expect(said.offlineMode).toEqual({ releases: 'https://github.com/someone/offline-mode/releases' });
    expect(await checkApp(released, unsigned)).toEqual([]);
  });

  test('its icon has a picture of each size', () => {
    const pictures = readIcns(readFileSync(inside(app, 'Resources/icon.icns')));
    expect(pictures.map(({ kind, width, height }) => `${kind} ${width} ${height}`)).toEqual([
      ...['ic11 32 32', 'ic12 64 64', 'ic07 128 128', 'ic13 256 256', 'ic08 256 256'],
      ...['ic14 512 512', 'ic09 512 512', 'ic10 1024 1024'],
    ]);
  });

  test('licenses of all that is in it lie beside the archive', () => {
    const main = readFileSync(inside(app, 'Resources/licenses/main.txt'), 'utf8');
    for (const name of ['execa', 'zod', 'menubar', 'electron-store', 'ollama', '@humanwhocodes/momoa'])
      expect(main).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    expect(readFileSync(inside(app, 'Resources/licenses/panel.txt'), 'utf8')).toMatch(/^preact /m);
  });
});

describe('the check of a packed app sees', () => {
  const spoil: Readonly<Record<string, (bundle: string) => unknown>> = {
    'app.asar holds /node_modules/left/index.js': (bundle) =>
      repack(bundle, (open) => cpSync(join(root, 'build/run.mjs'), join(open, 'node_modules/left/index.js'))),
    'app.asar lacks /out/preload/index.cjs': (bundle) =>
      repack(bundle, (open) => rmSync(join(open, 'out/preload/index.cjs'))),
    'app.asar has 4': (bundle) =>
      repack(bundle, (open) => writeFileSync(join(open, 'out/main/app.js'), 'x'.repeat(2_200_000))),
    'Info.plist has another hash than app.asar': (bundle) =>
      repack(bundle, (open) => writeFileSync(join(open, 'out/main/app.js'), 'process.exit()')),
    'Info.plist: LSUIElement is undefined, not true': (bundle) => inform(bundle, { LSUIElement: undefined }),
    'Info.plist: CFBundleIdentifier is com.github.Electron': (bundle) =>
      inform(bundle, { CFBundleIdentifier: 'com.github.Electron' }),
    'Info.plist asks for NSCameraUsageDescription': (bundle) =>
      inform(bundle, { NSCameraUsageDescription: 'This app needs access to the camera' }),
    'Info.plist allows plain HTTP to anywhere': (bundle) =>
      inform(bundle, { NSAppTransportSecurity: { NSAllowsArbitraryLoads: true } }),
    'Info.plist names Bonjour services': (bundle) => inform(bundle, { NSBonjourServices: ['_http._tcp'] }),
    'Info.plist: links are ': (bundle) => inform(bundle, { CFBundleURLTypes: [] }),
    'the fuse RunAsNode is not off': (bundle) => fuse(bundle, { [FuseV1Options.RunAsNode]: true }),
    'the fuse EnableNodeCliInspectArguments is not off': (bundle) =>
      fuse(bundle, { [FuseV1Options.EnableNodeCliInspectArguments]: true }),
    'the fuse EnableEmbeddedAsarIntegrityValidation is not on': (bundle) =>
      fuse(bundle, { [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false }),
    'the fuse OnlyLoadAppFromAsar is not on': (bundle) =>
      fuse(bundle, { [FuseV1Options.OnlyLoadAppFromAsar]: false }),
    'icon.icns has no picture of 1024 px': (bundle) => {
      const icon = readFileSync(inside(bundle, 'Resources/icon.icns'));
      writeFileSync(inside(bundle, 'Resources/icon.icns'), icon.subarray(0, icon.indexOf('ic10')));
    },
    'languages are en.lproj': (bundle) => rmSync(inside(bundle, 'Resources/ko.lproj'), { recursive: true }),
    'InfoPlist.strings says other things in Korean': (bundle) =>
      writeFileSync(inside(bundle, 'Resources/ko.lproj/InfoPlist.strings'), '"CFBundleName" = "오프라인";\n'),
    'the command-line tool is not there': (bundle) => rmSync(inside(bundle, 'Resources/offline-mode')),
    'the licenses of what is in it (panel.txt) are missing': (bundle) =>
      rmSync(inside(bundle, 'Resources/licenses/panel.txt')),
    'Electron’s own app is still there': (bundle) =>
      writeFileSync(inside(bundle, 'Resources/default_app.asar'), ''),
    'the app holds Contents/Resources/app': (bundle) =>
      cpSync(join(root, 'preload'), inside(bundle, 'Resources/app'), { recursive: true }),
  };

  test.each(Object.keys(spoil))('%s', async (complaint) => {
    const bundle = join(newFolder(), 'Offline Mode.app');
    cpSync(app, bundle, { recursive: true });
    await spoil[complaint]?.(bundle);
    const found = await checkApp(bundle, unsigned);
    expect(found.filter((one) => one.startsWith(complaint))).toHaveLength(1);
  });

  async function repack(bundle: string, change: (open: string) => void): Promise<void> {
    const open = newFolder();
    const asar = inside(bundle, 'Resources/app.asar');
    extractAll(asar, open);
    change(open);
    await createPackage(open, asar);
    uncache(asar);
  }

  function inform(bundle: string, values: Readonly<Record<string, unknown>>): void {
    const file = inside(bundle, 'Info.plist');
    const info = { ...(plist.parse(readFileSync(file, 'utf8')) as plist.PlistObject), ...values };
    writeFileSync(file, plist.build(JSON.parse(JSON.stringify(info))));
  }

  function fuse(bundle: string, values: Partial<Record<FuseV1Options, boolean>>): Promise<unknown> {
    return flipFuses(bundle, { version: FuseVersion.V1, ...values });
  }
});

describe('what is packed on a Mac', () => {
  const base = { output: 'dist', repository: 'someone/offline-mode' };

  test('signed: the hardened runtime, one entitlement, notarized where there is a key', () => {
    const { mac, dmg, electronFuses } = configuration({ ...base, isSigned: true, isNotarized: true });
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(mac).not.toHaveProperty('identity');
    expect(dmg).toMatchObject({ sign: true });
    expect(electronFuses).toMatchObject({ enableCookieEncryption: true });
    const entitlements = plist.parse(readFileSync(String(mac?.entitlements), 'utf8'));
    expect(entitlements).toEqual({ 'com.apple.security.cs.allow-jit': true });
    expect(mac?.entitlementsInherit).toBe(mac?.entitlements);
  });

  test('without a certificate: signed ad hoc as a whole, and without what needs a team', () => {
    const { mac, dmg, electronFuses } = configuration({
      ...{ ...base, isSigned: false, isNotarized: false },
    });
    expect(mac).toMatchObject({ identity: '-', hardenedRuntime: false, notarize: false });
    expect(dmg).toMatchObject({ sign: false });
    expect(electronFuses).toMatchObject({ enableCookieEncryption: false, runAsNode: false });
  });

  test('the environment of a release decides', () => {
    const key = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's' };
    expect(packagingFrom({}, 'dist')).toEqual({ output: 'dist', isSigned: false, isNotarized: false });
    expect(packagingFrom(key, 'dist')).toMatchObject({ isSigned: false, isNotarized: false });
    expect(packagingFrom({ CSC_LINK: 'c' }, 'dist')).toMatchObject({ isSigned: true, isNotarized: false });
    expect(packagingFrom({ CSC_LINK: 'c', ...key }, 'dist')).toMatchObject({ isNotarized: true });
    expect(packagingFrom({ GITHUB_REPOSITORY: 'a/b' }, 'dist')).toMatchObject({ repository: 'a/b' });
  });

  test('every file that the recipe names is there', () => {
    const { mac, dmg, linux } = configuration({ ...base, isSigned: true, isNotarized: true });
    for (const file of [mac?.icon, mac?.entitlements, dmg?.background, linux?.icon])
      expect(existsSync(String(file)), String(file)).toBe(true);
  });
});
