import type { Comes, Killed, Whole } from '../e2e/drill-kills.ts';

/** A line of what a lane says. */
export type LaneTold =
  | ({ readonly is: 'whole' } & Whole)
  | ({ readonly is: 'kill'; readonly run: number } & Killed);

/** So many parts a drill is cut into, and one is killed somewhere in each. */
export const parts = 25;

/** Of that many parts Wi-Fi is back, and only the rest is still to be given back. */
const late = 5;

/** When in a drill (ms) a run kills, and who comes then. Of each part both are tried. */
export function momentOf(
  run: number,
  { ms, offMs }: Pick<Whole, 'ms' | 'offMs'>,
  chance: () => number,
): { readonly atMs: number; readonly comes: Comes } {
  const at = (run % parts) + chance();
  const first = parts - late;
  const atMs = at < first ? (at / first) * offMs : offMs + ((at - first) / late) * (ms - offMs);
  return { atMs, comes: run % 2 === 0 ? 'nobody' : 'restarted' };
}
