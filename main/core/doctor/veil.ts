import type { z } from 'zod';
import { distanceOf } from '../parts/targets.ts';
import type { ToldPhrase } from '../parts/told.ts';
import type { ToldProblem } from '../problem-told.ts';
import { familyOf } from '../targets.ts';
import { isWord, languages } from '../words.ts';
import { isLinkName, isVersion, vocabulary } from './vocabulary.ts';

type Problem = z.infer<typeof ToldProblem>;
export const aliasKinds = ['model', 'service', 'lan', 'tailnet', 'server', 'file', 'link', 'text'] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** Puts an alias in the place of whatever is the person's own; the same text has the same alias all through a document. */
export interface Veil {
  /** From now on that text is of that kind. */
  know(kind: AliasKind, text: string): string;
  /** As it is where it is the same on every machine, else an alias. */
  text(value: string): string;
  link(name: string): string;
  /** A model as OpenClaw names it, with who serves it. */
  model(ref: string): string;
  version(text: string): string;
  phrase(phrase: ToldPhrase): ToldPhrase;
  problem(problem: Problem): Problem;
  /** How many of each kind have an alias. */
  hidden(): Readonly<Partial<Record<AliasKind, number>>>;
}

export function newVeil(): Veil {
  const known = new Map<string, string>();
  const counts: Partial<Record<AliasKind, number>> = {};

  function know(kind: AliasKind, text: string): string {
    const before = known.get(text);
    if (before !== undefined) return before;
    const n = (counts[kind] ?? 0) + 1;
    counts[kind] = n;
    known.set(text, `${kind}-${n}`);
    return `${kind}-${n}`;
  }

  function text(value: string): string {
    if (value === '' || vocabulary.has(value) || isCount(value)) return value;
    if (known.has(value)) return know('text', value);
    return know(kindOf(value), value);
  }

  const link = (name: string): string => (isLinkName(name) ? name : know('link', name));
  function model(ref: string): string {
    const tail = ref.slice(ref.indexOf('/') + 1);
    return know('model', known.has(tail) ? tail : ref);
  }

  const version = (value: string): string => (isVersion(value) ? value : '?');

  function phrase({ key, values }: ToldPhrase): ToldPhrase {
    if (!isWord(key)) return { key: 'doctor.unknown', values: {} };
    const veiled = Object.entries(values)
      // Another name than our sentences have is not filled in, so it is nobody's.
      .filter(([name]) => valueNames.has(name))
      .map(([name, value]) => {
        if (typeof value !== 'string') return [name, value] as const;
        return [name, name === 'version' ? version(value) : text(value)] as const;
      });
    return { key, values: Object.fromEntries(veiled) };
  }

  function problem({ code, about, detail }: Problem): Problem {
    const isSizes =
      /\{(need|has)\}|\{detail\} bytes/.test(languages.en[`p.${code}`]) &&
      /^\d{1,15}(\/\d{1,15})?$/.test(detail ?? '');
    const veiled = detail === undefined || isSizes ? detail : text(detail);
    return veiled === undefined ? { code, about: text(about) } : { code, about: text(about), detail: veiled };
  }

  return { know, text, link, model, version, phrase, problem, hidden: () => counts };
}

/** Every name of something that is filled into a sentence of ours. */
const valueNames: ReadonlySet<string> = new Set([
  ...Object.values(languages.en).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  ),
  ...['direct', 'far', 'relayed', 'idle', 'away'],
]);

/**
 * A number with what it counts, as sentences of ours have it: `90 s`, `1.4 GB`, `HTTP 503`. With so few digits it is neither
 * an address nor a key.
 */
const isCount = (text: string): boolean =>
  /^(?:HTTP )?\d{1,3}$|^\d{1,4}(?:\.\d)?[ \u00a0](?:ms|s|min|h|d|kB|MB|GB)$/.test(text);

function kindOf(value: string): AliasKind {
  if (/^[/~]/.test(value)) return 'file';
  const host = /^(?:[a-z]+:\/\/)?(?:[^@/\s]*@)?(\[[^\]\s]+\]|[^/:\s?#]+)(?::\d{1,5})?(?:[/?#].*)?$/i.exec(
    value,
  )?.[1];
  const bare = familyOf(value) ? value : (host ?? '').replace(/^\[(.*)\]$/, '$1');
  const isPlace = familyOf(bare) !== null || /^[a-z]+:\/\//i.test(value) || /^[\w-]+(\.[\w-]+)+$/.test(bare);
  if (!isPlace || bare === '') return 'text';
  const distance = distanceOf(bare);
  return distance === 'lan' || distance === 'here' ? 'lan' : distance === 'tailnet' ? 'tailnet' : 'server';
}
