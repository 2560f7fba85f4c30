import { toldPhrase } from '../parts/told.ts';
import type { State } from '../state.ts';
import type { Drill } from './drill.ts';
import { outcomeOf } from './outcome.ts';
import type { Report } from './report.ts';
import { drillModel } from './scene.ts';
import { subjectOf } from './subject.ts';

/** What is kept of a drill that is over; null where nothing was tried, also because it could not be begun. */
export function reportOf(state: State, drill: Drill): Report | null {
  const { level, end, problem, steps, figures, cutAt, backAt, askedAt, before } = drill;
  if (end === null || problem !== null || steps.every(({ is }) => is === 'todo' || is === 'left'))
    return null;
  return {
    ...{ at: Math.round(state.at + state.epoch), level, end, outcome: outcomeOf(drill), figures },
    ms: Math.round(state.at - askedAt),
    offMs: cutAt === null || backAt === null ? null : Math.round(backAt - cutAt),
    steps: steps.map(({ evidence, ...step }) => ({ ...step, evidence: evidence.map(toldPhrase) })),
    model: drillModel(state)?.model ?? '',
    of: { ...subjectOf(state), config: before.config },
  };
}
