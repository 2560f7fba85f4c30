import { z } from 'zod';
import { jobKinds } from './jobs/job.ts';
import { ToldProblem } from './problem-told.ts';

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
      isAsked: z.boolean().default(false),
    })
    .nullable(),
  /** What telling must not forget: that it keeps quiet in a flap, and the outages of quiet hours. */
  telling: z
    .object({ isFlapping: z.boolean(), held: z.object({ count: z.number(), lasted: z.number() }) })
    .default({ isFlapping: false, held: { count: 0, lasted: 0 } }),
  /** Programs that we started ourselves: only those may we stop. `startedAt` is the kernel's own count. */
  children: z
    .array(
      z.object({
        part: z.enum(['ollama', 'openclaw']),
        pid: z.number().int(),
        startedAt: z.string().max(60),
      }),
    )
    .max(10)
    .default([]),
  /** What is owed to OpenClaw's config: the name of the copy, and which side was made of it. */
  claw: z
    .object({
      copy: z.string().max(60),
      side: z.enum(['local', 'offline']),
      /** The gateway was seen to have it. */
      hasIt: z.boolean().default(false),
      /** A drill has made it so. */
      isBorrowed: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** Chats that have lost the model chosen for them, until it is set again. */
  lost: z
    .array(z.object({ session: z.string().max(300), ref: z.string().max(300) }))
    .max(200)
    .default([]),
  /** When a drill was last called to mind. */
  drillRemindedAt: z.number().nullable().default(null),
  /** What was given back of a drill that was cut short, and nobody has been told of yet. */
  drillPaid: z.enum(['wifi', 'config']).nullable().default(null).catch(null),
  /** Which stance the person's own commands were told last; an older engine has told them none. */
  hooked: z.enum(['online', 'offline']).nullable().default(null),
  /** What is to be prepared and has not ended; `reached`: how much of it is there, 0 to 1. */
  jobs: z
    .array(
      z.object({
        kind: z.enum(jobKinds),
        what: z.string().max(1_000),
        isForced: z.boolean(),
        isStopped: z.boolean(),
        reached: z.number().nullable(),
        /** Why it has failed; a reason that this version does not know is none. */
        problem: ToldProblem.nullable().default(null).catch(null),
      }),
    )
    .max(40)
    .default([]),
});
export type Journal = z.infer<typeof Journal>;

export function newJournal(wall: number): Journal {
  return {
    version: 1,
    stance: 'online',
    stanceSince: wall,
    outage: null,
    telling: { isFlapping: false, held: { count: 0, lasted: 0 } },
    children: [],
    claw: null,
    lost: [],
    drillRemindedAt: null,
    drillPaid: null,
    hooked: null,
    jobs: [],
  };
}
