import type { Say } from '../words.ts';
import type { JobWish } from './job.ts';

/** A job in words: "Save the container image". What has no name of its own leaves no gap in them. */
export const jobName = ({ kind, what }: Pick<JobWish, 'kind' | 'what'>, say: Say): string =>
  what === '' ? say(`prep.j.${kind}`, { what }).replace(/\s+/g, ' ').trim() : say(`prep.j.${kind}`, { what });
