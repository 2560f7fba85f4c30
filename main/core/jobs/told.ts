import { z } from 'zod';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { aroundOf } from './follow.ts';
import { jobKinds, phases } from './job.ts';
import { type Moving, rateOf, restOf, shareOf } from './moving.ts';
import { type Around, type Job, waits, waitsFor } from './queue.ts';

const epoch = z.number();

/** A job as every face is shown it. Sizes in bytes, durations in ms. */
export const ToldJob = z.object({
  id: z.string().max(1_100),
  kind: z.enum(jobKinds),
  what: z.string().max(1_000),
  is: z.enum(['waiting', 'running', 'stopped', 'failed', 'done']),
  /** What one that waits is waiting for; `owner`: an engine that goes on with what others began. */
  waitsFor: z.enum(waits).nullable(),
  /** Until it is tried again. */
  retryIn: z.number().nullable(),
  phase: z.enum(phases).nullable(),
  unit: z.enum(['bytes', 'steps', 'packages']),
  done: z.number(),
  total: z.number().nullable(),
  /** 0 to 1; null while nobody knows of how much. */
  share: z.number().nullable(),
  /** A second. */
  rate: z.number().nullable(),
  rest: z.number().nullable(),
  /** How long nothing has come; null while something does, or where nothing is to come. */
  still: z.number().nullable(),
  /** A word of the program at work. */
  note: z.string().max(200),
  problem: ToldProblem.nullable(),
  endedAt: epoch.nullable(),
});
export type ToldJob = z.infer<typeof ToldJob>;

/** So long (ms) nothing may come before that is told. */
const stillAfter = 10_000;

export function toldJobs(state: State): ToldJob[] {
  const around = aroundOf(state);
  return state.jobs.list.slice(0, 80).map((job) => toldJob(state, job, around));
}

function toldJob(state: State, job: Job, around: Around): ToldJob {
  const { at, epoch: offset } = state;
  const moving = state.jobs.moving[job.id] ?? null;
  const isRunning = job.is === 'running';
  const waiting = waitsFor(job, around);
  const still = moving && isRunning && moving.unit === 'bytes' ? at - moving.grewAt : 0;
  return {
    ...{ id: job.id, kind: job.kind, what: job.what, is: job.is, waitsFor: waiting },
    retryIn: waiting === 'retry' ? Math.round(job.retryAt - at) : null,
    ...toldMoving(moving, isRunning, at),
    share: job.is === 'done' ? 1 : ((moving && shareOf(moving)) ?? (job.reached || null)),
    still: still >= stillAfter ? Math.round(still) : null,
    problem: job.problem,
    endedAt: job.endedAt === null ? null : Math.round(job.endedAt + offset),
  };
}

type ToldMoving = Pick<ToldJob, 'phase' | 'unit' | 'done' | 'total' | 'rate' | 'rest' | 'note'>;

function toldMoving(moving: Moving | null, isRunning: boolean, at: number): ToldMoving {
  if (!moving) return { phase: null, unit: 'bytes', done: 0, total: null, rate: null, rest: null, note: '' };
  const { phase, unit, done, total, note } = moving;
  const rate = isRunning ? rateOf(moving, at) : null;
  return {
    ...{ phase: isRunning ? phase : null, unit, done, total, note: isRunning ? note : '' },
    rate: rate === null ? null : Math.round(rate),
    rest: isRunning ? restOf(moving, at) : null,
  };
}
