import { z } from 'zod';
import { problemCodes } from './problem.ts';

/** A problem as it crosses a border. */
export const ToldProblem = z.object({
  code: z.enum(problemCodes),
  about: z.string().max(1_000),
  detail: z.string().max(1_000).optional(),
});
