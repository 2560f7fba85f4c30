import type { Journal } from '../journal.ts';
import { type Job, type Jobs, newJob, noJobs } from './queue.ts';

/**
 * What has to survive a restart. How far a running job is changes all the time and is not kept: whoever serves it knows it
 * when it goes on. One that is done is kept until what it proved is on disk: else a kill in between would lose both.
 */
export function keptJobs({ list }: Jobs, isProofKept: boolean): Journal['jobs'] {
  return list
    .filter(({ is }) => is !== 'done' || !isProofKept)
    .slice(0, 40)
    .map(({ kind, what, isForced, is, reached }) => ({
      ...{ kind, what, isForced },
      isStopped: is === 'stopped' || is === 'failed',
      reached: is === 'stopped' || is === 'failed' ? (reached ?? null) : null,
    }));
}

/** What was under way when the engine ended goes on, or where this one does not go on with it, waits for one that does. */
export function recalledJobs(kept: Journal['jobs'], isResuming: boolean): Jobs {
  const list = kept.map(
    ({ kind, what, isForced, isStopped, reached }): Job => ({
      ...newJob({ kind, what, isForced }),
      is: isStopped ? 'stopped' : 'waiting',
      isHeld: !isStopped && !isResuming,
      reached,
    }),
  );
  return { ...noJobs, list, isResuming };
}
