import type { AnswerAsk } from '../../core/jobs/answer.ts';
import { done, gaveUp, type JobEnd } from '../../core/jobs/job.ts';
import { prove } from '../claw/prove.ts';
import type { JobRun } from './run.ts';

/** A test question through OpenClaw's own way, while there is time. Only an answer by a model here proves anything. */
export async function answerJob({ tools, signal, told }: JobRun, ask: AnswerAsk | null): Promise<JobEnd> {
  if (!ask) return gaveUp({ code: 'answer-down', about: 'OpenClaw' });
  told({ phase: 'answering', unit: 'steps', done: 0, total: 1 });
  const proof = await prove(tools, ask, `offline-mode-${tools.secret().slice(0, 12)}`, signal);
  if (proof.what === 'local' || proof.what === 'fallback')
    return done({ answer: { model: proof.model, config: ask.config, at: tools.clock.wall() } });
  if (proof.what === 'cloud') return gaveUp({ code: 'answer-cloud', about: proof.model });
  if (proof.what === 'failed')
    return gaveUp({ code: 'answer-none', about: 'OpenClaw', detail: proof.detail || '—' });
  // Its secret is refused, or it does not run.
  return gaveUp({ code: proof.detail === 'secret' ? 'claw-auth' : 'answer-down', about: 'OpenClaw' });
}
