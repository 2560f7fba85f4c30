import { appId } from '../app-id.ts';
import type { What } from './item.ts';

/** What the app's bundle is called, and its folder among application data. */
export const appName = 'Offline Mode';
/** Where what downloads updates (electron-updater) keeps them. */
const updaterName = 'offline-mode-updater';

/** Somewhere that one of ours writes: a file, or a folder that is ours with all that is in it. */
export interface Place {
  readonly what: What;
  readonly path: string;
  readonly is: 'file' | 'tree';
}

/** Where the home is, and what moves things within it. */
export interface Homes {
  readonly platform: 'darwin' | 'linux';
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folder of the app itself, in which on a Mac the engine's is. */
export function appFolder({ platform, home, env }: Homes): string {
  return platform === 'darwin'
    ? `${home}/Library/Application Support/${appName}`
    : `${env.XDG_CONFIG_HOME || `${home}/.config`}/${appName}`;
}

/** All places beside the app's folder and the engine's: each of them is named, none is found by a pattern. */
export function placesOf({ platform, home, env }: Homes): readonly Place[] {
  const tree = (path: string): Place => ({ what: 'caches', path, is: 'tree' });
  const file = (path: string): Place => ({ what: 'caches', path, is: 'file' });
  if (platform === 'linux')
    return [
      tree(`${env.XDG_CACHE_HOME || `${home}/.cache`}/${updaterName}`),
      tree(`${env.XDG_STATE_HOME || `${home}/.local/state`}/offline-mode`),
    ];
  const library = `${home}/Library`;
  return [
    tree(`${library}/Caches/${appId}`),
    // What puts an update in place (Squirrel) works there.
    tree(`${library}/Caches/${appId}.ShipIt`),
    tree(`${library}/Caches/${updaterName}`),
    file(`${library}/Preferences/${appId}.plist`),
    tree(`${library}/Saved Application State/${appId}.savedState`),
    tree(`${library}/HTTPStorages/${appId}`),
    file(`${library}/HTTPStorages/${appId}.binarycookies`),
    tree(`${library}/Logs/${appName}`),
  ];
}

/**
 * What Electron and Chromium (versions 40 to 45) keep in the app's folder, and the app's own `window.json`. Some of it are
 * links, by which Chromium keeps a second one from starting.
 */
const appNames: ReadonlySet<string> = new Set([
  ...['window.json', 'Preferences', 'Local State', 'Cookies', 'Cookies-journal', 'DIPS', 'DIPS-wal'],
  ...['DIPS-shm', 'Network Persistent State', 'TransportSecurity', 'Trust Tokens', 'Trust Tokens-journal'],
  ...['SharedStorage', 'SharedStorage-wal', 'SharedStorage-shm', 'QuotaManager', 'QuotaManager-journal'],
  ...['SingletonLock', 'SingletonCookie', 'SingletonSocket', 'lockfile', '.updaterId', 'Cache'],
  ...['Code Cache', 'GPUCache', 'DawnCache', 'DawnGraphiteCache', 'DawnWebGPUCache', 'GrShaderCache'],
  ...['ShaderCache', 'Local Storage', 'Session Storage', 'IndexedDB', 'databases', 'blob_storage'],
  ...['Service Worker', 'Shared Dictionary', 'shared_proto_db', 'VideoDecodeStats', 'WebStorage'],
  ...['Network', 'Partitions', 'Crashpad', 'Dictionaries', 'File System', 'component_crx_cache', 'sentry'],
]);
const appLinks: ReadonlySet<string> = new Set(['SingletonLock', 'SingletonCookie', 'SingletonSocket']);

export const isAppName = (name: string): boolean => appNames.has(name);
/** A link of that name in the app's folder is Chromium's own. */
export const isAppLink = (name: string): boolean => appLinks.has(name);

const own = 'settings\\.json|journal\\.json|diary\\.jsonl|proofs\\.json|drill-debt\\.json|build\\.log';
/** What a kill leaves in the middle of a write: of a replacement the process' number, of a new file sixteen digits. */
const scrap = '\\.new-(?:\\d{1,10}|[0-9a-f]{16})';
const moment = '\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-\\d{3}Z';

/** The names of the engine's folder, as the engine writes them. Whatever has another name is somebody else's. */
const ownNames: readonly (readonly [RegExp, What])[] = [
  [/^settings\.json$/, 'settings'],
  [/^diary\.jsonl$/, 'diary'],
  [/^journal\.json$/, 'journal'],
  [/^proofs\.json$/, 'proofs'],
  [/^build\.log$/, 'work'],
  // What could not be read is kept beside, and is the person's as much as what it was.
  [new RegExp(`^settings\\.json\\.broken-${moment}$`), 'settings'],
  [new RegExp(`^diary\\.jsonl\\.broken-${moment}$`), 'diary'],
  [new RegExp(`^(?:journal|proofs)\\.json\\.broken-${moment}$`), 'work'],
  [new RegExp(`^(?:${own})${scrap}$`), 'work'],
  [new RegExp(`^(?:settings|diary)\\.jsonl?\\.broken-${moment}${scrap}$`), 'work'],
  [new RegExp(`^\\.doctor-[0-9a-f]{12}(?:${scrap})?$`), 'work'],
];

/** The private sockets, and the marks that they leave. */
export const isSocketName = (name: string): boolean => /^\d{1,15}\.(?:sock|end)$/.test(name);

export const ownWhat = (name: string): What | null =>
  ownNames.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** The folders in it, what they are, and which names are ours there; a `tree` below goes whole. */
export const ownFolders: Readonly<
  Record<string, { readonly what: What; readonly names: RegExp; readonly is: 'file' | 'tree' }>
> = {
  snapshots: {
    what: 'copies',
    names: new RegExp(`^[0-9TZ-]{10,40}\\.taken\\.json(?:${scrap})?$`),
    is: 'file',
  },
  drill: {
    what: 'work',
    names: new RegExp(`^(?:\\d{1,3}\\.(?:path|was|wrote|inplace)|said|paid)(?:${scrap})?$`),
    is: 'file',
  },
  check: { what: 'work', names: /^\d{1,16}-\d{1,6}$/, is: 'tree' },
  // Where the person has named the folder, logs are in it.
  logs: { what: 'work', names: /^offline-mode\.log(?:\.\d)?$/, is: 'file' },
};

/** What one of ours, or a drill's shell, that was killed while it wrote has left beside a config. */
export function besideOf(config: string): readonly string[] {
  const cut = config.lastIndexOf('/') + 1;
  return [`${config.slice(0, cut)}.${config.slice(cut)}.offline-mode`, `${config}.offline-mode-back`];
}

/** Where a link to the command of the app is put. */
export const linkPlaces = ({ home }: Pick<Homes, 'home'>): readonly string[] =>
  ['/usr/local/bin', '/opt/homebrew/bin', `${home}/.local/bin`, `${home}/bin`].map(
    (folder) => `${folder}/offline-mode`,
  );

/** The bundle that such a link leads into, by where it leads (an absolute path); null: it leads elsewhere. */
export const bundleOf = (to: string): string | null =>
  /^(\/.+\.app)\/Contents\/Resources\/offline-mode$/.exec(to)?.[1] ?? null;

/** A bundle that is gone tells nothing but its name. */
export const isOurBundleName = (bundle: string): boolean => bundle.endsWith(`/${appName}.app`);
