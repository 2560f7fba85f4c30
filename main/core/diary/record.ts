import { z } from 'zod';

/** Ms since the epoch, up to the year 2100: a date beyond is damage, and nothing ever counts that far. */
const moment = z.number().min(0).max(4_102_444_800_000);
const span = z.number().min(0).max(4_102_444_800_000).describe('ms');
const id = moment.describe('the outage: when it began, unless another one has that number');
/** A line of the verdict table; a later version may know more of them. */
const cause = z.string().regex(/^[a-z][a-z-]{0,39}$/);

/** The most that is kept of what was seen when an outage was believed. */
export const evidenceLimit = { lines: 8, letters: 160 } as const;

/** What the AI was: as the panel says it; not known; the machine asleep; or nobody there to see it. */
export const aiWas = ['works', 'partly', 'stopped', 'none', 'unsure', 'asleep', 'away'] as const;
export type AiWas = (typeof aiWas)[number];
const is = z.enum(aiWas);

/**
 * The diary's file holds one of these a line and is only ever added to. `still` says that an outage goes on,
 * so that a reader knows how far it is known. `lasted` leaves sleep out and was measured on a clock that nobody
 * sets; `slept` is what was left out. An end with `isKnown: false` is the last moment that is known.
 *
 * From `ai` on the AI was so; `seen` says that this still holds, so that a reader knows how far. An earlier version of
 * this app keeps lines of version 2 as they are.
 */
export const DiaryRecord = z.discriminatedUnion('type', [
  z.object({
    v: z.literal(1),
    type: z.literal('began'),
    id,
    at: moment,
    cause,
    evidence: z.array(z.string().max(evidenceLimit.letters)).max(evidenceLimit.lines).default([]),
    isDrill: z.boolean().default(false),
  }),
  z.object({ v: z.literal(1), type: z.literal('cause'), id, at: moment, cause }),
  z.object({ v: z.literal(1), type: z.literal('still'), id, at: moment, slept: span, lasted: span }),
  z.object({
    v: z.literal(1),
    type: z.literal('ended'),
    id,
    at: moment,
    slept: span,
    lasted: span,
    isKnown: z.boolean().default(true),
  }),
  z.object({ v: z.literal(2), type: z.literal('ai'), at: moment, is }),
  z.object({ v: z.literal(2), type: z.literal('seen'), at: moment }),
]);
export type DiaryRecord = z.infer<typeof DiaryRecord>;
/** A line about an outage. */
export type OutageRecord = Extract<DiaryRecord, { v: 1 }>;

/** An outage as faces are told of it. */
export const ToldOutage = z.object({
  from: moment,
  /** Null while it goes on. */
  to: moment.nullable(),
  /** The cause that held longest. */
  cause,
  /** How long the internet was down while the machine was awake, in ms. */
  lasted: span,
  /** How long the machine slept in it, or nobody watched, in ms. */
  slept: span,
  isDrill: z.boolean(),
  /** False where the end was not seen: `to` is then the last moment that is known. */
  isEndKnown: z.boolean(),
  /**
   * How long (ms) the AI was stopped in it, and partly working, of the time that is known; null where nothing is. An
   * older engine does not say.
   */
  ai: z.object({ stopped: span, partly: span, known: span }).nullable().default(null),
});
export type ToldOutage = z.infer<typeof ToldOutage>;

/** From then on the AI was so, until the next one; the last holds. */
export const ToldAiMark = z.object({ at: moment, is });
export type ToldAiMark = z.infer<typeof ToldAiMark>;
