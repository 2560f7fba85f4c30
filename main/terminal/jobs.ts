import type { Command } from '../core/command.ts';
import { jobName } from '../core/jobs/name.ts';
import { fail } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { standLine } from './bar.ts';
import { columns } from './columns.ts';
import { exitOf, followJobs } from './follow-jobs.ts';
import type { JobWanted } from './job-args.ts';
import { jobFor } from './job-for.ts';
import { forgetJobs, stopJobs } from './jobs-end.ts';
import { brief } from './keep.ts';
import { plain } from './plain.ts';
import { exits, type Session } from './terminal.ts';
import { withSeat } from './with-seat.ts';

/** What is being prepared; stopped, gone on with, or taken out of the list. */
export async function jobs(
  session: Session,
  { act, id }: Extract<JobWanted, { readonly do: 'jobs' }>,
): Promise<number> {
  if (act === 'resume') return resume(session, id);
  if (act === 'stop') return stopJobs(session, id);
  if (act === 'forget') return forgetJobs(session, id);
  const told = await brief(session, (seat) => seat.read());
  if (!told.ok) return session.trouble(told.problem);
  const { terminal, look, say, paper } = session;
  const { jobs: list, at } = told.value;
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, at, jobs: list })}\n`);
  else if (list.length === 0) terminal.out(`${say('cli.jobsNone')}\n`);
  else
    for (const job of list) {
      const [line, id] = [standLine(job, paper()), `[${typable(job.id)}]`];
      // What is typed again is never cut.
      if (columns(`${line}  ${id}`) <= session.wide()) terminal.out(`${line}  ${id}\n`);
      else {
        terminal.out(`${line}\n`);
        session.raw(`  ${id}\n`);
      }
    }
  return exits.done;
}

/** As it can be typed in a shell. */
const typable = (id: string): string =>
  /^[\w.:/@+=-]+$/.test(id) ? id : `'${plain(id).replaceAll("'", "'\\''")}'`;

/** The running app goes on with it by itself; without one this command does, and stays with it. */
function resume(session: Session, typed: string): Promise<number> {
  const run = async (seat: Seat, { jobs: list }: Snapshot) => {
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
  };
  return withSeat(session, typed, run, true);
}
