import type { Command } from '../core/command.ts';
import { jobName } from '../core/jobs/say.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { standLine } from './bar.ts';
import { exitOf, followJobs } from './follow-jobs.ts';
import type { JobWanted } from './job-args.ts';
import { brief } from './keep.ts';
import { plain } from './plain.ts';
import { exits, type Session } from './terminal.ts';
import { withSeat } from './with-seat.ts';

/** What is being prepared; stopped, or gone on with. */
export async function jobs(
  session: Session,
  { act, id }: Extract<JobWanted, { readonly do: 'jobs' }>,
): Promise<number> {
  if (act === 'resume') return resume(session, id);
  const told = await brief(session, async (seat) => {
    const seen = await seat.read();
    if (!seen.ok || act === 'list') return seen;
    const command = stopOf(seen.value.jobs, id);
    const sent = command.ok ? await seat.send(command.value) : command;
    return sent.ok ? seat.read() : sent;
  });
  if (!told.ok) return session.trouble(told.problem);
  const { terminal, look, say, paper } = session;
  const { jobs: list, at } = told.value;
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, at, jobs: list })}\n`);
  else if (act === 'stop') terminal.out(`${say('cli.jobsStopped')}\n`);
  else if (list.length === 0) terminal.out(`${say('cli.jobsNone')}\n`);
  else for (const job of list) terminal.out(`${standLine(job, paper())}  [${plain(job.id)}]\n`);
  return exits.done;
}

function stopOf(list: readonly ToldJob[], typed: string): Result<Command> {
  if (typed === 'all') return ok({ type: 'jobs.stop' });
  const job = jobFor(list, typed);
  return job ? ok({ type: 'job.stop', id: job.id }) : fail('job-unknown', typed);
}

/** By its id, or by what it is about where only one is. */
export function jobFor(list: readonly ToldJob[], typed: string): ToldJob | null {
  const exact = list.find(({ id }) => id === typed);
  const about = list.filter(({ what }) => what === typed);
  return exact ?? (about.length === 1 ? (about[0] ?? null) : null);
}

/** The running app goes on with it by itself; without one this command does, and stays with it. */
function resume(session: Session, typed: string): Promise<number> {
  return withSeat(session, typed, async (seat, { jobs: list }) => {
    const job = jobFor(list, typed);
    if (!job) return session.trouble(fail('job-unknown', typed).problem);
    const begin: Command = { type: 'job.resume', id: job.id };
    if (seat.isOwner()) {
      const followed = await followJobs(
        session,
        seat,
        [{ kind: job.kind, what: job.what, isForced: false }],
        begin,
      );
      return followed.ok ? exitOf(followed.value) : session.trouble(followed.problem);
    }
    const sent = await seat.send(begin);
    if (!sent.ok) return session.trouble(sent.problem);
    const { terminal, look, say } = session;
    const name = plain(jobName(job, say));
    terminal.out(
      look.isJson
        ? `${JSON.stringify({ schema: 1, resumed: job.id })}\n`
        : `${say('cli.jobResumed', { name })}\n`,
    );
    return exits.done;
  });
}
