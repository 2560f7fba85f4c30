import { type JobWish, jobIdOf } from '../jobs/job.ts';
import { jobName } from '../jobs/name.ts';
import { smallerThan } from '../jobs/presets.ts';
import { isDownload, isOpen, needsNet } from '../jobs/queue.ts';
import { type JobLine, jobLine, type Overall, overallOf, overallSay } from '../jobs/say.ts';
import type { ToldJob } from '../jobs/told.ts';
import { size } from '../sizes.ts';
import type { Viewing } from '../view.ts';
import { type Say, speaker } from '../words.ts';
import { fixesOf, wishOf } from './fixes.ts';
import type { ItemGroup } from './item.ts';
import { readyRow } from './say.ts';
import type { ToldReady, ToldWish } from './told.ts';

/** What is being prepared and what could be, as a face draws it: pure text, and the wishes behind its buttons. */
export interface Preparing {
  readonly tone: 'busy' | 'good' | 'warn' | 'bad' | 'mute';
  readonly head: string;
  readonly sub: string;
  /** Of the ring, 0 to 1. */
  readonly share: number;
  readonly isBusy: boolean;
  readonly models: readonly JobLine[];
  /** Models that are not here, or not whole, and that nobody fetches. */
  readonly missing: readonly Offer[];
  /** Models that this machine could not run, one sentence each. */
  readonly tooBig: readonly BigOffer[];
  /** Models that are here, to be asked for anew: what the registry has now takes their place. */
  readonly updates: readonly Offer[];
  /** One that it could, where there is one that is not here yet. */
  readonly smaller: Offer | null;
  /** An unfinished download is not safe for ever. */
  readonly isGuarded: boolean;
  readonly others: readonly JobLine[];
  /** What else is missing and can be done. */
  readonly gaps: readonly Offer[];
  /** All that can be done now and is not under way. */
  readonly wishes: readonly JobWish[];
  /** Every model that is here, read through; none where there is none. */
  readonly checks: readonly JobWish[];
  /** Some of them are being read, or are to be. */
  readonly isChecking: boolean;
}

/** Something that one press begins. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  /** What it weighs, or how it stands. */
  readonly note: string;
  readonly label: string;
  readonly wish: JobWish;
}

/** One that would not run here. It is fetched all the same only after a second press. */
export interface BigOffer extends Offer {
  /** Why it is left out. */
  readonly say: string;
  /** What it would mean to fetch it. */
  readonly sure: string;
}

export interface PrepareAsk {
  readonly ready: ToldReady;
  readonly jobs: readonly ToldJob[];
  /** Whether downloads make sense now. */
  readonly mayDownload: boolean;
}

export function prepareOf(ask: PrepareAsk, viewing: Viewing): Preparing {
  const { ready, jobs, mayDownload } = ask;
  const say = speaker(viewing.lang);
  const isNew = (wish: JobWish) => !jobs.some(({ id, is }) => id === jobIdOf(wish) && is !== 'done');
  const todo = fixesOf(ready).filter((wish) => !openJob(jobs, wish));
  const lines = jobs.map((job) => jobLine(job, say));
  const smaller = smallerOffer(ask, say);
  return {
    ...headOf(ask, todo, say),
    models: lines.filter(isAboutModel),
    missing: missingOf(ready, viewing, say).filter(({ wish }) => isNew(wish)),
    tooBig: bigOf(ready)
      .map((one) => bigOffer(one, ready, say))
      .filter(({ wish }) => isNew(wish)),
    updates: ready.wishes
      .filter(({ isHere }) => isHere)
      .map(({ name }) => updateOf(name, say))
      .filter(({ wish }) => !openJob(jobs, wish)),
    smaller: smaller && isNew(smaller.wish) ? smaller : null,
    isGuarded: jobs.some((job) => isDownload(job) && job.is !== 'running' && job.is !== 'done'),
    others: lines.filter((one) => !isAboutModel(one)),
    gaps: gapsOf(ready, 'claw', viewing).filter(({ wish }) => isNew(wish)),
    wishes: todo.filter(({ kind }) => mayDownload || !needsNet(kind)),
    checks: ready.wishes
      .filter(({ isHere }) => isHere)
      .map(({ name }) => ({ kind: 'deep', what: name, isForced: false })),
    isChecking: jobs.some((job) => job.kind === 'deep' && isOpen(job)),
  };
}

/** It cannot be done, or gone on with, without the internet. */
export const isOfNet = ({ kind }: Pick<JobWish, 'kind'>): boolean => needsNet(kind);

const isAboutModel = (line: JobLine): boolean => isDownload(line) || line.kind === 'deep';

/** What is already being done about a wish. */
export const openJob = (
  jobs: readonly ToldJob[],
  wish: Pick<JobWish, 'kind' | 'what'>,
): ToldJob | undefined => jobs.find((job) => job.id === jobIdOf(wish) && isOpen(job));

type Head = Pick<Preparing, 'tone' | 'head' | 'sub' | 'share' | 'isBusy'>;

