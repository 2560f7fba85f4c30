import { same } from '../same.ts';
import { type Change, isRecord, type Json, type Path } from './change.ts';

/** How a value that was taken is put back into a file that somebody else has changed meanwhile. */
export interface Back {
  /** What to write. `isAsBefore`: the very source of before can be used. */
  readonly changes: readonly (Change & { readonly isAsBefore: boolean })[];
  /** Places that were ours and that somebody else has changed: theirs stays. */
  readonly theirs: readonly Path[];
}

/**
 * Three ways to one: `before`, what was written then (`after`), and what is there `now`. Only what we changed is put back,
 * and only where it still is as we left it; of lists, the items that we added go and those that we took come back.
 */
export function wayBack(before: unknown, after: unknown, now: unknown, path: Path = []): Back {
  if (same(before, after) || same(before, now)) return { changes: [], theirs: [] };
  if (same(after, now)) return { changes: [{ path, value: asJson(before), isAsBefore: true }], theirs: [] };
  if (isRecord(after) && isRecord(now) && (isRecord(before) || before === undefined))
    return inObject(before ?? {}, after, now, path);
  if (Array.isArray(after) && Array.isArray(now) && (Array.isArray(before) || before === undefined)) {
    const list = listBack(before ?? [], after, now);
    // A list that only we had put there goes with us, unless somebody has put something into it.
    const value = before === undefined && list.length === 0 ? undefined : asJson(list);
    return { changes: [{ path, value, isAsBefore: false }], theirs: [] };
  }
  return { changes: [], theirs: [path] };
}

function inObject(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  now: Record<string, unknown>,
  path: Path,
): Back {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const parts = [...keys].map((key) =>
    wayBack(own(before, key), own(after, key), own(now, key), [...path, key]),
  );
  return {
    changes: parts.flatMap(({ changes }) => changes),
    theirs: parts.flatMap(({ theirs }) => theirs),
  };
}

const own = (value: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

/** Items are known by their `id`, else by all that they are. */
function listBack(before: readonly unknown[], after: readonly unknown[], now: readonly unknown[]): unknown[] {
  const find = (list: readonly unknown[], item: unknown) => list.find((one) => isSameItem(one, item));
  const kept = now.flatMap((item) => {
    const [old, ours] = [find(before, item), find(after, item)];
    if (ours !== undefined && old === undefined) return [];
    return ours !== undefined && same(ours, item) ? [old] : [item];
  });
  const taken = before.filter((item) => find(after, item) === undefined && find(now, item) === undefined);
  return [...kept, ...taken];
}

function isSameItem(a: unknown, b: unknown): boolean {
  if (isRecord(a) && isRecord(b) && typeof a.id === 'string') return a.id === b.id;
  return same(a, b);
}

/** What came out of a config may go back into one. */
const asJson = (value: unknown): Json | undefined => value as Json | undefined;
