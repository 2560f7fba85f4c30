import { traceOf } from '../../core/bug.ts';
import type { Fact } from '../../core/event.ts';
import { gaveUp, type JobEnd, type Progressed } from '../../core/jobs/job.ts';
import type { JobAction } from '../../core/jobs/plan.ts';
import type { Paths } from '../paths.ts';
import type { Clock, Tools } from '../tools/tools.ts';
import { answerJob } from './answer.ts';
import { performers } from './performers.ts';

interface Doing {
  readonly tools: Tools;
  readonly paths: Paths;
  readonly tell: (fact: Fact) => void;
}

/** Runs one job to its end. What was called off has nothing more to say. */
export async function performJob(
  action: JobAction,
  { tools, paths, tell }: Doing,
  signal: AbortSignal,
): Promise<Fact | null> {
  const { ask, seq } = action;
  const { id } = ask;
  const pace = paced(tools.clock, (progress) => tell({ type: 'job.progressed', id, seq, progress }));
  const run = { tools, paths, ask, signal, told: pace.told };
  const end = await ended(
    () => (ask.kind === 'answer' ? answerJob(run, action.answer) : performers[ask.kind](run)),
    { tools, id },
  );
  pace.stop();
  // The proofs of one that was called off count all the same.
  return { type: 'job.ended', id, seq, end };
}

/** A mistake of ours ends the job: tried again, it would be the same mistake. */
async function ended(
  work: () => Promise<JobEnd>,
  { tools, id }: { readonly tools: Tools; readonly id: string },
): Promise<JobEnd> {
  try {
    // A moment later: the engine knows of an action only when it has begun, and what is told before that would begin it again.
    await null;
    return await work();
  } catch (error) {
    tools.log.write('error', 'job', traceOf(error));
    return gaveUp({ code: 'bug', about: `job ${id}`, detail: error instanceof Error ? error.name : '' });
  }
}

/** Faces are told at most four times a second: so many ms lie between. */
const between = 250;

/** Thins progress out: the first at once, then the newest when its time has come. */
function paced(
  clock: Clock,
  tell: (progress: Progressed) => void,
): { told: (p: Progressed) => void; stop: () => void } {
  let toldAt = Number.NEGATIVE_INFINITY;
  let newest: Progressed | null = null;
  let undo: (() => void) | null = null;
  const flush = () => {
    undo = null;
    if (newest === null) return;
    toldAt = clock.mono();
    tell(newest);
    newest = null;
  };
  return {
    told: (progress) => {
      newest = progress;
      const wait = toldAt + between - clock.mono();
      if (wait <= 0) flush();
      else undo ??= clock.after(wait, flush);
    },
    stop: () => undo?.(),
  };
}
