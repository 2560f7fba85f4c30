import Store from 'electron-store';

interface Prefs {
  /** When the panel was first opened by itself to say hello, ms since the epoch; 0 = not yet. */
  greetedAt: number;
  /** When the release server has last answered, ms since the epoch; 0 = never. */
  updatesAnsweredAt: number;
  /** Version and digest of the release that macOS has refused last; empty = none. */
  updatesRefused: string;
}

/** Trifles of the window. What matters is in settings.json, which the terminal reads too. */
const openPrefs = (): Pick<Store<Prefs>, 'get' | 'set'> =>
  new Store<Prefs>({
    name: 'window',
    defaults: { greetedAt: 0, updatesAnsweredAt: 0, updatesRefused: '' },
    clearInvalidConfig: true,
  });

/** When the panel first opened by itself. It is on disk, so it may be anything, and a full one takes nothing: both throw. */
export const greetedAt = {
  get: (): unknown => openPrefs().get('greetedAt'),
  set: (at: number): void => openPrefs().set('greetedAt', at),
};

/** When the release server has last answered, over starts. */
export const updatesAnswered = {
  get: (): unknown => openPrefs().get('updatesAnsweredAt'),
  set: (at: number): void => openPrefs().set('updatesAnsweredAt', at),
};

/** The release that macOS has refused, over starts: else it would be fetched and handed over again after each. */
export const updatesRefused = {
  get: (): unknown => openPrefs().get('updatesRefused'),
  set: (mark: string): void => openPrefs().set('updatesRefused', mark),
};
