import { z } from 'zod';
import type { State } from '../state.ts';
import { keeping } from './keeping.ts';
import { recentlyTold } from './outage.ts';
import { ToldAiMark, ToldOutage } from './record.ts';
import { toldTrack } from './track.ts';

/** The diary as every face gets it. Fields are only added. */
export const ToldDiary = z.object({
  /** The last seven days, at most 50, the newest last; an older engine tells none. */
  outages: z.array(ToldOutage).max(keeping.recent).default([]),
  /** What was before them in the last month, the newest last. */
  earlierOutages: z.array(ToldOutage).max(keeping.month).default([]),
  /** What the AI did in the last month, the newest last; empty where nobody has watched yet. */
  aiTrack: z.array(ToldAiMark).max(keeping.toldMarks).default([]),
});
export type ToldDiary = z.infer<typeof ToldDiary>;

export function toldDiary({ diary, at, epoch }: State): ToldDiary {
  const now = Math.round(at + epoch);
  const { outages, earlier } = recentlyTold(diary.outages, diary.track.marks, now);
  return { outages, earlierOutages: earlier, aiTrack: toldTrack(diary.track, now) };
}
