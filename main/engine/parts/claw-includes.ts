import { dirname, resolve, sep } from 'node:path';
import JSON5 from 'json5';
import type { Tools } from '../tools/tools.ts';

/** As OpenClaw itself: so deep may files include each other. */
const mostDeep = 10;
/** A config of hundreds of entries is still far below this (bytes). */
export const configMost = 2_000_000;

/** JSON5, or undefined when it is none. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON5.parse(text);
  } catch {
    return undefined;
  }
}

interface Whole {
  /** Undefined: one of its files is missing, elsewhere, or no JSON5. */
  readonly value: unknown;
  /** The newest change of an included file, in ms since the epoch; 0 without any. */
  readonly changedAt: number;
}

/**
 * A config with what its `$include`s bring: one file, or several merged deeply, the including file's own keys last. Only
 * files below the config's own folder are read.
 */
export async function withIncludes(files: Tools['files'], value: unknown, path: string): Promise<Whole> {
  const root = dirname(path);
  let changedAt = 0;
  const read = async (name: string, from: string, deep: number): Promise<unknown> => {
    const target = resolve(from, name);
    if (deep > mostDeep || !target.startsWith(root + sep)) return undefined;
    changedAt = Math.max(changedAt, (await files.about(target))?.changedAt ?? 0);
    const text = await files.read(target, configMost);
    return text.ok && text.value !== null
      ? expand(parseLoosely(text.value), dirname(target), deep)
      : undefined;
  };
  const expand = async (one: unknown, from: string, deep: number): Promise<unknown> => {
    if (Array.isArray(one)) return Promise.all(one.map((item) => expand(item, from, deep)));
    if (!isRecord(one)) return one;
    const { $include: include, ...own } = one;
    const entries = await Promise.all(
      Object.entries(own).map(async ([key, item]) => [key, await expand(item, from, deep)] as const),
    );
    const mine = Object.fromEntries(entries);
    if (include === undefined) return mine;
    const names = Array.isArray(include) ? include : [include];
    const parts = await Promise.all(
      names.map((name) => (typeof name === 'string' ? read(name, from, deep + 1) : undefined)),
    );
    if (parts.includes(undefined)) return undefined;
    const included = parts.reduce(merged, {});
    // What an include brings may be a list or a word, where it stands alone.
    if (entries.length === 0) return included;
    return isRecord(included) ? merged(included, mine) : undefined;
  };
  return { value: await expand(value, root, 0), changedAt };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As OpenClaw itself: objects are merged, lists joined, of anything else the later counts. */
function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (!isRecord(a) || !isRecord(b)) return b;
  const both = { ...a };
  for (const [key, value] of Object.entries(b)) both[key] = key in a ? merged(a[key], value) : value;
  return both;
}
