import type { Say } from './words.ts';

/** The last round trips, to be drawn and to be read. */
export interface TripsView {
  readonly title: string;
  /** Median, worst, lost. */
  readonly say: string;
  /** From 0 to 1 of the worst, or of four times the usual where that is less; null where no answer came. */
  readonly points: readonly (number | null)[];
  /** The same in words. */
  readonly rows: readonly string[];
}

/** Fewer than these draw no line. */
const least = 4;

/** Null while there are too few to say anything. */
export function tripsView(trips: readonly (number | null)[], say: Say): TripsView | null {
  if (trips.length < least) return null;
  const [title, n] = [say('trip.title'), trips.length];
  const answered = trips.filter((ms) => ms !== null);
  const worst = Math.max(0, ...answered);
  const rows = trips.map((ms) => (ms === null ? say('trip.v.lost') : say('why.v.ms', { n: ms })));
  const ms = medianOf(answered);
  // One late answer is no reason to draw all others as nothing.
  const top = Math.max(1, Math.min(worst, 4 * (ms ?? 0)));
  const points = trips.map((one) => (one === null ? null : Math.min(1, one / top)));
  if (ms === null) return { title, say: say('trip.none', { n }), points, rows };
  const lost = n - answered.length;
  const said = [say('trip.say', { ms, worst }), lost > 0 && say('trip.lost', { lost, n })];
  return { title, say: said.filter(Boolean).join(', '), points, rows };
}

/** Ms; null of none. */
export function medianOf(answered: readonly number[]): number | null {
  const sorted = [...answered].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
