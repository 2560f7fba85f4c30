import type { Snapshot } from '../snapshot.ts';
import { sideOf, verdictOf } from '../verdicts.ts';

/** Whether downloads make sense now, as a face can tell: the line is not down, and nobody has chosen to be offline. */
export const mayDownload = ({ mode, stance, internet }: Snapshot): boolean =>
  mode !== 'offline' && stance !== 'offline' && sideOf(verdictOf(internet)) !== 'offline';
