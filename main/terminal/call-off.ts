import { jobName } from '../core/jobs/name.ts';
import { isDownload, isOpen } from '../core/jobs/queue.ts';
import { percent } from '../core/jobs/say.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import type { Say } from '../core/words.ts';
import type { Seat } from '../engine/seat.ts';
import type { Painter } from './paint.ts';
import { plain } from './plain.ts';
import type { Session } from './terminal.ts';
import { until } from './until.ts';

/** How long (ms) the engine may take to say that they have stopped. */
const patience = 5_000;

interface Open {
  readonly jobs: readonly ToldJob[];
  /** Were under way before the command began: they are left to go on. */
  readonly theirs: ReadonlySet<string>;
  readonly painter: Painter;
}

/** Stops what the command has begun, says how far that is, and what becomes of the rest. Gives the jobs as they are then. */
export async function callOff(
  session: Session,
  seat: Pick<Seat, 'send' | 'read' | 'watch'>,
  { jobs, theirs, painter }: Open,
): Promise<ToldJob[]> {
  const { terminal, look, say } = session;
  const mine = new Set(jobs.filter((job) => isOpen(job) && !theirs.has(job.id)).map(({ id }) => id));
  for (const id of mine) await seat.send({ type: 'job.stop', id });
  const seen = await until(deaf(session), seat, patience, (now) => !now.jobs.some(isRunning(mine)));
  const after = jobs.map((job) => stoodAt(job, mine, seen.ok ? seen.value.jobs : null));
  if (look.isJson) painter.show(after, seen.ok ? seen.value.at : terminal.tools.clock.wall());
  painter.end();
  const isMine = ({ id }: ToldJob) => mine.has(id);
  const left = after.filter((job) => isOpen(job) && !isMine(job));
  // The objects have told as much.
  if (!look.isJson) for (const line of stopLines(after.filter(isMine), left, say)) terminal.out(`${line}\n`);
  return after;
}

const isRunning =
  (ids: ReadonlySet<string>) =>
  (job: ToldJob): boolean =>
    ids.has(job.id) && isOpen(job);

/** It has been told to end, and still waits for this. */
const deaf = ({ terminal }: Session) => ({
  terminal: { ...terminal, signal: new AbortController().signal },
});

/** One that had not begun is forgotten by the engine; without an answer nothing is known anew. */
function stoodAt(job: ToldJob, mine: ReadonlySet<string>, now: readonly ToldJob[] | null): ToldJob {
  if (now === null || !isOpen(job)) return job;
  const found = now.find(({ id }) => id === job.id);
  return found ?? (mine.has(job.id) ? { ...job, is: 'stopped' } : job);
}

/** "^C Stopped at 62%. The same command resumes. Keep Ollama running." */
export function stopLines(mine: readonly ToldJob[], others: readonly ToldJob[], say: Say): string[] {
  const nameOf = (job: ToldJob) => plain(jobName(job, say));
  const stopped = mine.filter(({ is }) => is === 'stopped');
  const open = mine.filter(isOpen);
  const keeps = stopped.filter(isDownload);
  const [only] = keeps;
  const lines: string[] = [];
  if (only) {
    const list = keeps.map((job) => `${nameOf(job)} ${percent(job.share ?? 0)}`).join(', ');
    const head =
      keeps.length === 1
        ? say('cli.stopped', { pct: percent(only.share ?? 0) })
        : say('cli.stoppedMany', { list });
    lines.push(`${head} ${say('prep.guard')}`);
  } else if (stopped.length > 0) lines.push(say('cli.stoppedAnew'));
  if (open.length > 0) lines.push(say('cli.notStopped', { list: open.map(nameOf).join(', ') }));
  return [...lines, ...others.map((job) => say('cli.goesOn', { name: nameOf(job) }))];
}
