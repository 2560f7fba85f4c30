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

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is at that path; undefined when nothing is. */
export function valueAt(value: unknown, path: Path): unknown {
  let one = value;
  for (const step of path) one = ownValue(one, step);
  return one;
}

function ownValue(value: unknown, step: Step): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isRecord(value) && Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
}

/** The same value with one change made. What stands in the way is replaced; a list grows only by a next item. */
export function changed(value: unknown, { path, value: wanted }: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return wanted;
  const inner: Change = { path: rest, value: wanted };
  if (Array.isArray(value) && typeof step === 'number') {
    const isNext = step === value.length && wanted !== undefined;
    if (isNext) return [...value, changed(undefined, inner)];
    return value.map((item: unknown, at) => (at === step ? changed(item, inner) : item));
  }
  const own = isRecord(value) ? Object.entries(value) : [];
  const key = String(step);
  const isThere = own.some(([name]) => name === key);
  if (wanted === undefined && (!isRecord(value) || !isThere)) return value;
  if (wanted === undefined && rest.length === 0)
    return Object.fromEntries(own.filter(([name]) => name !== key));
  const now = changed(own.find(([name]) => name === key)?.[1], inner);
  return Object.fromEntries(
    isThere ? own.map(([name, one]) => [name, name === key ? now : one]) : [...own, [key, now]],
  );
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
