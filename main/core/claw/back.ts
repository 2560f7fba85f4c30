import { same } from '../same.ts';
import { type Change, isRecord, type Json, ownValue, type Path, type Step } from './change.ts';
import { pairUp } from './pairs.ts';

/** How a value that was taken is put back into a file that somebody else has changed meanwhile. */
export interface Back {
  /** What to write. `source`: where its very source stands in the file of before; null where it is none of that. */
  readonly changes: readonly (Change & { readonly source: Path | null })[];
  /** Places that were ours and that somebody else has changed: theirs stays. */
  readonly theirs: readonly Path[];
}

/** Where a value stands in each of the three: a list may have its items elsewhere by now. */
export interface Places {
  readonly before: Path;
  readonly after: Path;
  readonly now: Path;
}
/** Nobody has touched that part of the file, comments and blanks included. */
export type IsAsLeft = (at: Places) => boolean;

/**
 * Three ways to one: `before`, what was written then (`after`), and what is there `now`. Only what we changed is put back,
 * and only where it still is as we left it; of lists, the items that we added go and those that we took come back.
 */
export const wayBack = (before: unknown, after: unknown, now: unknown, isAsLeft: IsAsLeft): Back =>
  back(before, after, now, { before: [], after: [], now: [] }, isAsLeft);

const nothing: Back = { changes: [], theirs: [] };

function back(before: unknown, after: unknown, now: unknown, at: Places, isAsLeft: IsAsLeft): Back {
  if (same(before, after) || same(before, now)) return nothing;
  const isOurs = same(after, now);
  const whole: Back = { changes: [{ path: at.now, value: asJson(before), source: at.before }], theirs: [] };
  // Where somebody has only written a comment, that stays as well.
  if (isOurs && (before === undefined || isAsLeft(at))) return whole;
  if (isRecord(after) && isRecord(now) && (isRecord(before) || before === undefined))
    return inObject(before ?? {}, after, now, at, isAsLeft);
  if (Array.isArray(after) && Array.isArray(now) && (Array.isArray(before) || before === undefined)) {
    if ([...after, ...now].some(isThing)) return inList(before ?? null, after, now, at, isAsLeft);
    if (!isOurs) return ofWords(before, after, now, at);
  }
  return isOurs ? whole : { changes: [], theirs: [at.now] };
}

const inside = (at: Places, before: Step, after = before, now = before): Places => ({
  before: [...at.before, before],
  after: [...at.after, after],
  now: [...at.now, now],
});

const all = (parts: readonly Back[]): Back => ({
  changes: parts.flatMap(({ changes }) => changes),
  theirs: parts.flatMap(({ theirs }) => theirs),
});

function inObject(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  now: Record<string, unknown>,
  at: Places,
  isAsLeft: IsAsLeft,
): Back {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return all(
    [...keys].map((key) =>
      back(ownValue(before, key), ownValue(after, key), ownValue(now, key), inside(at, key), isAsLeft),
    ),
  );
}

const isThing = (item: unknown): boolean => typeof item === 'object' && item !== null;

type List = readonly unknown[];

/** We change things of a list where they stand, and add some at its end: so the same places are the same things. */
function inList(old: List | null, after: List, now: List, at: Places, isAsLeft: IsAsLeft): Back {
  const before = old ?? [];
  if (after.length < before.length) return { changes: [], theirs: [at.now] };
  const { of, lost, fresh } = pairUp(before, after, now);
  const parts = [...of].map(([here, then]): Back => {
    const place = inside(at, then, then, here);
    if (then < before.length) return back(before[then], after[then], now[here], place, isAsLeft);
    if (!same(after[then], now[here])) return { changes: [], theirs: [place.now] };
    return { changes: [{ path: place.now, value: undefined, source: null }], theirs: [] };
  });
  // Something of ours may be in one that is not known again.
  const isOpen = fresh.length > 0 && lost.some((then) => !same(before[then], after[then]));
  const { changes, theirs } = all(parts);
  // A list that only we had put there goes with us, unless somebody has put something into it.
  if (old === null && changes.length === now.length)
    return { changes: [{ path: at.now, value: undefined, source: null }], theirs: [] };
  return { changes, theirs: isOpen ? [...theirs, at.now] : theirs };
}

function ofWords(before: List | undefined, after: List, now: List, at: Places): Back {
  const list = wordsBack(before ?? [], after, now);
  const value = before === undefined && list.length === 0 ? undefined : asJson(list);
  return same(value, now) ? nothing : { changes: [{ path: at.now, value, source: null }], theirs: [] };
}

function wordsBack(before: List, after: List, now: List): List {
  const has = (list: List, item: unknown) => list.some((one) => same(one, item));
  const kept = now.filter((item) => !has(after, item) || has(before, item));
  const taken = before.filter((item) => !has(after, item) && !has(now, item));
  return [...kept, ...taken];
}

/** What came out of a config may go back into one. */
const asJson = (value: unknown): Json | undefined => value as Json | undefined;
