import { gatewayOf, type QuestionAsk, questionAsk } from '../claw/plan.ts';
import { factsOf } from '../parts/judge.ts';
import type { State } from '../state.ts';

/** A test question before an outage, and what tells the config that it is put to from all others. */
export type AnswerAsk = QuestionAsk & { readonly config: string };

/** Null where there is no OpenClaw that could be asked. */
export function answerAsk(state: State): AnswerAsk | null {
  const claw = factsOf(state, 'openclaw');
  return claw && { ...questionAsk(state, gatewayOf(state, claw)), config: claw.config.print };
}
