import { gaveUp, type JobEnd, retryable } from '../../core/jobs/job.ts';
import {
  beginPull,
  type Pulling,
  patienceWith,
  pullProgress,
  stallsAt,
  takePullLine,
} from '../../core/jobs/pull.ts';
import { pullFailure } from '../../core/jobs/pull-failure.ts';
import type { Problem } from '../../core/problem.ts';
import { isNetError } from '../tools/tools.ts';
import { fullDisk, noRoom, tooBig } from './gates.ts';
import { pullLines } from './pull-lines.ts';
import type { Published } from './registry.ts';
import type { JobRun } from './run.ts';
import type { Served } from './served.ts';
import { whenDue } from './stall.ts';

export interface Fetching extends Served {
  readonly published: Published | null;
  /** Also where it would not run in this machine's memory. */
  readonly mayExceed: boolean;
  /** Whether the disk that we see is the one that the model comes to. */
  readonly isDiskKnown: boolean;
}

/** What has been heard so far. */
interface Heard {
  now: Pulling;
  isStalled: boolean;
}

/**
 * Lets Ollama download a model, to its word `success`; null then, else how it ended. Ollama keeps what has come however this
 * ends, also by a kill: the next try goes on from there.
 */
export async function fetchModel(run: JobRun, fetching: Fetching): Promise<JobEnd | null> {
  const { tools, ask, signal } = run;
  const leaving = new AbortController();
  const heard: Heard = {
    now: beginPull(tools.clock.mono(), fetching.published?.files),
    isStalled: false,
  };
  const stall = () => {
    heard.isStalled = true;
    leaving.abort();
  };
  const undo = whenDue(tools.clock, () => stallsAt(heard.now), stall);
  try {
    const problem = await listen(run, fetching, heard, AbortSignal.any([signal, leaving.signal]));
    return problem && gaveUp(problem);
  } catch (error) {
    if (signal.aborted) return gaveUp({ code: 'called-off', about: ask.what });
    return heard.isStalled ? stalled(ask.what, heard.now) : failed(run, fetching, heard.now, error);
  } finally {
    undo();
  }
}

/**
 * Ollama ends a download that its last listener leaves, but not before it has waited for its next try, up to 32 s. Who comes
 * meanwhile is given that end, which is none of this one: asked again, it begins anew.
 */
async function listen(
  ...[run, fetching, heard, signal]: Parameters<typeof follow>
): ReturnType<typeof follow> {
  try {
    return await follow(run, fetching, heard, signal);
  } catch (error) {
    const isOfBefore = error instanceof Error && /\bcontext canceled$/.test(error.message.trim());
    if (signal.aborted || !isOfBefore) throw error;
    return follow(run, fetching, heard, signal);
  }
}

/** Hears Ollama to its end; the problem for which it is left earlier. */
async function follow(
  run: JobRun,
  fetching: Fetching,
  heard: Heard,
  signal: AbortSignal,
): Promise<Problem | null> {
  const { tools, ask, told } = run;
  let gated = heard.now.total ?? 0;
  for await (const line of pullLines(tools, fetching.base, ask.what, signal)) {
    heard.now = takePullLine(heard.now, line, tools.clock.mono());
    const total = heard.now.total ?? 0;
    const problem = total > gated ? await gateAgain(run, fetching, heard.now) : null;
    if (problem) return problem;
    gated = total;
    told(pullProgress(heard.now));
  }
  return null;
}

/** Where nobody knew its size beforehand, or it is larger than that, it is asked as soon as Ollama tells. */
async function gateAgain(
  { tools, ask }: JobRun,
  { where, published, mayExceed, isDiskKnown }: Fetching,
  now: Pulling,
): Promise<Problem | null> {
  if (where !== 'here') return null;
  const total = now.total ?? 0;
  const big = published || mayExceed ? null : tooBig(ask.what, total, ask.memory);
  return big ?? (isDiskKnown ? noRoom(tools, ask.what, total - now.done) : null);
}

const stalled = (about: string, now: Pulling): JobEnd =>
  retryable({ code: 'pull-stalled', about, detail: String(patienceWith(now) / 1_000) });

async function failed(
  { tools, ask }: JobRun,
  { isDiskKnown }: Fetching,
  now: Pulling,
  error: unknown,
): Promise<JobEnd> {
  if (isNetError(error)) return retryable({ code: 'pull-no-server', about: ask.what, detail: error.code });
  // Whatever else the client throws are Ollama's words, and no wrong turn of ours.
  if (!(error instanceof Error) || error instanceof TypeError) throw error;
  const { problem, mayRetry } = pullFailure(ask.what, error.message);
  if (problem.code === 'pull-no-room') {
    // Of a disk of another machine's, or one that we do not know, there are only the words.
    if (!isDiskKnown) return gaveUp({ ...problem, code: 'pull-refused' });
    return gaveUp(await fullDisk(tools, ask.what, (now.total ?? now.done) - now.done));
  }
  return mayRetry ? retryable(problem) : gaveUp(problem);
}
