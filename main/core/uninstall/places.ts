import { appId } from '../app-id.ts';
import { type Homes, xdgFolder } from '../own-places.ts';
import { toolFolders, toolName } from '../tool.ts';
import type { What } from './item.ts';

/** Where what downloads updates (electron-updater) keeps them. */
const updaterName = 'offline-mode-updater';

/** Somewhere that one of ours writes: a file, or a folder that is ours with all that is in it. */
export interface Place {
  readonly what: What;
  readonly path: string;
  readonly is: 'file' | 'tree';
}

/**
 * All places beside the folders of the app, the engine and the log: each of them is named, none is found by a pattern. A `tree` has a
 * name that nobody gives to a folder of their own.
 */
export function placesOf(homes: Homes): readonly Place[] {
  const tree = (path: string): Place => ({ what: 'caches', path, is: 'tree' });
  const file = (path: string): Place => ({ what: 'caches', path, is: 'file' });
  if (homes.platform === 'linux') return [tree(`${xdgFolder(homes, 'XDG_CACHE_HOME')}/${updaterName}`)];
  const library = `${homes.home}/Library`;
  return [
    tree(`${library}/Caches/${appId}`),
    // What puts an update in place (Squirrel) works there.
    tree(`${library}/Caches/${appId}.ShipIt`),
    tree(`${library}/Caches/${updaterName}`),
    file(`${library}/Preferences/${appId}.plist`),
    tree(`${library}/Saved Application State/${appId}.savedState`),
    tree(`${library}/HTTPStorages/${appId}`),
    file(`${library}/HTTPStorages/${appId}.binarycookies`),
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

/** The log, and as many older ones as are kept. */
export const logNames = /^offline-mode\.log(?:\.\d)?$/;

/** A check of a config: when it began, in ms since the epoch (thirteen digits until 2286), and which it was. No date looks so. */
export const checkNames = /^\d{13}-\d{1,6}$/;

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
  // Where the person has put the log's folder and the engine's in one.
  [logNames, 'work'],
  [new RegExp(`^\\.doctor-[0-9a-f]{12}(?:${scrap})?$`), 'work'],
];

/** The private sockets, and the marks that they leave. */
export const isSocketName = (name: string): boolean => /^\d{1,15}\.(?:sock|end)$/.test(name);

export const ownWhat = (name: string): What | null =>
  ownNames.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** What a folder in it is, and which names are ours there: of files, or of folders with private files in them. */
export interface OwnFolder {
  readonly what: What;
  readonly names: RegExp;
  readonly is: 'file' | 'folder';
}

export const ownFolders: Readonly<Record<string, OwnFolder>> = {
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
  check: { what: 'work', names: checkNames, is: 'folder' },
  // Where the person has named the folder, logs are in it.
  logs: { what: 'work', names: logNames, is: 'file' },
};

/** What one of ours, or a drill's shell, that was killed while it wrote has left beside a config. */
export function besideOf(config: string): readonly string[] {
  const cut = config.lastIndexOf('/') + 1;
  return [`${config.slice(0, cut)}.${config.slice(cut)}.offline-mode`, `${config}.offline-mode-back`];
}

/** Where a link to the command of the app is put. */
export const linkPlaces = ({ home }: Pick<Homes, 'home'>): readonly string[] =>
  toolFolders.map((folder) => `${folder.replace('~', home)}/${toolName}`);
