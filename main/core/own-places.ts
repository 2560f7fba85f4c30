/** What the app's bundle is called, and its folder among application data. */
export const appName = 'Offline Mode';
/** The engine's folder and the log's, where lower case is usual. */
const plainName = 'offline-mode';

/** Where the home is, and what moves things within it. */
export interface Homes {
  readonly platform: 'darwin' | 'linux';
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Xdg = 'XDG_CACHE_HOME' | 'XDG_CONFIG_HOME' | 'XDG_DATA_HOME' | 'XDG_STATE_HOME';
const usual: Readonly<Record<Xdg, string>> = {
  XDG_CACHE_HOME: '.cache',
  XDG_CONFIG_HOME: '.config',
  XDG_DATA_HOME: '.local/share',
  XDG_STATE_HOME: '.local/state',
};

/** A base folder of Linux. A relative one is none, as its specification says: it would be another wherever a command is typed. */
export function xdgFolder({ home, env }: Homes, name: Xdg): string {
  const named = env[name];
  return named?.startsWith('/') ? named : `${home}/${usual[name]}`;
}

/** The folder of the app itself, in which on a Mac the engine's is. */
export const appFolder = (homes: Homes): string =>
  homes.platform === 'darwin'
    ? `${homes.home}/Library/Application Support/${appName}`
    : `${xdgFolder(homes, 'XDG_CONFIG_HOME')}/${appName}`;

export const engineFolder = (homes: Homes): string =>
  homes.platform === 'darwin'
    ? `${appFolder(homes)}/engine`
    : `${xdgFolder(homes, 'XDG_DATA_HOME')}/${plainName}`;

/** Where a person looks for logs: Console shows that folder on a Mac. */
export const logFolder = (homes: Homes): string =>
  homes.platform === 'darwin'
    ? `${homes.home}/Library/Logs/${appName}`
    : `${xdgFolder(homes, 'XDG_STATE_HOME')}/${plainName}`;
