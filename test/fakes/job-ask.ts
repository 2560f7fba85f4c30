import { type JobAsk, type JobWish, jobIdOf } from '../../main/core/jobs/job.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { defaultSettings } from '../../main/core/settings.ts';

/** What a job is asked with where nothing is known yet. */
export const jobAsk = (
  wish: Pick<JobWish, 'kind' | 'what'> & Partial<JobWish>,
  part: Partial<JobAsk> = {},
): JobAsk => ({
  isForced: false,
  ...wish,
  id: jobIdOf(wish),
  settings: defaultSettings,
  ollama: null,
  podman: null,
  proofs: noProofs,
  memory: null,
  ...part,
});
