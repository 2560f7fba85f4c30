import type { JobWish } from '../jobs/job.ts';
import { isOpen, stepsOf } from './steps.ts';
import type { ToldItem, ToldReady } from './told.ts';

/** Everything that is missing and can be done for the person, in an order that makes sense. */
export const fixesOf = (ready: ToldReady): JobWish[] => stepsOf(ready, null).jobs.map(({ wish }) => wish);

/** What would be done about it; null where it is proved, not wanted, or takes a choice of the person's. */
export const wishOf = (one: ToldItem): JobWish | null =>
  isOpen(one) && one.fix?.do === 'job' ? one.fix.wish : null;
