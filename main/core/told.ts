import { z } from 'zod';
import type { DrillNotice } from './drill/notice.ts';
import { Report } from './drill/report.ts';
import type { JobNotice } from './jobs/notice.ts';
import { ToldAi, toldAi } from './parts/told.ts';
import { ToldProblem } from './problem-told.ts';
import type { AiNotice } from './sickness.ts';
import type { Notice } from './state.ts';
import { noticeKinds } from './verdicts.ts';

/** A notice as every face gets it. Fields are only added. */
export const ToldNotice = z.object({
  id: z.number(),
  kind: z.enum(noticeKinds),
  cause: z.string().max(40),
  at: z.number().describe('ms since the epoch'),
  /** In ms. */
  lasted: z.number(),
  count: z.number(),
  isSilent: z.boolean(),
  isUpdate: z.boolean(),
  isOver: z.boolean(),
  /** How it stood with the AI when it was told; an older engine does not say. */
  ai: ToldAi.nullable().default(null),
  /** The person is asked whether OpenClaw's config may follow. */
  asks: z.boolean().default(false),
});
export type ToldNotice = z.infer<typeof ToldNotice>;

/** `offset`: what to add to a moment of the state for ms since the epoch. */
export function toldNotice(notice: Notice, offset: number): ToldNotice {
  return {
    ...notice,
    at: Math.round(notice.at + offset),
    lasted: Math.round(notice.lasted),
    ai: toldAi(notice.ai),
  };
}

/** What is wrong with the AI, as every face gets it. */
export const ToldAiNotice = z.object({
  id: z.number(),
  ai: ToldAi,
  since: z.number().describe('ms since the epoch'),
  at: z.number().describe('ms since the epoch'),
  isOver: z.boolean(),
});
export type ToldAiNotice = z.infer<typeof ToldAiNotice>;

export function toldAiNotice({ id, ai, since, at, isOver }: AiNotice, offset: number): ToldAiNotice {
  return { id, ai: toldAi(ai), since: Math.round(since + offset), at: Math.round(at + offset), isOver };
}

/** A download that has ended, as every face gets it. */
export const ToldJobNotice = z.object({
  id: z.number(),
  job: z.string().max(1_100),
  model: z.string().max(1_000),
  problem: ToldProblem.nullable(),
  reached: z.number().nullable(),
  isOver: z.boolean(),
}) satisfies z.ZodType<JobNotice>;
export type ToldJobNotice = z.infer<typeof ToldJobNotice>;

/** A drill that has ended, or what one that was cut short had left, as every face gets it. */
export const ToldDrillNotice = z.object({
  id: z.number(),
  report: Report.nullable(),
  isOfWifi: z.boolean(),
  isDue: z.boolean().default(false),
  isOver: z.boolean(),
}) satisfies z.ZodType<DrillNotice>;
export type ToldDrillNotice = z.infer<typeof ToldDrillNotice>;
