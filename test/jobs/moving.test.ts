import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Progressed } from '../../main/core/jobs/job.ts';
import { type Moving, movedBy, rateOf, restOf, shareOf } from '../../main/core/jobs/moving.ts';

const heard = (done: number, total: number | null = 100, phase: Progressed['phase'] = 'downloading') => ({
  ...{ phase, done, total },
  unit: 'bytes' as const,
});
const through = (list: readonly (readonly [number, Progressed])[]): Moving =>
  list.reduce<Moving | null>((before, [at, progress]) => movedBy(before, progress, at), null) ??
  movedBy(null, heard(0), 0);

describe('how a job moves', () => {
  test('it never goes backwards: a server that fetches a part again has not lost the rest', () => {
    const moving = through([
      [0, heard(10)],
      [250, heard(60)],
      [500, heard(40)],
    ]);
    expect([moving.done, moving.grewAt]).toEqual([60, 250]);
  });

  test('bytes that are checked are others than bytes that came', () => {
    const moving = through([
      [0, heard(100)],
      [250, heard(5, 100, 'hashing')],
    ]);
    expect([moving.done, moving.phase]).toEqual([5, 'hashing']);
  });

  test('a total that gets known later, and one that grows', () => {
    const moving = through([
      [0, heard(10, null)],
      [250, heard(20, 80)],
      [500, heard(30, 200)],
      [750, heard(40, null)],
    ]);
    expect([moving.total, shareOf(moving)]).toEqual([200, 0.2]);
  });

  test('a total that is smaller than what is there is no total', () => {
    expect(
      shareOf(
        through([
          [0, heard(50)],
          [250, heard(50, 10)],
        ]),
      ),
    ).toBe(1);
  });

  test('its speed is that of the last ten seconds, and a rest is told from five on', () => {
    const steps = Array.from({ length: 41 }, (_, n) => [n * 250, heard(n * 10, 1_000)] as const);
    expect(rateOf(through(steps), 10_000)).toBe(40);
    expect(restOf(through(steps), 10_000)).toBe(15_000);
    expect(restOf(through(steps.slice(0, 16)), 3_750)).toBeNull();
  });

  test('where nothing comes any more there is no rest, and then no speed', () => {
    const steps = Array.from({ length: 21 }, (_, n) => [n * 250, heard(n, 1_000)] as const);
    expect(restOf(through(steps), 60_000)).toBeNull();
    expect(rateOf(through(steps), 60_000)).toBeNull();
  });

  test('whatever is heard: never backwards within what is counted, never more than all, never without end', () => {
    const any = fc.record({
      phase: fc.constantFrom('asking', 'downloading', 'hashing', 'writing'),
      unit: fc.constant('bytes' as const),
      done: fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constant(Number.NaN), fc.constant(1e300)),
      total: fc.option(fc.integer({ min: -5, max: 300 })),
    }) satisfies fc.Arbitrary<Progressed>;
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 60 }), (list) => {
        let before: Moving | null = null;
        list.forEach((progress, n) => {
          const next = movedBy(before, progress, n * 250);
          const isSame = before && (before.phase === 'hashing') === (next.phase === 'hashing');
          if (isSame && before) expect(next.done).toBeGreaterThanOrEqual(before.done);
          if (next.total !== null) expect(next.done).toBeLessThanOrEqual(next.total);
          const share = shareOf(next);
          if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
          expect(next.seen.length).toBeLessThan(60);
          before = next;
        });
      }),
    );
  });
});
