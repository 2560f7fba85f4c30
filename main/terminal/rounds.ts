import { jobIdOf } from '../core/jobs/job.ts';
import { needsNet } from '../core/jobs/queue.ts';
import { mayDownload } from '../core/jobs/reach.ts';
import { type Step, stepsOf, waveOf } from '../core/ready/steps.ts';
import type { ToldReady } from '../core/ready/told.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { followJobs } from './follow-jobs.ts';
import { act, tell } from './part.ts';
import { lookAgain, type Seen } from './ready-look.ts';
import type { Session } from './terminal.ts';

/** What was made leads to what can be made of it: a machine, an image, its backup, an answer; and once more for what is left. */
const roundsMost = 5;

type Only = readonly string[] | null;

/** Starts parts, then does what can be done, wave by wave, until nothing new can be. A thing is tried once. */
export async function doAll(
  session: Session,
  seat: Seat,
  seen: Seen,
  only: Only,
): Promise<{ readonly isCalledOff: boolean }> {
  const { signal } = session.terminal;
  const tried = new Set<string>();
  const { acts } = stepsOf(seen.ready, only);
  for (const part of acts) await start(session, seat, part);
  let now = acts.length > 0 ? await again(session, seat, seen, new Set()) : seen;
  for (let round = 0; round < roundsMost && !signal.aborted; round += 1) {
    const jobs = stepsOf(now.ready, only).jobs.filter((step) => isNew(step, tried) && mayNow(step, now));
    const wave = waveOf(jobs);
    if (wave.length === 0) break;
    for (const { wish } of wave) tried.add(jobIdOf(wish));
    const done = await doWave(session, seat, wave);
    if (done === null) return { isCalledOff: true };
    now = await again(session, seat, now, done);
  }
  return { isCalledOff: signal.aborted };
}

const isNew = ({ wish }: Step, tried: ReadonlySet<string>): boolean => !tried.has(jobIdOf(wish));

/** Without internet the rest can still be done. */
export const mayNow = ({ wish }: Step, seen: Snapshot): boolean => !needsNet(wish.kind) || mayDownload(seen);

/** One that does not start keeps nothing else from being done. */
async function start(session: Session, seat: Seat, part: string): Promise<void> {
  if (session.terminal.signal.aborted) return;
  const acted = await act(session, seat, { do: 'act', act: 'start', part, model: '' });
  if (acted.ok) tell(session, acted.value);
  else session.trouble(acted.problem);
}

/** The ids of those that are done now; null where it was called off. */
async function doWave(
  session: Session,
  seat: Seat,
  wave: readonly Step[],
): Promise<ReadonlySet<string> | null> {
  const followed = await followJobs(
    session,
    seat,
    wave.map(({ wish }) => wish),
  );
  if (!followed.ok) {
    session.trouble(followed.problem);
    return new Set();
  }
  const { jobs, isCalledOff } = followed.value;
  return isCalledOff ? null : new Set(jobs.filter(({ is }) => is === 'done').map(({ id }) => id));
}

/** Looked at once more, until what was done is no longer asked for. */
async function again(session: Session, seat: Seat, before: Seen, done: ReadonlySet<string>): Promise<Seen> {
  const isTaken = (ready: ToldReady) =>
    !stepsOf(ready, null).jobs.some(({ wish }) => done.has(jobIdOf(wish)));
  const seen = await lookAgain(session, seat, isTaken);
  return seen.ok ? seen.value : before;
}
