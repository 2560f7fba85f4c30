import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import plist from 'plist';
import { appId } from '../../main/core/app-id.ts';
import { icnsSizes, readIcns } from './icns.ts';

/** What all that we wrote may weigh, in bytes. */
export const asarMost = 2_000_000;

/** The version that a fuse wire has for "on" and "off" (@electron/fuses: characters). */
const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

/** Files of the archive; names that a build makes up have `*` in place of their hash. */
export const ours = [
  ...['drill', 'offline', 'online', 'switching-1', 'switching-2', 'switching-3', 'switching-4'],
  ...['trouble', 'unknown'],
]
  .flatMap((name) => [`/assets/tray/${name}Template.png`, `/assets/tray/${name}Template@2x.png`])
  .concat(
    ...['/out/main/app.js', '/out/main/chunk-*.js', '/out/main/terminal.js', '/out/preload/index.cjs'],
    ...['/out/renderer/assets/index-*.css', '/out/renderer/assets/index-*.js'],
    ...['pages-*', 'words.en-*', 'words.ko-*'].map((name) => `/out/renderer/assets/${name}.js`),
    ...['/out/renderer/index.html', '/package.json'],
  );

/** A packed macOS app as it lies on the disk: what is not as it should be, a sentence each. Nothing is run. */
export async function checkApp(app: string, { isSigned }: { readonly isSigned: boolean }): Promise<string[]> {
  const resources = join(app, 'Contents', 'Resources');
  const asar = join(resources, 'app.asar');
  return [
    ...checkArchive(asar),
    ...checkInfo(app, asar),
    ...(await checkFuses(app, isSigned)),
    ...checkIcon(join(resources, 'icon.icns')),
    ...checkResources(resources),
    ...checkTree(app),
  ];
}

/** The names in an archive, each once, with `*` for a hash. */
export function namesIn(asar: string): string[] {
  const files = listPackage(asar, { isPack: false }).filter((name) => /\.\w+$/.test(name));
  return [...new Set(files.map((name) => name.replace(/-[\w-]{8}(\.\w+)$/, '-*$1')))].sort();
}

function checkArchive(asar: string): string[] {
  const found = namesIn(asar);
  const { size } = statSync(asar);
  return [
    ...found.filter((name) => !ours.includes(name)).map((name) => `app.asar holds ${name}`),
    ...ours.filter((name) => !found.includes(name)).map((name) => `app.asar lacks ${name}`),
    ...(size > asarMost ? [`app.asar has ${size} bytes, more than ${asarMost}`] : []),
  ];
}

interface Info extends Record<string, unknown> {
  readonly CFBundleURLTypes?: readonly { readonly CFBundleURLSchemes: readonly string[] }[];
  readonly ElectronAsarIntegrity?: Readonly<
    Record<string, { readonly algorithm: string; readonly hash: string }>
  >;
  readonly NSAppTransportSecurity?: Readonly<Record<string, unknown>>;
}

