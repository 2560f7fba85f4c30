import { MEMORY } from '../lab/behaviour.ts';
import type { FaultName, Lab } from '../lab/lab.ts';
import { sleep } from './follow.ts';
import { isRight, isWell, type Moments, type Outcome, score } from './score.ts';
import type { Settings } from './settings.ts';
import { freeze, type Speaker, thaw } from './speaker.ts';
import type { Case } from './truth.ts';

/** What a round works with. */
export interface Ring {
  readonly lab: Lab;
  readonly speakers: readonly Speaker[];
  readonly settings: Settings;
}

/** Milliseconds: nobody is waited for longer; and the least an outage lasts. */
const MOST = 30_000;
const LEAST = 3_000;
/** After a harmless fault has gone, how long an alarm still counts as its. */
const ECHO = 5_000;

/** Milliseconds for everybody to get to know another line: as long as a router remembers a name, and a little. */
const ACQUAINT = (MEMORY + 10) * 1_000;

/** Runs one case once and judges everybody. */
export function playRound(ring: Ring, one: Case): Promise<Outcome[]> {
  if (one.on === undefined) return play(ring, one);
  return onLine(ring.lab, one.on, async () => {
    await sleep(ACQUAINT);
    return play(ring, one);
  });
}

/** Does something while the line is like that. */
export async function onLine<T>(lab: Lab, line: FaultName, act: () => Promise<T>): Promise<T> {
  await lab.fault(line);
  try {
    return await act();
  } finally {
    await lab.fault(line, false);
  }
}

async function play(ring: Ring, one: Case): Promise<Outcome[]> {
  await settle(ring);
  const befores = ring.speakers.map((speaker) => speaker.said.length);
  const moments = await plays[one.kind](ring, one);
  return ring.speakers.map((speaker, at) => {
    const said = speaker.said.slice(Math.max(0, (befores[at] ?? 0) - 1));
    return score(one, speaker.checker.name, said, moments);
  });
}

/** Everybody says up again; then a pause of random length, so that nobody's clock is in step with the faults. */
async function settle({ speakers }: Ring): Promise<void> {
  await everybodyWell(speakers);
  await sleep(10_000 + Math.random() * 5_000);
  const gone = speakers.find((speaker) => speaker.exitCode() !== null);
  if (gone) throw new Error(`${gone.checker.name} has ended by itself with code ${gone.exitCode()}.`);
}

async function everybodyWell(speakers: readonly Speaker[]): Promise<void> {
  await Promise.all(
    speakers.map((speaker) => speaker.until((said) => isWell(speaker.checker.name, said), MOST)),
  );
}

/** Everybody who can see this has said so and has had a moment to think again. */
async function everybodySaw({ speakers }: Ring, one: Case): Promise<void> {
  const seeing = speakers.filter(({ checker }) => one.sees?.includes(checker.name));
  await Promise.all(seeing.map((one_) => one_.until((said) => isRight(one, one_.checker.name, said), MOST)));
}

const plays: Record<Case['kind'], (ring: Ring, one: Case) => Promise<Moments>> = {
  async outage(ring, one) {
    const cut = performance.now();
    await ring.lab.fault(one.fault);
    await Promise.all([everybodySaw(ring, one), sleep(LEAST)]);
    await sleep(Math.random() * 2_000);
    const healed = performance.now();
    await ring.lab.fault(one.fault, false);
    await everybodyWell(ring.speakers);
    return { cut, healed, end: performance.now() };
  },
  async harmless(ring, one) {
    const cut = performance.now();
    await ring.lab.fault(one.fault);
    await sleep(one.lasts ?? ring.settings.hold);
    const healed = performance.now();
    await ring.lab.fault(one.fault, false);
    await sleep(ECHO);
    return { cut, healed, end: performance.now() };
  },
  async flapping(ring, one) {
    const cut = performance.now();
    for (let turn = 0; turn < 4; turn += 1) {
      await ring.lab.fault(one.fault);
      await sleep(3_000);
      await ring.lab.fault(one.fault, false);
      if (turn < 3) await sleep(3_000);
    }
    const healed = performance.now();
    await sleep(LEAST);
    await everybodyWell(ring.speakers);
    await sleep(ECHO);
    return { cut, healed, end: performance.now() };
  },
  async sleep(ring, one) {
    const cut = await whileAsleep(ring, () => ring.lab.fault(one.fault));
    await Promise.all([everybodySaw(ring, one), sleep(LEAST)]);
    const healed = await whileAsleep(ring, () => ring.lab.fault(one.fault, false));
    await everybodyWell(ring.speakers);
    return { cut, healed, end: performance.now() };
  },
};

/** Everybody stands still and the world changes meanwhile; gives the moment of waking. */
async function whileAsleep({ speakers, settings }: Ring, change: () => Promise<void>): Promise<number> {
  speakers.forEach(freeze);
  try {
    await sleep(settings.sleep / 2);
    await change();
    await sleep(settings.sleep / 2);
  } finally {
    speakers.forEach(thaw);
  }
  return performance.now();
}
