import type { JobKind } from '../../core/jobs/job.ts';
import { deps } from './deps.ts';
import { imageJobs } from './images.ts';
import { modelJobs } from './models.ts';
import type { Performer } from './run.ts';

/** Who does what. A test question is apart: it needs to know OpenClaw. */
export const performers: Readonly<Record<Exclude<JobKind, 'answer'>, Performer>> = {
  ...modelJobs,
  ...imageJobs,
  deps,
};
