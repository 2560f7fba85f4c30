import { z } from 'zod';
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
});
export type ToldNotice = z.infer<typeof ToldNotice>;

/** `offset`: what to add to a moment of the state for ms since the epoch. */
export function toldNotice(notice: Notice, offset: number): ToldNotice {
  return { ...notice, at: Math.round(notice.at + offset), lasted: Math.round(notice.lasted) };
}
