import type { Command } from '../core/command.ts';
import { type JobWish, jobIdOf } from '../core/jobs/job.ts';
import { isOpen } from '../core/jobs/queue.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { ok, type Problem, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { Clock } from '../engine/tools/tools.ts';

export type JobSeat = Pick<Seat, 'send' | 'read' | 'watch' | 'onMoved'>;

/** In ms: so often one that the engine holds for another is asked for again. */
const again = 5_000;

/** What came of asking. */
export interface Asked {
  /** The first snapshot that knows of those that were taken. */
  readonly snapshot: Snapshot;
  readonly taken: readonly JobWish[];
  /** Why the others were not, each with its own reason. */
  readonly refused: readonly Problem[];
}

/** Without an engine the next wish is heard no better. */
const isDeaf = ({ code }: Problem): boolean => code === 'owner-silent' || code === 'unreachable';

/**
 * Asks for each of them by itself, or in the way of `begin`: one that is refused keeps no other from being begun.
 */
export async function ask(
  seat: JobSeat,
  wishes: readonly JobWish[],
  begin: Command | null = null,
): Promise<Result<Asked>> {
  const taken: JobWish[] = [];
  const refused: Problem[] = [];
  for (const wish of wishes) {
    const sent = await seat.send(begin ?? { type: 'jobs.start', wishes: [wish] });
    if (sent.ok) taken.push(wish);
    else refused.push(sent.problem);
    if (!sent.ok && isDeaf(sent.problem)) break;
  }
  const snapshot = await seat.read();
  return snapshot.ok ? ok({ snapshot: snapshot.value, taken, refused }) : snapshot;
}

/** Jobs that an engine has been asked for, and may have to be again. */
export interface Asking {
  /** What was shown before, or by another engine that was not asked yet, says nothing of them. */
  isHeard(snapshot: Snapshot): boolean;
  /** The engine has held one for another for a while. */
  isDue(): boolean;
  again(): Promise<void>;
}

/** `told`: the jobs as they were told last, by id; those that have ended are not asked for again. */
export function asking(
  seat: JobSeat,
  wishes: readonly JobWish[],
  told: ReadonlyMap<string, ToldJob>,
  { clock, first }: { readonly clock: Clock; readonly first: Snapshot },
): Asking {
  let [isAsking, askedAt, since] = [false, clock.mono(), first.at];
  const isLeft = (job: ToldJob | undefined) => job === undefined || isOpen(job);
  return {
    isHeard: ({ at }) => !isAsking && at >= since,
    isDue() {
      const isHeld = [...told.values()].some((job) => isOpen(job) && job.waitsFor === 'owner');
      return isHeld && clock.mono() - askedAt >= again;
    },
    async again() {
      if (isAsking) return;
      [isAsking, askedAt] = [true, clock.mono()];
      const left = wishes.filter((wish) => isLeft(told.get(jobIdOf(wish))));
      const asked = left.length > 0 ? await ask(seat, left) : null;
      const now = asked === null ? await seat.read() : asked.ok ? ok(asked.value.snapshot) : asked;
      if (now.ok) since = now.value.at;
      isAsking = false;
    },
  };
}
