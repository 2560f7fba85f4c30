import { z } from 'zod';
import type { Problem } from '../problem.ts';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { isDue } from './follow.ts';
import { mostSaid } from './hook.ts';

const stance = z.enum(['online', 'offline']);

/** The person's own commands as every face gets them; what they are stands in the settings. */
export const ToldHooks = z.object({
  /** One runs, or is going to as soon as the switch has ended. */
  isDue: z.boolean(),
  now: z.object({ stance, isTry: z.boolean() }).nullable(),
  last: z
    .object({
      stance,
      isTry: z.boolean(),
      at: z.number().describe('ms since the epoch'),
      ms: z.number(),
      exitCode: z.number().nullable(),
      /** The last that it said, as plain text. */
      said: z.string().max(mostSaid),
      problem: ToldProblem.nullable(),
    })
    .nullable(),
});
export type ToldHooks = z.infer<typeof ToldHooks>;

export function toldHooks(state: State): ToldHooks {
  const { hooks, epoch } = state;
  const { now, last } = hooks;
  return {
    isDue: isDue(state),
    now: now && { stance: now.stance, isTry: now.isTry },
    last: last && { ...last, at: Math.round(last.at + epoch), ms: Math.round(last.ms) },
  };
}

/** One that went wrong by itself is told until the next one; what was tried out is told where it was tried. */
export function hookProblems({ hooks: { last }, settings }: State): readonly Problem[] {
  return settings['hooks.on'] && last?.problem && !last.isTry ? [last.problem] : [];
}
