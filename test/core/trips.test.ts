import { describe, expect, test } from 'vitest';
import { noNetwork } from '../../main/core/network/new.ts';
import { noteTrip, toldTrips, tripsKept } from '../../main/core/network/trips.ts';
import { tripsView } from '../../main/core/trips.ts';
import { speaker } from '../../main/core/words.ts';

const say = speaker('en');
const beat = (sentAt: number, part = {}) =>
  ({
    ...({ id: sentAt, witness: 'dns', target: '1.1.1.1:53', family: 4, detail: '' } as const),
    ...{ sentAt, isBeat: true, isProof: false, isKept: false, ...part },
  }) as const;

describe('the last round trips', () => {
  test('beats alone count; silence that is known later stands where it was asked', () => {
    let network = noNetwork(0);
    network = noteTrip(network, beat(1_000), 'ok', 12.4);
    network = noteTrip(network, beat(3_000), 'ok', 20.6);
    network = noteTrip(network, beat(2_000), 'silent', null);
    network = noteTrip(network, beat(4_000, { isBeat: false }), 'ok', 5);
    network = noteTrip(network, beat(5_000, { witness: 'resolver' }), 'ok', 5);
    network = noteTrip(network, beat(6_000), 'forged', 5);
    expect(toldTrips(network)).toEqual([12, null, 21]);
  });

  test('they are bounded, and those of another network are none', () => {
    let network = noNetwork(0);
    for (let at = 1; at <= 500; at += 1) network = noteTrip(network, beat(at), 'ok', at);
    expect(network.trips).toHaveLength(tripsKept);
    expect(toldTrips(network).at(0)).toBe(441);
    expect(toldTrips({ ...network, freshAt: 499 })).toEqual([499, 500]);
  });

  test.each([
    ['too few', [10, 20, 30], undefined],
    ['median and worst', [30, 10, 20, 12], 'median 12 ms, worst 30 ms'],
    ['some are lost', [10, null, 20, 12, null], 'median 12 ms, worst 20 ms, 2 of 5 lost'],
    ['all are lost', [null, null, null, null], 'no answer to the last 4'],
    ['a line without a distance', [0, 0, 0, 0], 'median 0 ms, worst 0 ms'],
  ])('%s', (_title, trips, words) => {
    const view = tripsView(trips, say);
    expect(view?.say).toBe(words);
    for (const point of view?.points ?? []) expect(point ?? 0).toBeLessThanOrEqual(1);
    if (view) expect(view.rows).toHaveLength(trips.length);
  });

  test('one late answer does not flatten the others', () => {
    const points = tripsView([20, 22, 18, 2_000, 20], say)?.points ?? [];
    expect(points[3]).toBe(1);
    expect(points[0]).toBeCloseTo(0.25);
  });
});
