import { sentence } from '../sentence.ts';
import { size } from '../sizes.ts';
import type { Say } from '../words.ts';
import { jobName } from './name.ts';
import { isDownload, isOpen } from './queue.ts';
import type { ToldJob } from './told.ts';

/** A job as every face draws it: pure text. */
export interface JobLine {
  readonly id: string;
  readonly kind: ToldJob['kind'];
  readonly name: string;
  /** `wait`: it waits; `turn`: it is under way; `bad`: it has failed; `rest`: somebody has stopped it. */
  readonly mark: 'good' | 'bad' | 'wait' | 'turn' | 'rest';
  /** 0 to 1; null where there is nothing to draw. */
  readonly share: number | null;
  /** "12.4 of 19.9 GB · 42 MB/s". */
  readonly amount: string;
  /** "about 3 min", "waiting its turn", "stopped at 61%". */
  readonly status: string;
  /** What went wrong, as a sentence; null where nothing has. */
  readonly trouble: string | null;
  /** What can be done about it. */
  readonly acts: readonly ('stop' | 'resume' | 'retry' | 'forget')[];
}

export function jobLine(job: ToldJob, say: Say): JobLine {
  return {
    ...{ id: job.id, kind: job.kind, name: jobName(job, say), mark: markOf(job) },
    share: job.share,
    amount: job.is === 'done' ? '' : amountOf(job, say),
    status: statusOf(job, say),
    trouble: job.problem === null || job.is === 'done' ? null : sentence(job.problem, say),
    acts: actsOf(job),
  };
}

const marks = { waiting: 'wait', running: 'turn', stopped: 'rest', failed: 'bad', done: 'good' } as const;
const markOf = ({ is }: ToldJob): JobLine['mark'] => marks[is];

function actsOf({ is }: ToldJob): JobLine['acts'] {
  if (isOpen({ is })) return ['stop'];
  if (is === 'stopped') return ['resume', 'forget'];
  return is === 'failed' ? ['retry', 'forget'] : [];
}

function amountOf(job: ToldJob, say: Say): string {
  const { done, total, unit, rate, note } = job;
  const amount = unit === 'bytes' ? bytesSay(done, total, say) : countSay(done, total, say);
  // Below a megabyte a second the whole number would be a nought.
  const speed =
    unit === 'bytes' && rate !== null && rate >= 500_000
      ? say('prep.speed', { speed: Math.round(rate / 1e6) || 1 })
      : '';
  return [amount, speed, unit === 'steps' ? note : ''].filter((text) => text !== '').join(' · ');
}

const countSay = (done: number, total: number | null, say: Say): string =>
  total === null || total <= 1 ? '' : say('prep.ofN', { a: Math.round(done), b: Math.round(total) });

/** Where both have the same unit it is said once, in a language that has the smaller one first. */
export function bytesSay(done: number, total: number | null, say: Say): string {
  if (total === null) return done > 0 ? size(done) : '';
  const [a, b] = [size(done), size(total)];
  const unit = b.replace(/^[\d.]+/, '');
  const isOnce = a.endsWith(unit) && say('prep.of', { a: 'a', b: 'b' }).startsWith('a');
  return say('prep.of', { a: isOnce ? a.slice(0, -unit.length) : a, b });
}

export const percent = (share: number): string => `${Math.floor(share * 100)}%`;

function statusOf(job: ToldJob, say: Say): string {
  const { is, share } = job;
  if (is === 'done') return say('prep.cached');
  if (is === 'failed') return say('prep.failed');
  if (is === 'stopped')
    // What had not come anywhere has no place where it stopped: a question that was never answered is not at 0%.
    return share === null || share === 0
      ? say('prep.stoppedNow')
      : say('prep.stopped', { pct: percent(share) });
  return is === 'waiting' ? waitingSay(job, say) : runningSay(job, say);
}

function waitingSay({ waitsFor, retryIn }: ToldJob, say: Say): string {
  if (waitsFor === 'internet') return say('prep.waitingNet');
  if (waitsFor === 'ollama') return say('prep.waitingOllama');
  if (waitsFor === 'owner') return say('prep.waitingOwner');
  if (waitsFor === 'retry') return say('prep.waitingRetry', { s: Math.ceil((retryIn ?? 0) / 1_000) });
  return say('prep.waiting');
}

function runningSay({ still, rest, phase, unit }: ToldJob, say: Say): string {
  if (still !== null) return say('prep.slow', { n: Math.floor(still / 1_000) });
  if (rest !== null && unit === 'bytes' && phase !== 'hashing')
    return say('prep.eta', { m: Math.max(1, Math.ceil(rest / 60_000)) });
  return say(`prep.phase.${phase ?? 'asking'}`);
}

/**
 * How far all of it is, of what can be measured in bytes; null where nothing is under way. What is done and still told of counts
 * in full, so that the share does not fall when one of several ends; a download whose size nobody has told yet counts as one of
 * middling size, so that it does not fall by half when that is told. What somebody adds makes it fall: there is more to do.
 */
export interface Overall {
  readonly done: number;
  readonly total: number;
  readonly share: number | null;
  /** In ms, of what is measured; null while nobody knows. */
  readonly rest: number | null;
}

const isMeasured = ({ unit, total }: ToldJob): boolean => unit === 'bytes' && total !== null;
const sumOf = (jobs: readonly ToldJob[], by: (job: ToldJob) => number | null): number =>
  jobs.reduce((sum, job) => sum + (by(job) ?? 0), 0);

export function overallOf(jobs: readonly ToldJob[]): Overall | null {
  const open = jobs.filter(isOpen);
  if (open.length === 0) return null;
  const coming = open.filter(isMeasured);
  if (coming.length === 0) return { done: 0, total: 0, share: null, rest: null };
  const come = jobs.filter((job) => job.is === 'done' && isMeasured(job));
  const done = sumOf(coming, (job) => job.done) + sumOf(come, (job) => job.total);
  const total = sumOf([...coming, ...come], (job) => job.total);
  const unknown = open.filter((job) => isDownload(job) && job.total === null).length;
  const all = total * (1 + unknown / (coming.length + come.length));
  const rest = unknown > 0 ? null : restOf(coming);
  return { done, total, share: all > 0 ? done / all : null, rest };
}

/** Until the slowest has come, and all that waits at the pace of now; unknown while one that is under way cannot tell. */
function restOf(jobs: readonly ToldJob[]): number | null {
  const running = jobs.filter(({ is }) => is === 'running');
  const rests = running.flatMap(({ rest }) => (rest === null ? [] : [rest]));
  const pace = sumOf(running, ({ rate }) => rate);
  if (rests.length === 0 || rests.length < running.length || pace <= 0) return null;
  const left = sumOf(jobs, ({ total, done }) => (total ?? 0) - done);
  return Math.max(...rests, (left / pace) * 1_000);
}

/** One line for all of it: "26.0 of 55.0 GB, about 11 min left". */
export function overallSay({ done, total, rest }: Overall, say: Say): string {
  if (total === 0) return '';
  const amount = bytesSay(done, total, say);
  return rest === null ? amount : say('prep.subLeft', { amount, m: Math.max(1, Math.ceil(rest / 60_000)) });
}

/** How far it is beside the icon and in the menu: "47%"; empty while nobody can say; null where nothing is under way. */
export function preparingOf(jobs: readonly ToldJob[]): string | null {
  const all = overallOf(jobs);
  return all && (all.share === null ? '' : percent(all.share));
}
