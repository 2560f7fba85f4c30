import type { Progressed } from './job.ts';

/** How a job moves. All moments are on the state's own clock, in ms. */
export interface Moving {
  readonly phase: Progressed['phase'];
  readonly unit: Progressed['unit'];
  readonly done: number;
  readonly total: number | null;
  readonly note: string;
  /** When this attempt was first heard of, and when it last got further. */
  readonly since: number;
  readonly grewAt: number;
  /** How far it was when this attempt began. */
  readonly from: number;
  /** How far it was when, of the last seconds: the oldest first. */
  readonly seen: readonly { readonly at: number; readonly done: number }[];
}

/** The speed is that of so many ms; what is older says nothing of now. */
const windowed = 10_000;
/** A rest is hidden for the first ms, while it jumps about. */
const settles = 5_000;
/** Notes of others are cut to so many letters. */
const noteMost = 200;

/**
 * What was heard, taken in. Within one phase and unit it never goes backwards: a server that fetches a part again has not
 * lost what was there. Another phase begins anew where it counts something else.
 */
export function movedBy(before: Moving | null, heard: Progressed, at: number): Moving {
  const isSame = before !== null && counts(before) === counts(heard);
  const floor = isSame ? before.done : 0;
  const total = heard.total ?? (isSame ? before.total : null);
  const heardDone = Number.isFinite(heard.done) ? Math.max(0, heard.done) : 0;
  const most = total === null ? Number.POSITIVE_INFINITY : Math.max(total, floor);
  const done = Math.min(Math.max(floor, heardDone), most);
  const isOther = !isSame || heard.phase !== before.phase;
  // What was there already when it was told of is no speed: another phase, and another file, begin the measure anew.
  const isAnew = isOther || total !== before.total;
  const seen = isAnew ? [] : before.seen.filter((one) => at - one.at <= windowed);
  return {
    phase: heard.phase,
    unit: heard.unit,
    done,
    total: total === null ? null : Math.max(total, done),
    note: (heard.note ?? '').slice(0, noteMost),
    since: before?.since ?? at,
    grewAt: isOther || done > floor ? at : before.grewAt,
    from: before?.from ?? 0,
    seen: [...seen, { at, done }],
  };
}

/** Bytes that are downloaded and bytes that are checked are not the same bytes. */
const counts = ({ phase, unit }: Pick<Moving, 'phase' | 'unit'>): string =>
  `${unit} ${phase === 'hashing' || phase === 'checking' || phase === 'loading' ? phase : ''}`;

/** Bytes (or whatever it counts) a second over the last seconds; null while nothing can be said. */
export function rateOf({ seen }: Moving, at: number): number | null {
  const recent = seen.filter((one) => at - one.at <= windowed);
  const [first] = recent;
  const last = recent.at(-1);
  if (!first || !last) return null;
  const over = Math.max(at, last.at) - first.at;
  return over < 1_000 ? null : ((last.done - first.done) / over) * 1_000;
}

/** The rest in ms; null in the first seconds, and where it does not get further. */
export function restOf(moving: Moving, at: number): number | null {
  const { total, done, since } = moving;
  const rate = rateOf(moving, at);
  if (total === null || rate === null || rate <= 0 || at - since < settles) return null;
  return Math.round(((total - done) / rate) * 1_000);
}

/** How much of it is there, 0 to 1; null while nobody knows of how much. */
export const shareOf = ({ done, total }: Pick<Moving, 'done' | 'total'>): number | null =>
  total === null || total <= 0 ? null : Math.min(1, done / total);

/** Another attempt goes on from there: what has come is still there, and nothing is known of its speed. */
export const anew = (moving: Moving, at: number): Moving => ({
  ...moving,
  ...{ since: at, grewAt: at, from: moving.done, seen: [] },
});
