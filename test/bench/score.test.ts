import { describe, expect, test } from 'vitest';
import { type Moments, score } from './score.ts';
import { CASES, type Case } from './truth.ts';

const moments: Moments = { cut: 1_000, healed: 11_000, end: 20_000 };
const named = (name: string): Case => {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
};
const sides: Record<string, boolean | null> = { online: true, lossy: true, up: true, unknown: null };

/** `['online', 0], ['captive', 2_000]`: what was said when. */
const saying = (...turns: readonly (readonly [string, number])[]) =>
  turns.map(([word, at]) => ({ word, at, isUp: sides[word] === undefined ? false : (sides[word] ?? null) }));

describe('what a run is worth', () => {
  test('an outage is found, held and over', () => {
    const said = saying(['online', 0], ['captive', 2_500], ['online', 11_300]);
    expect(score(named('portal'), 'ours', said, moments)).toMatchObject({
      ...{ down: 1_500, back: 300, isHeld: true, alarms: 0, wrongMs: 0, flips: 2 },
    });
  });

  test('another word of ours is not the right one; of a peer any "down" is', () => {
    const ours = saying(['online', 0], ['upstream-dead', 2_500], ['captive', 6_000], ['online', 12_000]);
    expect(score(named('portal'), 'ours', ours, moments).down).toBe(5_000);
    const peer = saying(['up', 0], ['down', 2_500], ['up', 12_000]);
    expect(score(named('portal'), 'ping', peer, moments).down).toBe(1_500);
  });

  test('an outage that is forgotten is found and not held', () => {
    const said = saying(['up', 0], ['down', 2_000], ['up', 5_000]);
    expect(score(named('portal'), 'navigator', said, moments)).toMatchObject({
      ...{ down: 1_000, back: null, isHeld: false },
    });
  });

  test('who learns of it after the heal gives a false alarm', () => {
    const said = saying(['up', 0], ['down', 12_000], ['up', 14_000]);
    expect(score(named('blackhole'), 'is-online', said, moments)).toMatchObject({
      ...{ down: null, isHeld: false, alarms: 1, wrongMs: 2_000 },
    });
  });

  test('another cause on the way back is none', () => {
    const said = saying(
      ['online', 0],
      ['upstream-dead', 4_000],
      ['gateway-dead', 11_010],
      ['online', 11_900],
    );
    expect(score(named('blackhole'), 'ours', said, moments)).toMatchObject({
      ...{ back: 900, backWords: ['gateway-dead'], alarms: 0 },
    });
  });

  test.each([
    ['loss-30', ['lossy', 4_000], 0, 0],
    ['block-8.8.8.8', ['lossy', 4_000], 1, 16_000],
    ['corporate', ['captive', 4_000], 1, 16_000],
    ['v6-only', ['unknown', 4_000], 0, 0],
  ] as const)('%s: saying %j is an alarm %i times', (name, turn, alarms, wrongMs) => {
    const said = saying(['online', 0], turn);
    expect(score(named(name), 'ours', said, moments)).toMatchObject({ alarms, wrongMs });
  });

  test('a flapping line is counted in flips and in the time until it is well for good', () => {
    const said = saying(['up', 0], ['down', 2_000], ['up', 5_000], ['down', 9_000], ['up', 12_500]);
    expect(score(named('flapping-link'), 'ping', said, moments)).toMatchObject({ flips: 4, back: 1_500 });
  });
});
