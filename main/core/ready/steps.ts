import { type JobKind, type JobWish, jobIdOf } from '../jobs/job.ts';
import { presets } from '../jobs/presets.ts';
import { sameModel } from '../parts/ollama.ts';
import type { ToldItem, ToldReady, ToldWish } from './told.ts';

/** One thing that would be done; `bytes`: what that downloads or writes, null where nobody knows. */
export interface Step {
  readonly wish: JobWish;
  readonly bytes: number | null;
}

/** All that can be done about what is missing. */
export interface Steps {
  /** Parts that are to be started first, by id. */
  readonly acts: readonly string[];
  readonly jobs: readonly Step[];
  /** Models that would not run in this machine's memory. */
  readonly leftOut: readonly ToldWish[];
}

/** What is made comes before what is made of it, and what is downloaded before what is asked. */
const order: readonly JobKind[] = [
  ...(['machine', 'pull', 'repair', 'build', 'base', 'load'] as const),
  ...(['save', 'verify', 'deps', 'deep', 'answer'] as const),
];

/** In the order in which it makes sense, the most wanted model first; `only`: the ids of the lines that are meant, null: all. */
export function stepsOf(ready: ToldReady, only: readonly string[] | null): Steps {
  const open = ready.items.filter((one) => isOpen(one) && (only === null || only.includes(one.id)));
  const acts = open.flatMap(({ fix }) => (fix?.do === 'act' ? [fix.part] : []));
  const jobs = open
    .flatMap(({ fix }): Step[] => (fix?.do === 'job' ? [{ wish: fix.wish, bytes: fix.bytes }] : []))
    .filter(({ wish }, n, all) => all.findIndex((one) => jobIdOf(one.wish) === jobIdOf(wish)) === n)
    .toSorted((a, b) => order.indexOf(a.wish.kind) - order.indexOf(b.wish.kind));
  const leftOut = jobs.flatMap(({ wish }) => (wish.kind === 'pull' ? (misfit(ready, wish.what) ?? []) : []));
  return {
    acts: [...new Set(acts)],
    jobs: jobs.filter(({ wish }) => wish.kind !== 'pull' || misfit(ready, wish.what) === null),
    leftOut,
  };
}

export const isOpen = ({ state }: ToldItem): boolean =>
  state === 'fail' || state === 'warn' || state === 'unknown';

/** Those of the steps whose time it is: a machine before what runs in it, a test question when all else is there. */
export function waveOf(jobs: readonly Step[]): readonly Step[] {
  const machine = jobs.filter(({ wish }) => wish.kind === 'machine');
  const main = jobs.filter(({ wish }) => wish.kind !== 'machine' && wish.kind !== 'answer');
  return machine.length > 0 ? machine : main.length > 0 ? main : jobs;
}

/** What is told of a model, wanted or named by the guide; null where nothing is. */
export const wishNamed = ({ wishes, presets: named }: ToldReady, name: string): ToldWish | null =>
  [...wishes, ...named].find((wish) => sameModel(wish.name, name)) ?? null;

/** A model that would not run in this machine's memory; null where it would, or nobody knows. */
export function misfit(ready: ToldReady, name: string): ToldWish | null {
  const wish = wishNamed(ready, name);
  return wish?.fits === 'no' ? wish : null;
}

/** What the three models that many download take together, in bytes; null unless all three are among these. */
export function usualBytes(names: readonly string[]): number | null {
  const usual = presets.filter(({ isUsual }) => isUsual);
  const isWhole = usual.every((preset) => names.some((name) => sameModel(name, preset.name)));
  return isWhole ? usual.reduce((sum, { bytes }) => sum + bytes, 0) : null;
}
