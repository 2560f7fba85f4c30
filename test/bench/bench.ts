import type { Lab } from '../lab/lab.ts';
import { type Cost, costOf, eagerOutcomes, gentleCost, rememberingCost, type Skipped } from './alone.ts';
import { checkerOf } from './checkers.ts';
import { isSkipped, type Results } from './results.ts';
import { playRound, type Ring } from './rounds.ts';
import type { Outcome } from './score.ts';
import type { Settings } from './settings.ts';
import { startSpeaker } from './speaker.ts';
import type { Case } from './truth.ts';
import { seconds } from './words.ts';

/** What is collected while the bench runs. */
interface Book {
  readonly outcomes: Outcome[];
  readonly costs: Cost[];
  readonly eager: Outcome[];
  readonly notRun: string[];
}

/** Work that is done in any lab that is free. */
type Job<T> = (on: T) => Promise<void>;

/** Every worker takes the next job until none is left. */
async function workOff<T>(workers: readonly T[], jobs: readonly Job<T>[]): Promise<void> {
  const queue = [...jobs];
  const work = async (worker: T): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await job(worker);
  };
  await Promise.all(workers.map(work));
}

const say = (text: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Measures everybody alone, then everybody side by side; nothing that was started outlives it. */
export async function runBench(
  labs: readonly Lab[],
  settings: Settings,
  notRun: readonly string[],
): Promise<Results> {
  const book: Book = { outcomes: [], costs: [], eager: [], notRun: [...notRun] };
  // Whatever runs beside it would add to a checker's processor time.
  await workOff(labs.slice(0, 1), aloneJobs(settings, book));
  const rings = settings.cases.length === 0 ? [] : labs.map((lab) => startRing(lab, settings));
  try {
    await workOff(rings, roundJobs(settings, book));
  } finally {
    await Promise.all(rings.flatMap(({ speakers }) => speakers.map((speaker) => speaker.end())));
  }
  return book;
}

function startRing(lab: Lab, settings: Settings): Ring {
  return { lab, settings, speakers: settings.checkers.map((name) => startSpeaker(lab, checkerOf(name))) };
}

function aloneJobs(settings: Settings, book: Book): Job<Lab>[] {
  const keepCost = (what: string, found: Cost | Skipped): void => {
    if (isSkipped(found)) book.notRun.push(`${what}: ${found.skipped}`);
    else book.costs.push(found);
    say(`${what}: ${JSON.stringify(found)}`);
  };
  const { idle, checkers, cases } = settings;
  const costs = checkers.map((name) => async (lab: Lab) => {
    keepCost(`${name} alone`, await costOf(lab, name, settings));
  });
  const gentle = async (lab: Lab) => keepCost('ours alone, gentle', await gentleCost(lab, settings));
  const remembering = async (lab: Lab) =>
    keepCost('ours alone, remembering router', await rememberingCost(lab, settings));
  const eager = async (lab: Lab) => {
    const found = await eagerOutcomes(lab, settings);
    if (isSkipped(found)) book.notRun.push(`watch --eager: ${found.skipped}`);
    else book.eager.push(...found);
    say(`watch --eager: ${isSkipped(found) ? found.skipped : found.map(sketch).join(', ')}`);
  };
  const isOurs = checkers.includes('ours');
  const isEager = isOurs && cases.some(({ name }) => name === 'blackhole');
  return [
    ...(idle > 0 ? costs : []),
    ...(idle > 0 && isOurs ? [gentle, remembering] : []),
    ...(isEager ? [eager] : []),
  ];
}

function roundJobs(settings: Settings, book: Book): Job<Ring>[] {
  const rounds = Array.from({ length: settings.runs }, () => settings.cases).flat();
  return rounds.map((one: Case, at) => async (ring) => {
    const outcomes = await playRound(ring, one);
    book.outcomes.push(...outcomes);
    say(`${at + 1}/${rounds.length}  ${one.name}: ${outcomes.map(sketch).join(' | ')}`);
  });
}

/** A run in a few words, so that a person who waits can see it move. */
function sketch(outcome: Outcome): string {
  const { checker, down, back, backWords, alarms, wrongMs, wrongWords, flips, words } = outcome;
  const parts = [
    down === null ? '' : `down ${seconds(down)}`,
    back === null ? '' : `back ${seconds(back)}`,
    backWords.length > 0 ? `(by ${backWords.join(' ')})` : '',
    alarms > 0 ? `FALSE ${seconds(wrongMs)} ${wrongWords.join(' ')}` : '',
    flips > 0 ? `flips ${flips}` : '',
    checker === 'ours' ? `[${words.join(' ')}]` : '',
  ];
  return `${checker} ${parts.filter(Boolean).join(' ')}`;
}