/** What is under way; else how much there is to do; else that all is here, and where it is not, that it takes a choice. */
function headOf({ ready, jobs }: PrepareAsk, todo: readonly JobWish[], say: Say): Head {
  const all = overallOf(jobs);
  if (all) return busyHead(all, say);
  const proved = ready.of === 0 ? 0 : ready.proved / ready.of;
  const rest = { share: proved, isBusy: false, sub: '' };
  const left = jobs.filter(({ is, id }) => isStuck(is) && !todo.some((wish) => jobIdOf(wish) === id));
  const n = todo.length + left.length;
  if (ready.state === 'checking') return { ...rest, tone: 'mute', head: say('ready.checking') };
  if (n > 0)
    return {
      ...{ ...rest, tone: 'warn', sub: weighSay(ready, todo, say) },
      head: n === 1 ? say('prep.todoOne') : say('prep.todo', { n }),
    };
  if (isAllHere(ready)) return { ...rest, tone: 'good', head: say('prep.done'), share: 1 };
  const tone = ready.state === 'no' ? 'bad' : 'warn';
  return { ...rest, tone, head: say(`ready.${ready.state}`), sub: say('prep.nothing') };
}

const isStuck = (is: ToldJob['is']): boolean => is === 'stopped' || is === 'failed';

const busyHead = (all: Overall, say: Say): Head => ({
  ...{ tone: 'busy', head: say('prep.head'), sub: overallSay(all, say), share: all.share ?? 0, isBusy: true },
});

/** Of models and agent nothing is missing; what else there is cannot be fetched. */
const isAllHere = ({ items }: ToldReady): boolean =>
  items.every(
    ({ group, state }) =>
      (group !== 'models' && group !== 'claw') || state === 'ok' || state === 'not-wanted',
  );

function weighSay({ items }: ToldReady, todo: readonly JobWish[], say: Say): string {
  const bytes = items.flatMap((one) => {
    const wish = wishOf(one);
    const isComing =
      wish !== null && needsNet(wish.kind) && todo.some((one) => jobIdOf(one) === jobIdOf(wish));
    return isComing && one.fix?.do === 'job' && one.fix.bytes !== null ? [one.fix.bytes] : [];
  });
  const sum = bytes.reduce((total, one) => total + one, 0);
  return sum > 0 ? say('prep.need', { size: size(sum) }) : '';
}

function missingOf(ready: ToldReady, viewing: Viewing, say: Say): Offer[] {
  const wished = ready.wishes
    .filter(({ isHere, fits }) => !isHere && fits !== 'no')
    .map(({ name, bytes }) => ({
      ...pullOf(name, say),
      note: bytes === null ? say(ready.isSizing ? 'prep.sizing' : 'prep.noSize') : size(bytes),
    }));
  // A model whose files are damaged, and one to begin with where none is chosen.
  const others = gapsOf(ready, 'models', viewing);
  return [...wished, ...others.filter(({ id }) => !wished.some((one) => one.id === id))];
}

const pullOf = (name: string, say: Say, isForced = false): Omit<Offer, 'note'> => {
  const wish = { kind: 'pull', what: name, isForced } as const;
  return { id: jobIdOf(wish), name, label: say('ready.do.pull'), wish };
};

const bigOf = ({ wishes }: ToldReady): ToldWish[] => wishes.filter(({ fits }) => fits === 'no');

function bigOffer({ name, need, bytes }: ToldWish, { memory }: ToldReady, say: Say): BigOffer {
  const sizes = { a: size(need ?? 0), b: size(memory ?? 0) };
  return {
    ...pullOf(name, say, true),
    label: say('prep.force'),
    note: bytes === null ? '' : size(bytes),
    say: say('prep.toobig', { model: name, ...sizes }),
    sure: say('prep.forceSay', sizes),
  };
}

const updateOf = (name: string, say: Say): Offer => ({
  ...pullOf(name, say, true),
  label: say('prep.update'),
  note: '',
});

function smallerOffer({ ready }: PrepareAsk, say: Say): Offer | null {
  if (ready.memory === null || bigOf(ready).length === 0) return null;
  const preset = smallerThan(ready.memory);
  const known = [...ready.presets, ...ready.wishes].filter(({ name }) => name === preset?.name);
  if (!preset || known.some(({ isHere }) => isHere) || ready.wishes.some(({ name }) => name === preset.name))
    return null;
  const note = say('prep.smaller', { model: preset.name, size: size(preset.bytes) });
  return { ...pullOf(preset.name, say), note };
}

function gapsOf(ready: ToldReady, group: ItemGroup, viewing: Viewing): Offer[] {
  const say = speaker(viewing.lang);
  const able = new Set(fixesOf(ready).map(jobIdOf));
  return ready.items.flatMap((one) => {
    const wish = wishOf(one);
    if (wish === null || one.group !== group || !able.has(jobIdOf(wish))) return [];
    const { name, proof, label } = readyRow(one, viewing);
    return [{ id: jobIdOf(wish), name: jobName(wish, say), note: `${name}: ${proof}`, label, wish }];
  });
}
