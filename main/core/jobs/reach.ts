import type { Mode, Stance } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import { sideOf, type VerdictKey, verdictOf } from '../verdicts.ts';

/** Whether downloads make sense now: the line is not known to be down, and nobody has chosen to be offline. */
export const reaches = (mode: Mode, stance: Stance, verdict: VerdictKey): boolean =>
  mode !== 'offline' && stance !== 'offline' && sideOf(verdict) !== 'offline';

/** The same, as a face can tell. */
export const mayDownload = ({
  mode,
  stance,
  internet,
}: Pick<Snapshot, 'mode' | 'stance' | 'internet'>): boolean => reaches(mode, stance, verdictOf(internet));
