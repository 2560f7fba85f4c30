import { useState } from 'preact/hooks';
import type { Place } from './place.ts';
import { atHome, goBack, goTo, placeBefore, standsAt, type Trail } from './trail.ts';

export interface TrailHold {
  readonly place: Place;
  /** The setting that somebody was led to there. */
  readonly wanted: string | null;
  readonly before: Place;
  readonly go: (place: Place, wanted?: string) => void;
  readonly back: () => void;
}

/** How somebody came to the page that is shown. */
export function useTrail(): TrailHold {
  const [trail, keep] = useState<Trail>(atHome);
  return {
    ...standsAt(trail),
    before: placeBefore(trail),
    // From what is shown then, not from what was drawn last: two quick presses are two steps.
    go: (place, wanted) => keep((on) => goTo(on, place, wanted)),
    back: () => keep(goBack),
  };
}
