import { type JobWish, jobIdOf } from '../core/jobs/job.ts';
import { smallerThan } from '../core/jobs/presets.ts';
import { misfit, usualBytes, wishNamed } from '../core/ready/steps.ts';
import type { ToldReady, ToldWish } from '../core/ready/told.ts';
import { size } from '../core/sizes.ts';
import type { Say } from '../core/words.ts';
import { columns, pad } from './columns.ts';
import type { JobWanted } from './job-args.ts';
import { cutMiddle, plain } from './plain.ts';

type Pull = Extract<JobWanted, { readonly do: 'pull' }>;

export interface Pulls {
  readonly wishes: readonly JobWish[];
  /** Larger than this machine's memory, and nobody has said that they are meant all the same. */
  readonly leftOut: readonly ToldWish[];
}

/** What a `pull` means now: the models named, or those that it is about where none is. */
export function pullsOf(ready: ToldReady, { models, isUpdating, isForced, isRepairing }: Pull): Pulls {
  const names = models.length > 0 ? models : meant(ready, isUpdating, isRepairing);
  const kind = isRepairing ? 'repair' : 'pull';
  const isOut = (name: string) => !isForced && !isRepairing && misfit(ready, name) !== null;
  const wishes = names.filter((name) => !isOut(name)).map((what): JobWish => ({ kind, what, isForced }));
  return {
    wishes: wishes.filter((wish, n) => wishes.findIndex((one) => jobIdOf(one) === jobIdOf(wish)) === n),
    leftOut: names.filter(isOut).flatMap((name) => misfit(ready, name) ?? []),
  };
}

function meant({ wishes, items }: ToldReady, isUpdating: boolean, isRepairing: boolean): string[] {
  if (isRepairing)
    return items.flatMap(({ fix }) =>
      fix?.do === 'job' && fix.wish.kind === 'repair' ? [fix.wish.what] : [],
    );
  return wishes.filter(({ isHere }) => isUpdating || !isHere).map(({ name }) => name);
}

/** Columns for a name beside its size. */
export const nameMost = 48;

/** What each weighs, and all of them, as far as that is known. */
export function sizeLines(ready: ToldReady, names: readonly string[], say: Say): string[] {
  const known = names.map((name) => ({ name: plain(name), bytes: wishNamed(ready, name)?.bytes ?? null }));
  const wide = Math.min(Math.max(0, ...known.map(({ name }) => columns(name))), nameMost);
  const sum = known.reduce((all, { bytes }) => all + (bytes ?? 0), 0);
  const isKnown = known.every(({ bytes }) => bytes !== null);
  const usual = usualBytes(names);
  return [
    ...known.flatMap(({ name, bytes }) =>
      bytes === null ? [] : [`  ${pad(cutMiddle(name, wide), wide)}  ${size(bytes)}`],
    ),
    ...(known.length > 1 && isKnown ? [say('prep.need', { size: size(sum) })] : []),
    ...(usual === null ? [] : [say('prep.presetsSay', { size: size(usual) })]),
  ];
}

/** Whom this machine's memory leaves out, and what would fit instead. */
export function leftOutLines({ memory }: ToldReady, leftOut: readonly ToldWish[], say: Say): string[] {
  if (leftOut.length === 0) return [];
  const smaller = memory === null ? null : smallerThan(memory);
  return [
    ...leftOut.map(({ name, need }) =>
      say('prep.toobig', { model: plain(name), a: size(need ?? 0), b: size(memory ?? 0) }),
    ),
    ...(smaller ? [say('prep.smaller', { model: smaller.name, size: size(smaller.bytes) })] : []),
  ];
}

/** Nobody wants a model and none is here: what to begin with on this machine. */
export function unwantedLines({ memory }: ToldReady, say: Say): string[] {
  const preset = memory === null ? null : smallerThan(memory);
  return [
    say('cli.pullUnwanted'),
    ...(preset ? [say('cli.pullFits', { model: preset.name, size: size(preset.bytes) })] : []),
  ];
}
