import type { JobWish } from '../core/jobs/job.ts';
import { ok, type Result } from '../core/problem.ts';
import type { ToldReady } from '../core/ready/told.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { exitOf, type Followed, followJobs } from './follow-jobs.ts';
import type { JobWanted } from './job-args.ts';
import { printReady } from './print-ready.ts';
import { lookAgain, type Seen, seenReady } from './ready-look.ts';
import { exits, type Session } from './terminal.ts';
import { withSeat } from './with-seat.ts';

type Check = Extract<JobWanted, { readonly do: 'check' }>;

/** What would hold if the internet died now. Exit 3 where something needed is missing, or nobody could say. */
export async function check(session: Session, wanted: Check): Promise<number> {
  const { isStrict, deep } = wanted;
  if (deep !== null) return checkDeep(session, wanted, deep);
  return told(session, await seenReady(session), isStrict);
}

/** Prints what was seen and gives the exit code for it. */
export function told(session: Session, seen: Result<Seen>, isStrict: boolean): number {
  if (!seen.ok) return session.trouble(seen.problem);
  const { terminal, look } = session;
  const { at, ready } = seen.value;
  terminal.out(
    look.isJson ? `${JSON.stringify({ schema: 1, at, ...ready })}\n` : printReady(ready, session.paper()),
  );
  return exitFor(ready, isStrict);
}

/** `isStrict`: what is only nearly ready is not ready. */
export function exitFor({ state }: Pick<ToldReady, 'state'>, isStrict: boolean): number {
  return state === 'yes' || (state === 'nearly' && !isStrict) ? exits.done : exits.unmet;
}

/** First all files of a model, or of all that are wanted and here, are read through. */
function checkDeep(session: Session, { isStrict, isAgain }: Check, model: string): Promise<number> {
  const run = async (seat: Seat, { ready }: Snapshot) => {
    const models = model === '' ? hereOf(ready) : [model];
    const wishes = models.map((what): JobWish => ({ kind: 'deep', what, isForced: isAgain }));
    const followed = wishes.length > 0 ? await followJobs(session, seat, wishes) : ok(nothing);
    if (!followed.ok) return session.trouble(followed.problem);
    if (followed.value.isCalledOff) return exits.problem;
    const now = await lookAgain(session, seat);
    if (wishes.length > 0 && !session.look.isJson) session.terminal.out('\n');
    const code = told(session, now, isStrict);
    // What could not be read proves nothing, however well the rest stands.
    return code === exits.done ? exitOf(followed.value) : code;
  };
  return withSeat(session, 'check', run, true);
}

const nothing: Followed = { jobs: [], isCalledOff: false, isDone: true };

const hereOf = (ready: ToldReady | null): string[] =>
  (ready?.wishes ?? []).filter(({ isHere }) => isHere).map(({ name }) => name);
