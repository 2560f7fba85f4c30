import type { Command } from '../core/command.ts';
import { type JobWish, jobIdOf } from '../core/jobs/job.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import type { Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { Clock } from '../engine/tools/tools.ts';
import { isOpen } from './paint.ts';

export type JobSeat = Pick<Seat, 'send' | 'read' | 'watch' | 'onMoved'>;

/** In ms: so often one that the engine holds for another is asked for again. */
const again = 5_000;
/** As many wishes as one command may have. */
const wishesMost = 40;

/** Asks for all of it, or in the way of `begin`. Gives the first snapshot that knows of them. */
export async function ask(
  seat: JobSeat,
  wishes: readonly JobWish[],
  begin: Command | null = null,
): Promise<Result<Snapshot>> {
  const commands: Command[] = begin ? [begin] : [];
  for (let from = 0; !begin && from < wishes.length; from += wishesMost)
    commands.push({ type: 'jobs.start', wishes: wishes.slice(from, from + wishesMost) });
  for (const command of commands) {
    const sent = await seat.send(command);
    if (!sent.ok) return sent;
  }
  return seat.read();
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
      const now = left.length > 0 ? await ask(seat, left) : await seat.read();
      if (now.ok) since = now.value.at;
      isAsking = false;
    },
  };
}
