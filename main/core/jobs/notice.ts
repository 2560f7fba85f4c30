import type { Problem } from '../problem.ts';
import { mayTell } from '../quiet.ts';
import type { State } from '../state.ts';
import { isDownload, isOpen, type Job, type Jobs } from './queue.ts';

/** Worth interrupting somebody for: a model has arrived, or did not. `id` grows; `isOver`: faces take it back. */
export interface JobNotice {
  readonly id: number;
  /** The job's own id, by which it is gone on with. */
  readonly job: string;
  readonly model: string;
  /** Null: it is here. */
  readonly problem: Problem | null;
  /** How much of it is kept, 0 to 1; null where nobody knows. */
  readonly reached: number | null;
  readonly isOver: boolean;
}

/** One for each download that ends, and none where nobody may be interrupted: the panel shows it all the same. */
export function followJobNotice(before: State, state: State): State {
  if (before.jobs.list === state.jobs.list) return state;
  const ended = justEnded(before.jobs, state.jobs).at(-1);
  if (ended && mayTell(state)) return told(state, ended);
  return isGone(state) && state.jobNotice
    ? { ...state, jobNotice: { ...state.jobNotice, isOver: true } }
    : state;
}

function told(state: State, { id, what, is, problem, reached }: Job): State {
  const jobNotice: JobNotice = {
    ...{ id: (state.jobNotice?.id ?? 0) + 1, job: id, model: what, reached, isOver: false },
    problem: is === 'failed' ? problem : null,
  };
  return { ...state, jobNotice };
}

/** Those that were under way a moment ago. */
function justEnded(before: Jobs, { list }: Jobs): Job[] {
  return list.filter((job) => {
    if (!isDownload(job) || (job.is !== 'done' && job.is !== 'failed')) return false;
    const was = before.list.find(({ id }) => id === job.id);
    return was !== undefined && isOpen(was);
  });
}

/** It failed, and is gone on with or given up now. */
function isGone({ jobs, jobNotice }: State): boolean {
  if (!jobNotice || jobNotice.isOver || jobNotice.problem === null) return false;
  return jobs.list.find(({ id }) => id === jobNotice.job)?.is !== 'failed';
}
