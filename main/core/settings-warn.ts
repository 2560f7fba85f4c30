import { distanceOf, parseBase, parseService, parseWebPlace } from './parts/targets.ts';
import type { Change } from './settings-change.ts';
import { defaultSettings } from './standard-settings.ts';
import type { WordKey } from './words.ts';

/** What somebody should know before they take a change from a file: a sentence, and what is filled into it. */
export interface Warning {
  readonly key: WordKey;
  readonly values: { readonly places: string };
}

/** Settings that lead something of the person's to an address, and what that would mean where it is far. */
const farWords: Readonly<Partial<Record<Change['key'], WordKey>>> = {
  'ollama.places': 'set.file.warn.ollama',
  'openclaw.own': 'set.file.warn.own',
  'headscale.url': 'set.file.warn.place',
  'lan.services': 'set.file.warn.place',
  'probe.dns': 'set.file.warn.probe',
  'probe.tls': 'set.file.warn.probe',
  'probe.pages': 'set.file.warn.probe',
};

/**
 * Where a change leads outside this machine, the local network and the tailnet, as far as the address tells; null: nowhere
 * that was not there before. All else that a file may change is told in full by the change itself.
 */
export function warningOf({ key, from, to }: Change): Warning | null {
  const word = farWords[key];
  if (!word) return null;
  const known = new Set(listed(from));
  const places = listed(to).filter(
    (entry) => !known.has(entry) && (isProbe(key) ? !isStandard(key, entry) : isFar(entry)),
  );
  return places.length === 0 ? null : { key: word, values: { places: places.join(', ') } };
}

const isProbe = (key: Change['key']): key is 'probe.dns' | 'probe.tls' | 'probe.pages' =>
  key.startsWith('probe.');

/** The test servers of the standard are known, and all the others are a stranger's. */
const isStandard = (key: 'probe.dns' | 'probe.tls' | 'probe.pages', entry: string): boolean =>
  defaultSettings[key].includes(entry);

function listed(value: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.filter((entry) => typeof entry === 'string' && entry !== '').map(String);
}

function isFar(entry: string): boolean {
  const host = (parseBase(entry) ?? parseWebPlace(entry) ?? parseService(entry))?.host;
  return host === undefined || distanceOf(host) === 'outside';
}
