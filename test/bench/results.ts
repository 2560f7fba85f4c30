import type { Cost, Skipped } from './alone.ts';
import type { Outcome } from './score.ts';

/** Everything a bench has found out. */
export interface Results {
  readonly outcomes: readonly Outcome[];
  readonly costs: readonly Cost[];
  readonly eager: readonly Outcome[];
  /** What could not be run, and why. */
  readonly notRun: readonly string[];
}

export const isSkipped = (value: object): value is Skipped => 'skipped' in value;
