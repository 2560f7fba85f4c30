import type { Drill, DrillStep } from './drill.ts';

/** What a drill has shown. `unsure`: nothing failed, and not all of it could be told; `stopped`: it was called off. */
export const outcomes = ['pass', 'fail', 'unsure', 'stopped'] as const;
export type Outcome = (typeof outcomes)[number];

/** What failed fails the drill, also one that was called off afterwards. */
export function outcomeOf({ steps, end }: Pick<Drill, 'steps' | 'end'>): Outcome {
  const asserted = steps.filter(({ isAsserted }) => isAsserted);
  if (asserted.some(({ is }) => is === 'fail')) return 'fail';
  if (end !== 'done') return end === 'late' || end === 'line' ? 'unsure' : 'stopped';
  return asserted.length > 0 && asserted.every(({ is }) => is === 'pass') ? 'pass' : 'unsure';
}

/** The first that failed is what went wrong: those behind it may have failed for that. */
export const firstFailed = (steps: readonly DrillStep[]): DrillStep | null =>
  steps.find(({ is, isAsserted }) => is === 'fail' && isAsserted) ?? null;
