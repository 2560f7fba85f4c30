import type { Problem } from '../problem.ts';
import { type JobKind, type JobWish, jobIdOf } from './job.ts';
import type { Moving } from './moving.ts';

/** One thing that is to be prepared. Moments are on the state's own clock, in ms. */
export interface Job extends JobWish {
  readonly id: string;
  /** Grows with each attempt: what an old one still says is not heard. */
  readonly seq: number;
  readonly is: 'waiting' | 'running' | 'stopped' | 'failed' | 'done';
  /** Failures in a row that got it no further. */
  readonly tries: number;
  /** Not before then. */
  readonly retryAt: number;
  readonly problem: Problem | null;
  /** From before a restart, of an engine that does not go on with what others began. */
  readonly isHeld: boolean;
  /** How much there was when it last moved, 0 to 1. */
  readonly reached: number | null;
  readonly endedAt: number | null;
}

export interface Jobs {
  readonly list: readonly Job[];
  /** By id; apart from the list, because it changes four times a second. */
  readonly moving: Readonly<Record<string, Moving>>;
  readonly seq: number;
  /** Attempts that were called off and have not ended: until then nothing else may work at the same. */
  readonly ending: readonly Pick<Job, 'id' | 'kind' | 'seq'>[];
}

export const noJobs: Jobs = { list: [], moving: {}, seq: 0, ending: [] };

/** It is at work, or waits for its turn: neither over nor stopped. */
export const isOpen = ({ is }: Pick<Job, 'is'>): boolean => is === 'running' || is === 'waiting';

/** A model's files come to a server, which keeps what it has. */
export const isDownload = ({ kind }: Pick<Job, 'kind'>): boolean => kind === 'pull' || kind === 'repair';

/** Nothing of these can be done without the internet. The others try first with what is there. */
const needingNet: ReadonlySet<JobKind> = new Set(['pull', 'repair', 'base', 'machine']);
export const needsNet = (kind: JobKind): boolean => needingNet.has(kind);

/** These try with what is there, and may find that they need the internet after all. */
const mayNeedNet = (kind: JobKind): boolean => needsNet(kind) || kind === 'deps' || kind === 'build';
/** Whether a failure may be the line's, and not the job's own. */
export const isLineFault = (kind: JobKind, hasNet: boolean): boolean => !hasNet && mayNeedNet(kind);

/** What a server has kept of it is still there at the next attempt; all others begin from nothing. */
export const isKept = (kind: JobKind): boolean => lineOf(kind) === 'pulls';

/** Downloads of models go by two; all else works this machine hard, and goes one by one. */
const lines = { pulls: 2, others: 1 } as const;
const lineOf = (kind: JobKind): keyof typeof lines => (isDownload({ kind }) ? 'pulls' : 'others');

export const newJob = (wish: JobWish): Job => ({
  ...wish,
  id: jobIdOf(wish),
  ...{ seq: 0, is: 'waiting', tries: 0, retryAt: Number.NEGATIVE_INFINITY },
  ...{ problem: null, isHeld: false, reached: null, endedAt: null },
});

/** What a job's turn depends on. */
export interface Around {
  readonly at: number;
  readonly hasNet: boolean;
  /** The parts that a job goes by have been looked at: what began before would take them for missing. */
  readonly isSeen: boolean;
  /** An Ollama answers. */
  readonly hasOllama: boolean;
}

export const waits = ['turn', 'internet', 'ollama', 'retry', 'owner'] as const;

/** What a job that is not under way waits for. */
export function waitsFor(job: Job, { at, hasNet, hasOllama }: Around): (typeof waits)[number] | null {
  if (job.is !== 'waiting') return null;
  if (job.isHeld) return 'owner';
  const isCut = needsNet(job.kind) || (job.problem !== null && mayNeedNet(job.kind));
  if (!hasNet && isCut) return 'internet';
  if (!hasOllama && lineOf(job.kind) === 'pulls') return 'ollama';
  return job.retryAt > at ? 'retry' : 'turn';
}

/** The jobs whose turn it is: by line, in the order in which they were asked for. */
export function withTurns(jobs: Jobs, around: Around): Jobs {
  if (!around.isSeen) return jobs;
  const busy = { pulls: 0, others: 0 };
  const running = jobs.list.filter(({ is }) => is === 'running');
  for (const { kind } of [...running, ...jobs.ending]) busy[lineOf(kind)] += 1;
  const isEnding = (id: string) => jobs.ending.some((one) => one.id === id);
  let { seq } = jobs;
  let hasChanged = false;
  const list = jobs.list.map((job): Job => {
    const line = lineOf(job.kind);
    const isTurn = waitsFor(job, around) === 'turn' && !isEnding(job.id) && !isEarly(jobs, job);
    if (!isTurn || busy[line] >= lines[line]) return job;
    busy[line] += 1;
    seq += 1;
    hasChanged = true;
    return { ...job, is: 'running', seq };
  });
  return hasChanged ? { ...jobs, list, seq } : jobs;
}

/** A test question shows something only when all that it needs is there: it comes last. */
const isEarly = ({ list }: Jobs, { id, kind }: Job): boolean =>
  kind === 'answer' && list.some((job) => job.id !== id && !job.isHeld && isOpen(job));
