import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import plist from 'plist';
import { appId } from '../../main/core/app-id.ts';

const root = resolve(import.meta.dirname, '../..');
const from = (...parts: string[]) => join(root, ...parts);

export interface Packaging {
  /** Where the packed app goes. */
  readonly output: string;
  /** A folder with an unpacked Electron in place of the one that would be downloaded. */
  readonly electronDist?: string;
  /** There is a Developer ID certificate: else the whole bundle is signed ad hoc, with our own id. */
  readonly isSigned: boolean;
  /** There is an App Store Connect key, too: Apple looks at the app, and its ticket is stapled to it. */
  readonly isNotarized: boolean;
  /** `owner/name` on GitHub: where releases are, and where updates come from. Without it there are none. */
  readonly repository?: string;
}

/** What the environment of a release says; all of it is absent on a machine of one's own. */
export function packagingFrom(env: NodeJS.ProcessEnv, output: string): Packaging {
  const isSigned = Boolean(env.CSC_LINK || env.CSC_NAME);
  return {
    ...{ output, isSigned },
    isNotarized: isSigned && Boolean(env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER),
    ...(env.GITHUB_REPOSITORY ? { repository: env.GITHUB_REPOSITORY } : {}),
  };
}

/** How electron-builder packs the app. Everything is bundled before, so nothing of node_modules goes in. */
export function configuration(packaging: Packaging): Configuration {
  const { output, electronDist, isSigned, isNotarized, repository } = packaging;
  const [owner = '', repo = ''] = repository?.split('/') ?? [];
  return {
    appId,
    productName: 'Offline Mode',
    copyright: '© 2026 The Offline Mode founders. MIT.',
    directories: { output, buildResources: 'build' },
    files: [
      'out/{main,preload,renderer}/**',
      'assets/tray/*Template*.png',
      'package.json',
      '!**/node_modules/**',
    ],
    extraMetadata: {
      ...(repository ? { offlineMode: { releases: `https://github.com/${repository}/releases` } } : {}),
    },
    asar: true,
    npmRebuild: false,
    ...(electronDist ? { electronDist } : {}),
    electronLanguages: ['en', 'ko'],
    artifactName: `Offline-Mode-\${version}-\${arch}.\${ext}`,
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      // The key lies in the keychain, for this very signature. An ad-hoc one is new with each build, and macOS would ask for a
      // password after each update, to keep a cookie store that this app never puts anything into.
      enableCookieEncryption: isSigned,
    },
    extraResources: [
      { from: 'build/pack/offline-mode.sh', to: 'offline-mode' },
      { from: 'out/licenses', to: 'licenses' },
    ],
    publish: repository ? { provider: 'github', owner, repo, releaseType: 'draft' } : null,
    afterExtract,
    afterPack,
    mac: {
      category: 'public.app-category.utilities',
      icon: from('assets/icon.icns'),
      target: [
        { target: 'dmg', arch: ['universal'] },
        { target: 'zip', arch: ['universal'] },
      ],
      minimumSystemVersion: '14.0',
      darkModeSupport: true,
      gatekeeperAssess: false,
      // Without a certificate the parts of the bundle have no team in common, and the hardened runtime would refuse to load them.
      hardenedRuntime: isSigned,
      entitlements: from('build/pack/entitlements.mac.plist'),
      entitlementsInherit: from('build/pack/entitlements.mac.plist'),
      ...(isSigned ? {} : { identity: '-' }),
      notarize: isNotarized,
      extraResources: [{ from: 'build/pack/lproj', to: '.' }],
      protocols: [{ name: 'Offline Mode', schemes: ['offline-mode'], role: 'Viewer' }],
      extendInfo: {
        LSUIElement: true,
        LSHasLocalizedDisplayName: true,
        CFBundleDevelopmentRegion: 'en',
        NSLocalNetworkUsageDescription: englishOf('NSLocalNetworkUsageDescription'),
        ...unasked,
      },
    },
    dmg: {
      sign: isSigned,
      background: from('assets/dmg.png'),
      iconSize: 96,
      window: { width: 540, height: 380 },
      contents: [
        { x: 140, y: 190, type: 'file' },
        { x: 400, y: 190, type: 'link', path: '/Applications' },
      ],
    },
    linux: {
      category: 'Utility',
      icon: from('assets/icons'),
      executableName: 'offline-mode-app',
      target: ['AppImage', 'deb'],
      maintainer: 'The Offline Mode founders <noreply@offline-mode.invalid>',
      synopsis: 'Keeps your own AI going when the internet goes away',
    },
  };
}

/** Electron's own Info.plist gives reasons for what this app never asks for. */
const unasked = {
  NSMicrophoneUsageDescription: null,
  NSCameraUsageDescription: null,
  NSBluetoothAlwaysUsageDescription: null,
  NSBluetoothPeripheralUsageDescription: null,
  NSAudioCaptureUsageDescription: null,
};

/** What macOS says in English, from the same file that it reads. */
function englishOf(key: string): string {
  const strings = readFileSync(from('build/pack/lproj/en.lproj/InfoPlist.strings'), 'utf8');
  return new RegExp(`^"${key}" = "(.*)";$`, 'm').exec(strings)?.[1] ?? '';
}

type Place = Pick<AfterPackContext, 'electronPlatformName' | 'appOutDir'>;

/** An Electron that was unpacked before still has the app of its own, which a packed app must not be able to load. */
function afterExtract({ electronPlatformName, appOutDir }: Place): void {
  const place = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  rmSync(join(appOutDir, place, 'default_app.asar'), { force: true });
}

/**
 * electron-builder allows plain HTTP to anywhere, for the way on which an update is handed to macOS. That way is a port of this
 * machine, which has an exception of its own; the rest is taken out again. Before signing, so that the signature covers it.
 */
async function afterPack({ electronPlatformName, appOutDir, packager }: AfterPackContext): Promise<void> {
  if (electronPlatformName !== 'darwin') return;
  const file = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Info.plist');
  const info = plist.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>;
  delete info.NSAppTransportSecurity?.NSAllowsArbitraryLoads;
  writeFileSync(file, plist.build(info as plist.PlistObject));
}
