import { dirname, resolve, sep } from 'node:path';
import JSON5 from 'json5';
import { isRecord, type Path } from '../../core/claw/change.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { type Merged, merge } from './merged.ts';

/** As OpenClaw itself: so deep may files include each other. */
const mostDeep = 10;
/** A config of hundreds of entries is still far below this (bytes). */
export const configMost = 2_000_000;

/** Reads one file's text; null when there is none. */
export type Read = (path: string, limit: number) => Promise<Result<string | null>>;

/** A config with everything that it is made of. */
export interface Sources {
  /** With its includes, and variables as they are written. */
  readonly root: Merged;
  /** The files' texts by their paths, the config itself first. */
  readonly files: ReadonlyMap<string, string>;
}

/** JSON5, or undefined when it is none. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON5.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A config with what its `$include`s bring: one file, or several merged deeply, the including file's own keys last. Only
 * files below the config's own folder are read. Fails with the file that is missing, cannot be read or makes no sense.
 */
export async function loadSources(read: Read, path: string): Promise<Result<Sources>> {
  const files = new Map<string, string>();
  const root = await loadFile({ read, files, folder: dirname(path), names: [] }, path);
  return root.ok ? ok({ root: root.value, files }) : root;
}

interface Loading {
  readonly read: Read;
  readonly files: Map<string, string>;
  /** Nothing outside of it is included. */
  readonly folder: string;
  /** The files that include this one. */
  readonly names: readonly string[];
}

/** What is included has to be a file that is there. */
const isMissing = ({ code }: Problem) => code === 'unreachable' || code === 'not-a-file';

async function loadFile(loading: Loading, path: string): Promise<Result<Merged>> {
  const isIncluded = loading.names.length > 0;
  const text = await loading.read(path, configMost);
  if (!text.ok) return isIncluded && isMissing(text.problem) ? fail('claw-include', path) : text;
  if (text.value === null) return fail(isIncluded ? 'claw-include' : 'claw-missing', path);
  const value = parseLoosely(text.value);
  if (value === undefined || (!isIncluded && !isRecord(value))) return fail('claw-garbled', path);
  loading.files.set(path, text.value);
  return expand({ ...loading, names: [...loading.names, path] }, value, []);
}

/** A value of the file that is being read, at that path of it. */
async function expand(loading: Loading, value: unknown, path: Path): Promise<Result<Merged>> {
  const file = loading.names.at(-1) ?? '';
  if (Array.isArray(value)) return expandList(loading, value, { file, path });
  if (!isRecord(value)) return ok({ kind: 'leaf', value, spots: [{ file, path }] });
  const { $include: include, ...own } = value;
  const members = new Map<string, Merged>();
  for (const [key, item] of Object.entries(own)) {
    const one = await expand(loading, item, [...path, key]);
    if (!one.ok) return one;
    members.set(key, one.value);
  }
  const mine: Merged = { kind: 'object', members, spots: [{ file, path }] };
  if (include === undefined) return ok(mine);
  const included = await loadIncluded(loading, Array.isArray(include) ? include : [include]);
  if (!included.ok) return included;
  // What an include brings may be a list or a word, where it stands alone.
  if (members.size === 0) return included;
  return included.value.kind === 'object' ? ok(merge(included.value, mine)) : fail('claw-garbled', file);
}

async function expandList(
  loading: Loading,
  value: readonly unknown[],
  spot: { readonly file: string; readonly path: Path },
): Promise<Result<Merged>> {
  const items: Merged[] = [];
  for (const [at, item] of value.entries()) {
    const one = await expand(loading, item, [...spot.path, at]);
    if (!one.ok) return one;
    items.push(one.value);
  }
  return ok({ kind: 'list', items, spots: [{ ...spot, length: value.length }] });
}

async function loadIncluded(loading: Loading, names: readonly unknown[]): Promise<Result<Merged>> {
  let all: Merged = { kind: 'object', members: new Map(), spots: [] };
  for (const name of names) {
    const from = dirname(loading.names.at(-1) ?? '');
    const target = resolve(from, typeof name === 'string' ? name : '');
    const isOutside =
      typeof name !== 'string' || name.includes('\0') || !target.startsWith(loading.folder + sep);
    const isLoop = loading.names.includes(target) || loading.names.length > mostDeep;
    if (isOutside || isLoop) return fail('claw-include', typeof name === 'string' ? name : '?');
    const one = await loadFile(loading, target);
    if (!one.ok) return one;
    all = merge(all, one.value);
  }
  return ok(all);
}
