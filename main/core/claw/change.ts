/** A config and what is to be different in it: plain values, as JSON has them. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonRecord = Readonly<Record<string, unknown>>;
/** A key of an object or an index of a list. */
export type Step = string | number;
export type Path = readonly Step[];

/** One value as it should be; undefined takes it out. */
export interface Change {
  readonly path: Path;
  readonly value: Json | undefined;
}

/** The texts in the list at that path; none where there is no list. */
export function textsAt(value: unknown, path: Path): string[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is at that path; undefined when nothing is. */
export function valueAt(value: unknown, path: Path): unknown {
  let one = value;
  for (const step of path) one = ownValue(one, step);
  return one;
}

/** What is right below, of its own; undefined when nothing is. */
export function ownValue(value: unknown, step: Step): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isRecord(value) && Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
}

/** The same value with one change made. What stands in the way is replaced; a list grows only by a next item. */
export const changed = (value: unknown, change: Change): unknown => changedBy(value, [change]);

/** The same with many, in their order; each part of the value is gone through once, however many there are. */
export function changedBy(value: unknown, changes: readonly Change[]): unknown {
  const last = changes.findLastIndex(({ path }) => path.length === 0);
  const start = last < 0 ? value : changes[last]?.value;
  const inner = changes.slice(last + 1);
  if (inner.length === 0) return start;
  // A list has numbers and an object has names: where they are mixed the order counts.
  const isOneKind = new Set(inner.map(({ path }) => typeof path[0])).size === 1;
  if (!isOneKind) return inner.reduce(changed, start);
  return Array.isArray(start) && typeof inner[0]?.path[0] === 'number'
    ? inList(start, inner)
    : inObject(start, inner);
}

/** The changes below each step, with what is left of their paths. */
function byStep(changes: readonly Change[]): Map<Step, Change[]> {
  const groups = new Map<Step, Change[]>();
  for (const { path, value } of changes) {
    const [step = '', ...rest] = path;
    const group = groups.get(step);
    if (group) group.push({ path: rest, value });
    else groups.set(step, [{ path: rest, value }]);
  }
  return groups;
}

function inList(list: readonly unknown[], changes: readonly Change[]): unknown[] {
  const items = [...list];
  for (const [step, inner] of byStep(changes)) {
    const at = Number(step);
    const isNext = at === items.length && inner.some(({ value }) => value !== undefined);
    if (at < items.length || isNext) items[at] = changedBy(items[at], inner);
  }
  return items;
}

function inObject(value: unknown, changes: readonly Change[]): unknown {
  const entries = new Map(isRecord(value) ? Object.entries(value) : []);
  let isTouched = false;
  for (const [step, inner] of byStep(changes)) {
    const key = String(step);
    const isOut = inner.every((change) => change.value === undefined);
    if (isOut && !entries.has(key)) continue;
    isTouched = true;
    const isGone = inner.at(-1)?.path.length === 0 && inner.at(-1)?.value === undefined;
    if (isGone) entries.delete(key);
    else entries.set(key, changedBy(entries.get(key), inner));
  }
  return isTouched ? Object.fromEntries(entries) : value;
}

/** `agents.entries.writer.model`, `hooks.mappings[2].model`, and keys with dots in them in quotes. */
export function pathText(path: Path): string {
  return path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z0-9_$@-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return at === 0 ? step : `.${step}`;
    })
    .join('');
}
