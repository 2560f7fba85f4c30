import { factsOf } from '../parts/judge.ts';
import type { State } from '../state.ts';
import type { Run, Took } from './run.ts';

/** A gateway may come to have a config later: it starts, its work ends, or it is started anew. */
const pending: ReadonlySet<Took['what']> = new Set(['down', 'busy', 'off', 'unknown']);

/** It is asked again after so long (ms), then after twice that, and so on. */
const firstPause = 15_000;
const longestPause = 300_000;
/** So often without an answer that is worth more; from its next start on it is asked anew. */
const most = 8;

/** A switch that is over, but for the gateway's having it. */
function waiting({ claw: { run, side } }: State): Run | null {
  if (!run?.isOver || run.problem !== null || run.to !== side) return null;
  return pending.has(run.took?.what ?? 'applied') ? run : null;
}

/** When the gateway is to be asked again whether it has the config; null: not now. On the state's own clock. */
export function retakeAt(state: State): number | null {
  const run = waiting(state);
  if (!run || factsOf(state, 'openclaw')?.gateway !== 'ok' || run.retakes >= most) return null;
  if (run.took?.what === 'down' && run.retakes === 0) return run.stepAt;
  return Math.max(run.stepAt, run.askedAt) + Math.min(firstPause * 2 ** run.retakes, longestPause);
}

export const isRetakeDue = (state: State): boolean => (retakeAt(state) ?? Infinity) <= state.at;

export function retakeMoments(state: State): number[] {
  const at = retakeAt(state);
  return at === null ? [] : [at];
}

/** One that has ended meanwhile takes the config when it starts. */
export function followRetake(state: State): State {
  const run = waiting(state);
  const isDown = factsOf(state, 'openclaw')?.gateway === 'refused';
  if (!run || !isDown || run.took?.what === 'down') return state;
  const took: Took = { what: 'down', how: 'none', detail: '' };
  return { ...state, claw: { ...state.claw, run: { ...run, took, retakes: 0 } } };
}
