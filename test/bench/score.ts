import type { Said } from './speaker.ts';
import type { Case, CheckerName } from './truth.ts';

/** The moments of one run, ms on performance.now(). */
export interface Moments {
  /** The fault came, or the checkers woke into it. */
  readonly cut: number;
  /** It went, or the checkers woke without it. */
  readonly healed: number;
  readonly end: number;
}

/** What one checker made of one run. */
export interface Outcome {
  readonly fault: string;
  readonly checker: CheckerName;
  /** Milliseconds to the right verdict, and back; null when it never came. */
  readonly down: number | null;
  readonly back: number | null;
  /** What it said between the heal and being well. */
  readonly backWords: readonly string[];
  /** The right verdict still stood when the fault went. */
  readonly isHeld: boolean;
  /** It said down while the internet worked, how often and for how many ms. */
  readonly alarms: number;
  readonly wrongMs: number;
  /** What it said then. */
  readonly wrongWords: readonly string[];
  /** Changes between up and down. */
  readonly flips: number;
  /** The words it used, in order. */
  readonly words: readonly string[];
}

type Turn = Pick<Said, 'at' | 'isUp' | 'word'>;

/** Whether this is the right thing to say during the outage. */
export function isRight(one: Case, checker: CheckerName, said: Pick<Said, 'isUp' | 'word'>): boolean {
  return checker === 'ours' ? one.right.includes(said.word) : said.isUp === false;
}

/** Whether this is what a healthy line deserves; ours must say it without a "but". */
export function isWell(checker: CheckerName, said: Pick<Said, 'isUp' | 'word'>): boolean {
  return checker === 'ours' ? said.word === 'online' : said.isUp === true;
}

/** Whether it is wrong to say this while the internet works. */
function isFalse(one: Case, checker: CheckerName, said: Turn): boolean {
  if (one.kind !== 'harmless' || checker !== 'ours') return said.isUp === false;
  return said.isUp !== null && !one.right.includes(said.word);
}

/** How long and how often `is` was true of what was being said between two moments. */
function spans(turns: readonly Turn[], from: number, to: number, is: (turn: Turn) => boolean) {
  let [ms, times, was] = [0, 0, false];
  const words: string[] = [];
  turns.forEach((turn, index) => {
    const begin = Math.max(turn.at, from);
    const end = Math.min(turns[index + 1]?.at ?? to, to);
    const isTrue = end > begin && is(turn);
    if (isTrue) ms += end - begin;
    if (isTrue) words.push(turn.word);
    if (isTrue && !was) times += 1;
    if (end > begin) was = isTrue;
  });
  return { ms, times, words };
}

function flipsIn(turns: readonly Turn[], from: number): number {
  const sides = turns.filter(({ isUp }) => isUp !== null);
  return sides.filter((turn, at) => at > 0 && turn.at >= from && turn.isUp !== sides[at - 1]?.isUp).length;
}

/** The last moment at which it turned to well, counted from the heal; null when it is not well at the end. */
function settledAfter(turns: readonly Turn[], checker: CheckerName, healed: number): number | null {
  const last = turns.at(-1);
  if (last === undefined || !isWell(checker, last)) return null;
  return Math.max(0, last.at - healed);
}

/** Judges what a checker said during a run. `said` begins with what it said when the run began. */
export function score(one: Case, checker: CheckerName, said: readonly Turn[], m: Moments): Outcome {
  const during = said.filter(({ at }) => at >= m.cut && at < m.healed);
  const found = during.find((turn) => isRight(one, checker, turn));
  const atHeal = said.filter(({ at }) => at < m.healed).at(-1);
  const isOutage = one.kind === 'outage' || one.kind === 'sleep';
  const late = said.filter(({ at }) => at >= m.healed);
  const wasUp = atHeal === undefined || atHeal.isUp === true;
  const back = isOutage && !wasUp ? late.find((turn) => isWell(checker, turn)) : undefined;
  // After an outage only what turns down afresh is false; staying down a little is the time to recovery.
  const ended = wasUp ? m.healed : (back?.at ?? m.end);
  const from = isOutage ? ended : m.cut;
  const wrong = spans(said, from, m.end, (turn) => isFalse(one, checker, turn));
  const settled = one.kind === 'flapping' ? settledAfter(said, checker, m.healed) : null;
  return {
    ...{ fault: one.name, checker },
    down: isOutage && found ? found.at - m.cut : null,
    back: back ? back.at - m.healed : settled,
    backWords: back ? late.slice(0, late.indexOf(back)).map(({ word }) => word) : [],
    isHeld: atHeal !== undefined && isRight(one, checker, atHeal),
    alarms: one.kind === 'flapping' ? 0 : wrong.times,
    wrongMs: one.kind === 'flapping' ? 0 : wrong.ms,
    wrongWords: one.kind === 'flapping' ? [] : wrong.words,
    flips: flipsIn(said, m.cut),
    words: during.map(({ word }) => word),
  };
}
