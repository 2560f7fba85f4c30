import type { Journal } from '../journal.ts';
import type { Problem } from '../problem.ts';
import { isKept, type Job, type Jobs, newJob, noJobs } from './queue.ts';

/** More than these are not kept. */
const most = 40;

/**
 * What has to survive a restart, what is still to be done first. How far a running job is changes all the time and is not
 * kept (0: it had begun): whoever serves it knows it when it goes on. One that is done is kept until what it proved is on disk:
 * else a kill in between would lose both. What went wrong is kept where something of it is, with what went wrong.
 */
export function keptJobs({ list }: Jobs, isProofKept: boolean): Journal['jobs'] {
  const kept = list.filter(
    ({ is, kind }) => (is !== 'done' || !isProofKept) && (is !== 'failed' || isKept(kind)),
  );
  return kept
    .toSorted((a, b) => Number(isResting(a)) - Number(isResting(b)))
    .slice(0, most)
    .map((job) => {
      const { kind, what, isForced, is, reached, problem } = job;
      return {
        ...{ kind, what, isForced, isStopped: isResting(job) },
        reached: isResting(job) ? reached : is === 'running' || reached !== null ? 0 : null,
        problem: is === 'failed' ? cut(problem) : null,
      };
    });
}

const isResting = ({ is }: Job): boolean => is === 'stopped' || is === 'failed';

/** As long as a file of ours may say it. */
const cut = (problem: Problem | null): Problem | null =>
  problem && {
    ...problem,
    about: problem.about.slice(0, 1_000),
    ...(problem.detail === undefined ? {} : { detail: problem.detail.slice(0, 1_000) }),
  };

/** What was under way when the engine ended goes on, or where this one does not go on with it, waits for one that does. */
export function recalledJobs(kept: Journal['jobs'], isResuming: boolean): Jobs {
  const list = kept.map(
    ({ kind, what, isForced, isStopped, reached, problem }): Job => ({
      ...newJob({ kind, what, isForced }),
      is: problem ? 'failed' : isStopped ? 'stopped' : 'waiting',
      isHeld: !isStopped && !isResuming,
      ...{ reached, problem },
    }),
  );
  return { ...noJobs, list };
}
