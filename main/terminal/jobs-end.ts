import type { Command } from '../core/command.ts';
import { jobName } from '../core/jobs/name.ts';
import { isOpen } from '../core/jobs/queue.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { jobFor } from './job-for.ts';
import { brief } from './keep.ts';
import { plain } from './plain.ts';
import { exits, type Session } from './terminal.ts';

/** Stops what is under way; what has come of it is kept. */
export async function stopJobs(session: Session, typed: string): Promise<number> {
  const all: Command = { type: 'jobs.stop' };
  const ended = await end(session, typed, isOpen, typed === 'all' ? all : null);
  if (!ended.ok) return session.trouble(ended.problem);
  const { ended: list, now } = ended.value;
  return tell(session, now, session.say(list.length === 0 ? 'cli.jobsIdle' : 'cli.jobsStopped'));
}

/** What has stopped or ended leaves the list; what has come of it stays where it is. */
export async function forgetJobs(session: Session, typed: string): Promise<number> {
  const { say } = session;
  const ended = await end(session, typed, (job) => !isOpen(job), null);
  if (!ended.ok) return session.trouble(ended.problem);
  const { ended: list, meant, now } = ended.value;
  const nameOf = (job: ToldJob) => plain(jobName(job, say));
  if (list.length > 0)
    return tell(session, now, say('cli.jobsForgotten', { list: list.map(nameOf).join(', ') }));
  const [open] = meant;
  if (typed === 'all' || !open) return tell(session, now, say('cli.jobsNoneOver'));
  session.remark('cli.jobOpen', { name: session.look.isJson ? open.id : nameOf(open) });
  return exits.problem;
}

interface Ended {
  readonly meant: readonly ToldJob[];
  readonly ended: readonly ToldJob[];
  readonly now: Snapshot;
}

/** Of those that are meant, the ones of which it is true, one by one, or by the one command `at` for them all. */
function end(
  session: Session,
  typed: string,
  isTrue: (job: ToldJob) => boolean,
  at: Command | null,
): Promise<Result<Ended>> {
  return brief(session, async (seat) => {
    const seen = await seat.read();
    if (!seen.ok) return seen;
    const { jobs } = seen.value;
    const job = jobFor(jobs, typed);
    if (typed !== 'all' && !job) return fail('job-unknown', typed);
    const meant = typed === 'all' ? jobs : job ? [job] : [];
    const ended = meant.filter(isTrue);
    const each = ended.map(({ id }): Command => ({ type: 'job.stop', id }));
    for (const command of at && ended.length > 0 ? [at] : each) {
      const sent = await seat.send(command);
      if (!sent.ok) return sent;
    }
    const now = await seat.read();
    return now.ok ? ok({ meant, ended, now: now.value }) : now;
  });
}

/** The list as an object, or what has become of it. */
function tell({ terminal, look }: Session, { at, jobs }: Snapshot, line: string): number {
  terminal.out(look.isJson ? `${JSON.stringify({ schema: 1, at, jobs })}\n` : `${line}\n`);
  return exits.done;
}
