import type { Snapshot } from '../snapshot.ts';
import type { Viewing } from '../view.ts';
import { limitLines, ownLines } from './limits.ts';
import type { GuideLine } from './line.ts';
import { backLines, noteLines } from './notes.ts';
import { stepLines } from './steps.ts';

export const guideGroups = ['now', 'not', 'own', 'know', 'back'] as const;
export interface GuideGroup {
  readonly id: (typeof guideGroups)[number];
  readonly lines: readonly GuideLine[];
}

/** What to do when the internet is down, what does not work then, and what comes afterwards. */
export interface Guide {
  /** What is so now stands beside the text; else nobody has looked, or the engine does not answer. */
  readonly isLive: boolean;
  readonly groups: readonly GuideGroup[];
}

/** The guide is text, and holds without an engine: what was so when it was last heard is not told as if it were so now. */
export function guideOf(snapshot: Snapshot | null, viewing: Viewing): Guide {
  const live = viewing.isAway ? null : snapshot;
  const { now } = viewing;
  const lines = {
    now: stepLines(live, viewing),
    not: limitLines(live, now),
    own: ownLines(live, now),
    know: noteLines(live),
    back: backLines(live),
  };
  const groups = guideGroups.map((id): GuideGroup => ({ id, lines: lines[id] }));
  return { isLive: live !== null, groups: groups.filter((group) => group.lines.length > 0) };
}
