import { same } from '../same.ts';
import { isRecord, ownValue } from './change.ts';

/** Which item of a list as it is now is which of it as we left it, by their places there. */
export interface Pairs {
  /** Now → as we left it. */
  readonly of: ReadonlyMap<number, number>;
  /** As we left them, and not found again for sure. */
  readonly lost: readonly number[];
  /** There now, and not known for sure. */
  readonly fresh: readonly number[];
}

type List = readonly unknown[];
type Known = Map<number, number>;

/**
 * By their ids, then by all that they are, and what is left over by the place between neighbours that were found. `before`:
 * the same items as they were without us. What is not sure is left open.
 */
export function pairUp(before: List, after: List, now: List): Pairs {
  const of: Known = new Map();
  byId(after, now, of);
  byAll(before, after, now, of);
  byPlace({ before, after, now }, of);
  const { lost, fresh } = leftOver(after, now, of);
  return { of, lost, fresh };
}

function leftOver(after: List, now: List, of: Known): Pick<Pairs, 'lost' | 'fresh'> {
  const found = new Set(of.values());
  return {
    lost: [...after.keys()].filter((at) => !found.has(at)),
    fresh: [...now.keys()].filter((at) => !of.has(at)),
  };
}

const idOf = (item: unknown): string | null =>
  isRecord(item) && typeof item.id === 'string' ? item.id : null;

/** An id that stands twice is none. */
function byId(after: List, now: List, of: Known): void {
  const places = (list: List, id: string) => [...list.keys()].filter((at) => idOf(list[at]) === id);
  for (const [at, item] of now.entries()) {
    const id = idOf(item);
    if (id === null) continue;
    const [ours, theirs] = [places(after, id), places(now, id)];
    if (ours.length === 1 && theirs.length === 1 && ours[0] !== undefined) of.set(at, ours[0]);
  }
}

/** Of several that we made alike, and that were not, each is known by its turn alone: none may be gone or have come. */
function byAll(before: List, after: List, now: List, of: Known): void {
  const { lost, fresh } = leftOver(after, now, of);
  for (const at of fresh) {
    if (of.has(at)) continue;
    const isAlike = (item: unknown) => same(item, now[at]);
    const ours = lost.filter((one) => isAlike(after[one]));
    const theirs = fresh.filter((one) => isAlike(now[one]));
    const isOne = ours.every((one) => same(before[one], before[ours[0] ?? one]));
    if (!isOne && ours.length !== theirs.length) continue;
    for (const [turn, one] of theirs.entries()) {
      const known = ours[turn];
      if (known !== undefined) of.set(one, known);
    }
  }
}

interface Lists {
  readonly before: List;
  readonly after: List;
  readonly now: List;
}

/** Where nothing was moved: those between the same two neighbours, if there are as many as there were. */
function byPlace(lists: Lists, of: Known): void {
  const open = leftOver(lists.after, lists.now, of);
  const found = [...of].toSorted(([a], [b]) => a - b);
  const isMoved = found.some(([, one], turn) => one < (found[turn - 1]?.[1] ?? -1));
  if (isMoved) return;
  const [ours, theirs] = [[...of.values()], [...of.keys()]];
  const gapOf = (at: number, places: readonly number[]) => places.filter((one) => one < at).length;
  for (const gap of new Set(open.lost.map((at) => gapOf(at, ours)))) {
    const gone = open.lost.filter((at) => gapOf(at, ours) === gap);
    const come = open.fresh.filter((at) => gapOf(at, theirs) === gap);
    const pairs = come.map((at, turn) => [at, gone[turn] ?? -1] as const);
    if (gone.length !== come.length || !pairs.every(([at, one]) => isSure(lists, open, one, at))) continue;
    for (const [at, one] of pairs) of.set(at, one);
  }
}

/** The only one that has changed, and that has no name, is known by its place; others, by what has stayed of them. */
function isSure(lists: Lists, { lost, fresh }: Omit<Pairs, 'of'>, then: number, here: number): boolean {
  const { before, after, now } = lists;
  const isNamed = idOf(after[then]) !== null || idOf(now[here]) !== null;
  if (lost.length === 1 && fresh.length === 1 && !isNamed) return true;
  const like = (one: number, other: number) =>
    likeness(one < before.length ? before[one] : after[one], after[one], now[other]);
  const mine = like(then, here);
  const others = [
    ...fresh.filter((at) => at !== here).map((at) => like(then, at)),
    ...lost.filter((at) => at !== then).map((at) => like(at, here)),
  ];
  return mine >= 0.5 && others.every((one) => one < mine);
}

/** How much of what we did not touch in it is still so: 0 to 1. Its name does not count. */
function likeness(before: unknown, after: unknown, now: unknown): number {
  const { all, stayed } = counted(before, after, now);
  return all === 0 ? 0 : stayed / all;
}

function counted(before: unknown, after: unknown, now: unknown): { all: number; stayed: number } {
  if (!isRecord(before) || !isRecord(after)) {
    const isOwn = same(before, after);
    return { all: isOwn ? 1 : 0, stayed: isOwn && same(after, now) ? 1 : 0 };
  }
  const parts = Object.keys(before)
    .filter((key) => key !== 'id')
    .map((key) => counted(before[key], after[key], ownValue(now, key)));
  return parts.reduce((sum, { all, stayed }) => ({ all: sum.all + all, stayed: sum.stayed + stayed }), {
    all: 0,
    stayed: 0,
  });
}