function checkInfo(app: string, asar: string): string[] {
  const info = plist.parse(readFileSync(join(app, 'Contents', 'Info.plist'), 'utf8')) as unknown as Info;
  const wanted = {
    CFBundleIdentifier: appId,
    CFBundleName: 'Offline Mode',
    CFBundleExecutable: 'Offline Mode',
    CFBundleIconFile: 'icon.icns',
    CFBundleDevelopmentRegion: 'en',
    LSUIElement: true,
    LSHasLocalizedDisplayName: true,
    LSMinimumSystemVersion: '14.0',
    LSApplicationCategoryType: 'public.app-category.utilities',
    NSRequiresAquaSystemAppearance: false,
  };
  const wrong = Object.entries(wanted)
    .filter(([key, value]) => info[key] !== value)
    .map(([key, value]) => `Info.plist: ${key} is ${String(info[key])}, not ${value}`);
  const schemes = info.CFBundleURLTypes?.flatMap((type) => type.CFBundleURLSchemes) ?? [];
  const reasons = Object.keys(info).filter((key) => key.endsWith('UsageDescription'));
  const unasked = reasons.filter((key) => key !== 'NSLocalNetworkUsageDescription');
  const { algorithm = '', hash = '' } = info.ElectronAsarIntegrity?.['Resources/app.asar'] ?? {};
  const really = createHash('sha256').update(getRawHeader(asar).headerString).digest('hex');
  return [
    ...wrong,
    ...(schemes.join() === 'offline-mode' ? [] : [`Info.plist: links are ${schemes.join()}`]),
    ...unasked.map((key) => `Info.plist asks for ${key}`),
    ...(info.NSLocalNetworkUsageDescription ? [] : ['Info.plist gives no reason for the local network']),
    ...(info.NSBonjourServices ? ['Info.plist names Bonjour services, and none is looked for'] : []),
    ...(info.NSAppTransportSecurity?.NSAllowsArbitraryLoads
      ? ['Info.plist allows plain HTTP to anywhere']
      : []),
    ...(algorithm === 'SHA256' && hash === really ? [] : ['Info.plist has another hash than app.asar']),
  ];
}

async function checkFuses(app: string, isSigned: boolean): Promise<string[]> {
  const wire = await getCurrentFuseWire(app);
  const wanted: readonly (readonly [FuseV1Options, number])[] = [
    [FuseV1Options.RunAsNode, off],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
    [FuseV1Options.EnableNodeCliInspectArguments, off],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
    [FuseV1Options.OnlyLoadAppFromAsar, on],
    [FuseV1Options.EnableCookieEncryption, isSigned ? on : off],
  ];
  return wanted
    .filter(([fuse, state]) => wire[fuse] !== state)
    .map(([fuse, state]) => `the fuse ${FuseV1Options[fuse]} is not ${state === on ? 'on' : 'off'}`);
}

function checkIcon(file: string): string[] {
  const pictures = readIcns(readFileSync(file));
  const sizes = new Set(pictures.map(({ width }) => width));
  return [
    ...pictures
      .filter(({ width, height }) => width !== height)
      .map(({ kind }) => `icon.icns: ${kind} is no square`),
    ...icnsSizes.filter((size) => !sizes.has(size)).map((size) => `icon.icns has no picture of ${size} px`),
  ];
}

function checkResources(resources: string): string[] {
  const folders = readdirSync(resources)
    .filter((name) => name.endsWith('.lproj'))
    .sort();
  const strings = ['en', 'ko'].map((lang) => keysOf(join(resources, `${lang}.lproj`, 'InfoPlist.strings')));
  const shim = join(resources, 'offline-mode');
  const isRunnable = existsSync(shim) && (statSync(shim).mode & 0o111) === 0o111;
  return [
    // Electron brings British English, too, which says what American English says.
    ...(folders.filter((name) => name !== 'en_GB.lproj').join() === 'en.lproj,ko.lproj'
      ? []
      : [`languages are ${folders.join()}`]),
    ...(strings[0] && strings[0] === strings[1]
      ? []
      : ['InfoPlist.strings says other things in Korean than in English']),
    ...(isRunnable ? [] : ['the command-line tool is not there, or cannot be run']),
    ...['main.txt', 'panel.txt']
      .filter((name) => !existsSync(join(resources, 'licenses', name)))
      .map((name) => `the licenses of what is in it (${name}) are missing`),
    ...(existsSync(join(resources, 'default_app.asar')) ? ['Electron’s own app is still there'] : []),
  ];
}

const keysOf = (file: string): string =>
  existsSync(file)
    ? [...readFileSync(file, 'utf8').matchAll(/^"(\w+)" = ".+";$/gm)].map(([, key]) => key).join()
    : '';

function checkTree(app: string): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)(node_modules|app|app\.asar\.unpacked)$/.test(name))
    .map((name) => `the app holds ${name}`);
}
