import { describe, expect, test } from 'vitest';
import { comparison } from '../../main/core/drill/compare.ts';
import { mostReports, type Report } from '../../main/core/drill/report.ts';
import { endSay } from '../../main/core/drill/say.ts';
import { stripOf } from '../../main/core/drill/strip.ts';
import { withProofs } from '../../main/core/ready/proofs.ts';
import { newState } from '../../main/core/state.ts';
import { passedSteps, report, step } from '../fakes/drills.ts';

const now = Date.UTC(2026, 10, 24, 9);
const viewing = { lang: 'en', now, isAway: false } as const;
const day = 86_400_000;

describe('compared with the one before', () => {
  const before = report({ at: now - 3 * day, figures: { loadMs: 24_600, firstMs: 1_400, speed: 6.2 } });
  const lines = (last: Report, was: Report | null, lang: 'en' | 'ko' = 'en') =>
    comparison(last, was, { ...viewing, lang })?.lines ?? null;

  test.each<[string, Partial<Report>, Partial<Report>, readonly string[] | null]>([
    [
      'what has changed, and nothing else',
      {},
      {},
      ['First token 0.9 s, was 1.4 s', 'Speed 6.8 tokens/s, was 6.2 tokens/s'],
    ],
    [
      'what reads the same has not changed',
      { figures: { loadMs: 24_630, firstMs: 1_380, speed: 6.24 } },
      {},
      null,
    ],
    [
      'what was not measured then cannot be compared',
      {},
      { figures: { loadMs: null, firstMs: null, speed: null } },
      null,
    ],
    [
      'another end',
      { figures: before.figures },
      { outcome: 'stopped', end: 'person' },
      ['Then: Drill stopped'],
    ],
    [
      'another model',
      { figures: before.figures },
      { model: 'llama3.3' },
      ['It asked another model then: llama3.3'],
    ],
    ['no model was known then', { figures: before.figures }, { model: '' }, null],
  ])('%s', (_title, last, was, said) => {
    expect(lines(report({ at: now, ...last }), { ...before, ...was })).toEqual(said);
  });

  test('the first has none before it; the day is said, and Korean is Korean', () => {
    expect(lines(report(), null)).toBeNull();
    expect(comparison(report(), before, viewing)?.title).toBe('Compared with Nov 21');
    expect(comparison(report(), before, { ...viewing, lang: 'ko' })).toEqual({
      title: '지난 훈련(11월 21일)과 비교',
      lines: ['첫 토큰 0.9초, 지난번 1.4초', '속도 초당 6.8토큰, 지난번 초당 6.2토큰'],
    });
  });
});

describe('the steps over time', () => {
  test('each begins where the one before has ended, and together they fill it', () => {
    const strip = stripOf(report(), viewing);
    const bars = strip?.bars ?? [];
    expect(bars.map(({ id }) => id)).toEqual(
      passedSteps.flatMap(({ id, is }) => (is === 'left' ? [] : [id])),
    );
    expect(bars[0]?.from).toBe(0);
    expect(bars.at(-1)?.to).toBeCloseTo(1);
    for (const [n, { from }] of bars.entries()) if (n > 0) expect(from).toBe(bars[n - 1]?.to);
    expect(strip?.ticks.map(({ label }) => label)).toEqual(['0', '30', '60', '90']);
  });

  test('what was not done has no bar, and where nothing took time there is no picture', () => {
    const some = [
      step('warm', 'pass', 3_000),
      step('claw', 'fail', 1_000),
      step('lan', 'todo'),
      step('egress', 'left'),
    ];
    const strip = stripOf({ level: 'check', steps: some }, viewing);
    expect(strip?.bars.map(({ id, mark, to }) => [id, mark, to])).toEqual([
      ['warm', 'good', 0.75],
      ['claw', 'bad', 1],
    ]);
    expect(strip?.ticks.map(({ label }) => label)).toEqual(['0', '1', '2', '3', '4']);
    expect(stripOf({ level: 'check', steps: [step('warm', 'todo')] }, viewing)).toBeNull();
  });
});

test.each([
  [41_400, '41 s'],
  [60_000, '1 min'],
  [93_000, '1 min 33 s'],
  [119_700, '2 min'],
  [700_000, '12 min'],
])('how long Wi-Fi was off, in ms: %i', (offMs, len) => {
  expect(endSay(report({ offMs }), viewing).say).toBe(`Wi-Fi was off for ${len}. Your AI kept answering.`);
});

test('what decides whether it is ready is kept, however many there were since that touch nothing', () => {
  const base = newState(0, 0).ready.proofs;
  const all = [
    report({ at: 1, level: 'wifi', outcome: 'fail' }),
    report({ at: 2, level: 'app', outcome: 'pass' }),
    ...Array.from({ length: 30 }, (_, n) => report({ at: 3 + n, level: 'check', outcome: 'pass' })),
  ];
  const { drills } = all.reduce((proofs, drill) => withProofs(proofs, { drill }), base);
  expect(drills).toHaveLength(mostReports);
  expect(drills.slice(0, 3).map(({ at }) => at)).toEqual([1, 2, 15]);
  expect(drills.at(-1)?.at).toBe(32);
});
