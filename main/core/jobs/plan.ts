import { factsOf } from '../parts/judge.ts';
import type { State } from '../state.ts';
import { type AnswerAsk, answerAsk } from './answer.ts';
import type { JobAsk } from './job.ts';
import type { Job } from './queue.ts';

export type JobAction = {
  readonly lane: string;
  readonly do: 'job.run';
  readonly seq: number;
  readonly ask: JobAsk;
  /** For a test question; null for all others. */
  readonly answer: AnswerAsk | null;
};

/** The jobs under way, each with all that it has to know as it was when it began: it is not begun anew when that changes. */
export function jobActions(state: State): JobAction[] {
  return state.jobs.list
    .filter(({ is }) => is === 'running')
    .map((job) => ({
      lane: `job:${job.id}#${job.seq}`,
      do: 'job.run' as const,
      seq: job.seq,
      ask: askOf(state, job),
      answer: job.kind === 'answer' ? answerAsk(state) : null,
    }));
}

const askOf = (state: State, { id, kind, what, isForced }: Job): JobAsk => ({
  ...{ id, kind, what, isForced },
  settings: state.settings,
  ollama: factsOf(state, 'ollama'),
  podman: factsOf(state, 'podman'),
  proofs: state.ready.proofs,
  memory: factsOf(state, 'mac')?.memory ?? null,
});
