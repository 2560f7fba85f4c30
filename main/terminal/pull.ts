import { mayDownload } from '../core/jobs/reach.ts';
import type { Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { exitOf, followJobs } from './follow-jobs.ts';
import type { JobWanted } from './job-args.ts';
import { leftOutLines, type Pulls, pullsOf, sizeLines, unwantedLines } from './pulls.ts';
import { settled } from './ready-look.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';
import { withSeat } from './with-seat.ts';

type Pull = Extract<JobWanted, { readonly do: 'pull' }>;

/** How long (ms) the registry may take to say what models weigh. */
const patience = 10_000;

/** Downloads models, and stays until the last has come. Exit 1 where one has not. */
export function pull(session: Session, wanted: Pull): Promise<number> {
  if (wanted.isUpdating) session.remark('prep.newer');
  return withSeat(session, 'pull', async (seat, looked) => {
    // What is known to be damaged is known when the files have been looked at.
    const isOfFiles = wanted.isRepairing && wanted.models.length === 0;
    const sized = await (isOfFiles ? settled(session, seat) : weighed(session, seat, looked));
    if (!sized.ok) return session.trouble(sized.problem);
    const { wishes, leftOut } = announced(session, sized.value, wanted);
    if (wishes.length === 0) return none(session, sized.value, wanted, leftOut.length);
    const followed = await followJobs(session, seat, wishes);
    if (!followed.ok) return session.trouble(followed.problem);
    return leftOut.length > 0 ? exits.problem : exitOf(followed.value);
  });
}

/** Nothing is to be done; where all is left out, that is not all there. */
function none(session: Session, { ready }: Snapshot, { isRepairing }: Pull, leftOut: number): number {
  const { terminal, look, say } = session;
  if (leftOut > 0) return exits.problem;
  if (look.isJson) return exits.done;
  const isWanted = ready === null || ready.wishes.length > 0;
  if (isRepairing) terminal.out(`${say('cli.repairNone')}\n`);
  else if (isWanted) terminal.out(`${say('cli.pullNone')}\n`);
  else for (const line of unwantedLines(ready, say)) terminal.out(`${line}\n`);
  return exits.done;
}

/** Says what is to come, what it weighs and what is left out. */
function announced(session: Session, { ready }: Snapshot, wanted: Pull): Pulls {
  const { terminal, look, say } = session;
  const { models, isForced, isRepairing } = wanted;
  const kind = isRepairing ? 'repair' : 'pull';
  // An older engine knows nothing of wishes.
  if (ready === null) return { wishes: models.map((what) => ({ kind, what, isForced })), leftOut: [] };
  const pulls = pullsOf(ready, wanted);
  const names = pulls.wishes.map(({ what }) => what);
  if (!look.isJson && !isRepairing)
    for (const line of sizeLines(ready, names, say)) terminal.out(`${line}\n`);
  if (pulls.leftOut.length === 0) return pulls;
  if (!look.isJson) for (const line of leftOutLines(ready, pulls.leftOut, say)) terminal.err(`${line}\n`);
  session.remark('cli.anyway', { models: pulls.leftOut.map(({ name }) => name).join(', ') });
  return pulls;
}

/** The sizes of missing models are asked for, where there is somebody to ask. */
export async function weighed(session: Session, seat: Seat, seen: Snapshot): Promise<Result<Snapshot>> {
  const isMissing = seen.ready?.wishes.some(({ isHere }) => !isHere) ?? false;
  if (!mayDownload(seen) || !isMissing) return { ok: true, value: seen };
  const sent = await seat.send({ type: 'sizes.ask' });
  if (!sent.ok) return { ok: true, value: seen };
  return until(session, seat, patience, ({ ready }) => ready?.isSizing !== true);
}
