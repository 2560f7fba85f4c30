import { isRecord, type JsonRecord } from './change.ts';
import { matches } from './sites.ts';

/** A model as OpenClaw asks for it. */
export interface Ref {
  /** In small letters. */
  readonly provider: string;
  readonly model: string;
}

/** OpenClaw asks this provider for a bare name that nobody else owns (2026.9.6). */
const defaultProvider = 'openai';

/** What short names stand for in one config. */
export interface Names {
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** A model's id → the providers that list it. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

export function namesOf(config: JsonRecord): Names {
  const aliases = new Map<string, string[]>();
  for (const base of ['agents.defaults', 'agents.entries.*', 'agents.list.[]'])
    for (const { path, value } of matches(config, [...base.split('.'), 'models', '*', 'alias']))
      if (typeof value === 'string') add(aliases, value.trim().toLowerCase(), String(path.at(-2)));
  const owners = new Map<string, string[]>();
  for (const { path, value } of matches(config, 'models.providers.*.models.[].id'.split('.')))
    if (typeof value === 'string') add(owners, value.toLowerCase(), String(path[2]));
  return { aliases, owners };
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key) ?? [];
  if (!known.includes(value)) map.set(key, [...known, value]);
}

/** `${NAME}` that nobody has filled in. */
export const isUnfilled = (text: string): boolean => /(^|[^$])\$\{[A-Z][A-Z0-9_]*\}/.test(text);

/**
 * What a text may mean as a model, as OpenClaw reads it: split at the first slash, without a profile behind `@`; a bare
 * one is an alias, else the id of the one provider that lists it, else the default provider's. Several where agents give
 * one alias to different models; none for an empty text or one with an unfilled variable.
 */
export function refsOf(text: string, names: Names): readonly Ref[] {
  const bare = text.trim();
  if (bare === '' || isUnfilled(bare)) return [];
  const aliased = names.aliases.get(withoutProfile(bare).toLowerCase());
  if (aliased) return aliased.map((ref) => split(ref));
  const ref = split(bare);
  if (bare.includes('/')) {
    const own = (names.aliases.get(ref.model.toLowerCase()) ?? []).map(split);
    const same = own.filter(({ provider }) => provider === ref.provider);
    // An id that this provider lists keeps its own meaning.
    return same.length === 0 || isListed(ref, names) ? [ref] : same;
  }
  const owners = names.owners.get(ref.model.toLowerCase()) ?? [];
  return [{ ...ref, provider: owners.length === 1 ? (owners[0]?.toLowerCase() ?? '') : defaultProvider }];
}

const isListed = ({ provider, model }: Ref, { owners }: Names): boolean =>
  (owners.get(model.toLowerCase()) ?? []).some((owner) => owner.toLowerCase() === provider);

export const refText = ({ provider, model }: Ref): string => `${provider}/${model}`;

function split(text: string): Ref {
  const whole = withoutProfile(text.trim());
  const slash = whole.indexOf('/');
  return {
    provider: whole.slice(0, Math.max(slash, 0)).trim().toLowerCase(),
    model: whole.slice(slash + 1).trim(),
  };
}

const withoutProfile = (text: string): string => text.replace(/@[^/@]*$/, '');

/** The models of a chain: its first, and those behind it; a bare text is a chain of one. */
export interface Chain {
  /** Null where only fallbacks are said, which follow the shared first one. */
  readonly primary: string | null;
  readonly fallbacks: readonly string[];
  readonly isText: boolean;
}

export function chainOf(value: unknown): Chain | null {
  if (typeof value === 'string') return { primary: value, fallbacks: [], isText: true };
  if (!isRecord(value)) return null;
  const { primary, fallbacks } = value;
  return {
    primary: typeof primary === 'string' ? primary : null,
    fallbacks: Array.isArray(fallbacks) ? fallbacks.filter((one) => typeof one === 'string') : [],
    isText: false,
  };
}
