import type { Command } from '../core/command.ts';
import { type JobWish, jobIdOf } from '../core/jobs/job.ts';
import { isOpen } from '../core/jobs/queue.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { ask, asking, type JobSeat } from './asking.ts';
import { callOff } from './call-off.ts';
import { type Painter, painterOf } from './paint.ts';
import { exits, type Session } from './terminal.ts';

/** How the jobs of a command ended. */
export interface Followed {
  /** As they were told last, in the order in which they were asked for. */
  readonly jobs: readonly ToldJob[];
  readonly isCalledOff: boolean;
  /** All of it is there. */
  readonly isDone: boolean;
}

/**
 * Asks for all of it and stays until the last has ended, however often it is tried again; also when the engine moves to
 * another process meanwhile. Called off, it stops what it has begun itself. One that is refused is told, and the others go on;
 * a problem is the last refusal of all of them: nothing was begun.
 * `begin`: another way to ask for them the first time.
 */
export async function followJobs(
  session: Session,
  seat: JobSeat,
  wishes: readonly JobWish[],
  begin: Command | null = null,
): Promise<Result<Followed>> {
  const before = await seat.read();
  if (!before.ok) return before;
  const theirs = new Set(before.value.jobs.filter(isUnderWay).map(({ id }) => id));
  const asked = await ask(seat, wishes, begin);
  if (!asked.ok) return asked;
  const { taken, refused, snapshot } = asked.value;
  const last = refused.at(-1);
  const isNone = taken.length === 0 && last !== undefined;
  for (const problem of isNone ? refused.slice(0, -1) : refused) session.trouble(problem);
  if (isNone) return { ok: false, problem: last };
  const painter = painterOf(session);
  const jobs = await toTheirEnd(session, seat, { wishes: taken, painter, first: snapshot });
  if (jobs.some(isOpen)) {
    const left = await callOff(session, seat, { jobs, theirs, painter });
    return ok({ jobs: left, isCalledOff: true, isDone: false });
  }
  painter.end();
  const isDone = wishes.every((wish) => jobs.some(({ id, is }) => id === jobIdOf(wish) && is === 'done'));
  return ok({ jobs, isCalledOff: false, isDone });
}

export const exitOf = ({ isDone }: Followed): number => (isDone ? exits.done : exits.problem);

/** One that an engine only holds for another has been begun by nobody who still waits for it. */
const isUnderWay = (job: ToldJob): boolean => isOpen(job) && job.waitsFor !== 'owner';

interface Asked {
  readonly wishes: readonly JobWish[];
  readonly painter: Painter;
  /** The engine as it was when it had heard of them. */
  readonly first: Snapshot;
}

/** The jobs at the end of the last, or when the command is told to end. */
function toTheirEnd(
  { terminal: { signal, tools } }: Session,
  seat: JobSeat,
  { wishes, painter, first }: Asked,
): Promise<ToldJob[]> {
  const told = new Map<string, ToldJob>();
  const asked = asking(seat, wishes, told, { clock: tools.clock, first });
  let isOver = false;
  return new Promise((resolve) => {
    let undo = () => {};
    const end = () => {
      isOver = true;
      undo();
      signal.removeEventListener('abort', end);
      resolve([...told.values()]);
    };
    const take = (snapshot: Snapshot) => {
      if (isOver || !asked.isHeard(snapshot)) return;
      for (const wish of wishes) takeIn(told, jobIdOf(wish), snapshot);
      const list = [...told.values()];
      painter.show(list, snapshot.at);
      if (asked.isDue()) void asked.again();
      if (!list.some(isOpen)) end();
    };
    signal.addEventListener('abort', end, { once: true });
    seat.onMoved(() => (isOver ? undefined : void asked.again()));
    take(first);
    if (signal.aborted && !isOver) end();
    // A moment later, because a move is told after the first snapshot of the other engine.
    if (!isOver) undo = seat.watch((snapshot) => queueMicrotask(() => take(snapshot)));
  });
}

/** One that is no longer there was stopped by somebody before it had begun; what has ended has ended. */
function takeIn(told: Map<string, ToldJob>, id: string, { jobs }: Snapshot): void {
  const before = told.get(id);
  if (before && !isOpen(before)) return;
  const now = jobs.find((job) => job.id === id);
  if (now) told.set(id, now);
  else if (before) told.set(id, { ...before, is: 'stopped', phase: null, rate: null, rest: null });
}
