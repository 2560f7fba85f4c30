import { deep } from './deep.ts';
import { pull } from './pull.ts';
import { repair } from './repair.ts';
import type { Performer } from './run.ts';

/** What is done with models. */
export const modelJobs: Readonly<Record<'pull' | 'deep' | 'repair', Performer>> = { pull, deep, repair };
