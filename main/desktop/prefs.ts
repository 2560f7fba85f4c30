import Store from 'electron-store';

interface Prefs {
  /** When the panel was first opened by itself to say hello, ms since the epoch; 0 = not yet. */
  greetedAt: number;
}

/** Trifles of the window. What matters is in settings.json, which the terminal reads too. */
export function openPrefs(): Pick<Store<Prefs>, 'get' | 'set'> {
  return new Store<Prefs>({ name: 'window', defaults: { greetedAt: 0 }, clearInvalidConfig: true });
}
