import type { Path, Step } from '../../core/claw/change.ts';

/** One place in one file. */
export interface Spot {
  readonly file: string;
  readonly path: Path;
}

/** A value of a config that several files make, with the spots that it comes from, the strongest last. */
export type Merged =
  | { readonly kind: 'leaf'; readonly value: unknown; readonly spots: readonly Spot[] }
  | {
      readonly kind: 'object';
      readonly members: ReadonlyMap<string, Merged>;
      readonly spots: readonly Spot[];
    }
  | {
      readonly kind: 'list';
      readonly items: readonly Merged[];
      readonly spots: readonly (Spot & { readonly length: number })[];
    };

/** As OpenClaw itself: objects are merged, lists joined, of anything else the later counts. */
export function merge(a: Merged, b: Merged): Merged {
  if (a.kind === 'list' && b.kind === 'list')
    return { kind: 'list', items: [...a.items, ...b.items], spots: [...a.spots, ...b.spots] };
  if (a.kind !== 'object' || b.kind !== 'object') return b;
  const members = new Map(a.members);
  for (const [key, value] of b.members) {
    const known = members.get(key);
    members.set(key, known ? merge(known, value) : value);
  }
  return { kind: 'object', members, spots: [...a.spots, ...b.spots] };
}

/** The plain value. */
export function plain(merged: Merged, fill: (text: string) => string): unknown {
  if (merged.kind === 'list') return merged.items.map((item) => plain(item, fill));
  if (merged.kind === 'object')
    return Object.fromEntries([...merged.members].map(([key, value]) => [key, plain(value, fill)]));
  return typeof merged.value === 'string' ? fill(merged.value) : merged.value;
}

/** Where a change of the whole goes: what to write, and where in which file. */
export interface Placed extends Spot {
  /** `set`: the value that is wanted; `empty`: an empty list, because another file's brings all of it; `out`: nothing. */
  readonly what: 'set' | 'empty' | 'out';
}

/**
 * The spots that have to change for one change of the whole. A list that several files make is written into the last of
 * them, and emptied in the others; what is new goes where its neighbours are; what is taken out is taken out everywhere.
 */
export function placed(root: Merged, path: Path, isOut: boolean): Placed[] {
  let at = root;
  for (const [deep, step] of path.entries()) {
    const next = within(at, step);
    if (!next) return isOut ? [] : newSpot(at, path.slice(deep));
    at = next;
  }
  if (isOut) return at.spots.map(({ file, path: spot }) => ({ file, path: spot, what: 'out' }));
  const others: readonly Spot[] = at.kind === 'list' ? at.spots.slice(0, -1) : [];
  return [
    ...others.map(({ file, path: spot }) => ({ file, path: spot, what: 'empty' as const })),
    ...at.spots.slice(-1).map(({ file, path: spot }) => ({ file, path: spot, what: 'set' as const })),
  ];
}

function within(at: Merged, step: Step): Merged | undefined {
  if (at.kind === 'list') return typeof step === 'number' ? at.items[step] : undefined;
  return at.kind === 'object' ? at.members.get(String(step)) : undefined;
}

function newSpot(at: Merged, rest: Path): Placed[] {
  if (at.kind !== 'list') {
    const spot = at.spots.at(-1);
    return spot ? [{ file: spot.file, path: [...spot.path, ...rest], what: 'set' }] : [];
  }
  const spot = at.spots.at(-1);
  if (!spot) return [];
  // A next item of the whole list is a next item of its last part.
  const behind = Number(rest[0]) - at.items.length;
  return [{ file: spot.file, path: [...spot.path, spot.length + behind, ...rest.slice(1)], what: 'set' }];
}
