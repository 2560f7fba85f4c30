import { describe, expect, test } from 'vitest';
import { noNetwork } from '../../main/core/network/new.ts';
import { countBeat, gradeLine } from '../../main/core/network/quality.ts';

const beatOf = (beat: number) =>
  ({ witness: 'dns', target: `witness ${beat % 6}`, family: 4, sentAt: beat * 1_000 }) as const;

/** A beat a second, each witness in its turn; how often the grade left "lossy". `seed` chooses which are lost. */
function flickers(share: number, seed: number): { left: number; isLossy: boolean } {
  let network = noNetwork(0);
  let [left, random] = [0, seed];
  for (let beat = 1; beat <= 300; beat += 1) {
    random = (random * 48_271) % 2_147_483_647;
    const isLost = random / 2_147_483_647 < share;
    const counted = countBeat(network, beatOf(beat), isLost, beat * 1_000);
    network = gradeLine(counted, beat * 1_000);
    if (counted.quality.isLossy && !network.quality.isLossy) left += 1;
  }
  return { left, isLossy: network.quality.isLossy };
}

describe('how well a line carries', () => {
  test.each([0.3, 0.4, 0.5])('a line that loses %f of its questions stays lossy', (share) => {
    const runs = Array.from({ length: 50 }, (_, index) => flickers(share, 1_000 + index * 7_919));
    expect(runs.filter(({ isLossy }) => isLossy).length).toBeGreaterThanOrEqual(49);
    expect(runs.filter(({ left }) => left > 1).length).toBeLessThanOrEqual(1);
  });

  test('one witness that is blocked is no lossy line', () => {
    let network = noNetwork(0);
    for (let beat = 1; beat <= 300; beat += 1)
      network = gradeLine(countBeat(network, beatOf(beat), beat % 6 === 0, beat * 1_000), beat * 1_000);
    expect(network.quality.isLossy).toBe(false);
  });

  test('one witness that is silent for a while, and one other lost beat, are no lossy line', () => {
    let network = noNetwork(0);
    for (let beat = 1; beat <= 60; beat += 1) {
      const isLost = (beat % 6 === 0 && beat > 24 && beat <= 42) || beat === 38;
      network = gradeLine(countBeat(network, beatOf(beat), isLost, beat * 1_000), beat * 1_000);
      expect(network.quality.isLossy, `beat ${beat}`).toBe(false);
    }
  });

  test('where only one witness is asked, it alone can show that the line is lossy', () => {
    let network = noNetwork(0);
    for (let beat = 1; beat <= 60; beat += 1) {
      const counted = countBeat(
        network,
        { ...beatOf(6), sentAt: beat * 1_000 },
        beat % 4 === 0,
        beat * 1_000,
      );
      network = gradeLine(counted, beat * 1_000);
    }
    expect(network.quality.isLossy).toBe(true);
  });

  test('a lossy line that heals is not lossy any more, though one witness stays blocked', () => {
    let network = noNetwork(0);
    for (let beat = 1; beat <= 140; beat += 1) {
      const isLost = beat % 6 === 0 || (beat < 60 && beat % 7 < 3);
      network = gradeLine(countBeat(network, beatOf(beat), isLost, beat * 1_000), beat * 1_000);
      if (beat === 59) expect(network.quality.isLossy).toBe(true);
    }
    expect(network.quality.isLossy).toBe(false);
  });
});
