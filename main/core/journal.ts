import { z } from 'zod';

/**
 * What must survive a crash: the stance in force, the outage that has been believed (so that it is told
 * once), and, from later on, everything that was taken and must be given back. Times are ms since the epoch.
 */
export const Journal = z.object({
  version: z.literal(1),
  stance: z.enum(['online', 'offline']),
  stanceSince: z.number(),
  outage: z
    .object({
      since: z.number(),
      cause: z.string().max(40),
      isTold: z.boolean(),
      slept: z.number().default(0),
    })
    .nullable(),
});
export type Journal = z.infer<typeof Journal>;

export function newJournal(wall: number): Journal {
  return { version: 1, stance: 'online', stanceSince: wall, outage: null };
}
