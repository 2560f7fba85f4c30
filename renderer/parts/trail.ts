import type { Place } from './place.ts';

/** A page that somebody is on. */
export interface Step {
  readonly place: Place;
  /** The setting that they were led to there. */
  readonly wanted: string | null;
}

/** The pages that lead to the one that is shown, which is the last; the first is Home. */
export type Trail = readonly [Step, ...Step[]];

const home: Step = { place: 'home', wanted: null };
export const atHome: Trail = [home];

export const standsAt = (trail: Trail): Step => trail.at(-1) ?? home;

/** The page that the arrow back leads to. */
export const placeBefore = (trail: Trail): Place => trail.at(-2)?.place ?? 'home';

/** One page further. A page that was on the way is gone back to, so that no trail has a page twice. */
export function goTo(trail: Trail, place: Place, wanted: string | null = null): Trail {
  const now = standsAt(trail);
  if (now.place === place && now.wanted === wanted) return trail;
  const [first, ...more] = trail;
  if (place === 'home') return [first];
  const on = more.findIndex((step) => step.place === place);
  return [first, ...(on < 0 ? more : more.slice(0, on)), { place, wanted }];
}

export function goBack([first, ...more]: Trail): Trail {
  return [first, ...more.slice(0, -1)];
}
