import type { JobAsk, JobEnd, Progressed } from '../../core/jobs/job.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';

/** One job under way. */
export interface JobRun {
  readonly tools: Tools;
  readonly paths: Paths;
  readonly ask: JobAsk;
  readonly signal: AbortSignal;
  /** Told as often as anything moves: whoever listens thins it out. */
  readonly told: (progress: Progressed) => void;
}

export type Performer = (run: JobRun) => Promise<JobEnd>;
