import { type DiaryOutage, leftOpen, told } from './outage.ts';
import type { ToldOutage } from './record.ts';
import { isWithin, type Window } from './totals.ts';
import { type AiMark, leftTrack, type Track } from './track.ts';

/** An outage with all that the file says of it. */
export type Entry = ToldOutage & Pick<DiaryOutage, 'causes' | 'evidence'>;

/** What the file holds of a window. */
export interface Entries {
  readonly outages: readonly Entry[];
  readonly marks: readonly AiMark[];
}

/** How it stands with the engine: whether one watches, and whether the internet is down. */
export interface Running {
  readonly isWatched: boolean;
  readonly isDown: boolean;
}

/** The file's outages and what the AI did. What nobody watches any more ends where it was last known. */
export function entriesOf(
  outages: readonly DiaryOutage[],
  track: Track,
  window: Window,
  now: number,
  { isWatched, isDown }: Running,
): Entries {
  const { marks } = isWatched ? track : leftTrack(track, now);
  const entries = outages.map((outage) => {
    const one = isDown ? outage : leftOpen(outage);
    return { ...told(one, now, marks), causes: one.causes, evidence: one.evidence };
  });
  return { outages: entries.filter((entry) => isWithin(entry, window)), marks };
}
