import type { Command } from '../../main/core/command.ts';
import { jobIdOf } from '../../main/core/jobs/job.ts';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import { ok, type Result } from '../../main/core/problem.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import type { JobSeat } from '../../main/terminal/asking.ts';
import { job } from '../terminal/told.ts';
import type { World } from './world.ts';

/** An engine as a face sees it: what it is told is heard, and what it shows is chosen by the test. */
export interface ToldEngine {
  readonly seat: JobSeat;
  readonly sent: Command[];
  /** What it says to a wish; null: yes, and it does it. */
  answer: (command: Command) => Result<null> | null;
  jobs: readonly ToldJob[];
  /** Shows these in place of those of the same id. */
  show(...jobs: readonly ToldJob[]): void;
  /** Another engine has taken over, which shows these. */
  move(isOwner: boolean, jobs: readonly ToldJob[]): void;
}

export function toldEngine({ clock }: World, jobs: readonly ToldJob[] = []): ToldEngine {
  const base = snapshotOf(newState(clock.mono(), clock.wall()), { owner: 'app', pid: 1, version: '1' });
  const [shows, moves] = [new Set<(now: Snapshot) => void>(), new Set<(isOwner: boolean) => void>()];
  const now = (): Snapshot => ({ ...base, at: clock.wall(), jobs: [...engine.jobs] });
  const tell = () => {
    for (const show of [...shows]) show(now());
  };
  const engine: ToldEngine = {
    sent: [],
    jobs,
    answer: () => null,
    show(...changed) {
      const others = engine.jobs.filter(({ id }) => !changed.some((one) => one.id === id));
      engine.jobs = [...others, ...changed];
      tell();
    },
    move(isOwner, next) {
      engine.jobs = next;
      tell();
      for (const moved of moves) moved(isOwner);
    },
    seat: {
      async send(command) {
        engine.sent.push(command);
        const said = engine.answer(command);
        if (said) return said;
        engine.jobs = heard(engine.jobs, command);
        tell();
        return ok(null);
      },
      read: async () => ok(now()),
      watch(show) {
        shows.add(show);
        show(now());
        return () => void shows.delete(show);
      },
      onMoved: (call) => void moves.add(call),
    },
  };
  return engine;
}

function heard(jobs: readonly ToldJob[], command: Command): readonly ToldJob[] {
  if (command.type === 'job.stop')
    return jobs.map((one) =>
      one.id === command.id ? { ...one, is: 'stopped', rate: null, rest: null } : one,
    );
  if (command.type !== 'jobs.start') return jobs;
  const open = jobs.filter(
    ({ is, waitsFor }) => is === 'running' || (is === 'waiting' && waitsFor !== 'owner'),
  );
  const fresh = command.wishes.filter((wish) => !open.some(({ id }) => id === jobIdOf(wish)));
  const left = jobs.filter(({ id }) => !fresh.some((wish) => jobIdOf(wish) === id));
  return [...left, ...fresh.map(({ kind, what }) => job({ kind, what, is: 'waiting', waitsFor: 'turn' }))];
}
