import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf, markdownOf } from '../../main/core/diary/export.ts';
import type { ToldOutage } from '../../main/core/diary/record.ts';
import {
  causesOf,
  daysOf,
  isWithin,
  lastedWithin,
  nameOfDay,
  totalOf,
} from '../../main/core/diary/totals.ts';
import { diaryNav, diaryView } from '../../main/core/diary/view.ts';
import { Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { day, hour, minute, noon, outage } from '../fakes/diary.ts';

describe('totals', () => {
  const all = { from: 0, until: noon + 30 * day };

  test('per day, over midnight in both; per cause; a drill in none', () => {
    const late = new Date(2026, 10, 24, 23).getTime();
    const outages = [
      outage(noon, 10 * minute),
      outage(late, 3 * hour, { cause: 'captive' }),
      outage(noon + day, hour, { isDrill: true }),
    ];
    expect(totalOf(outages, all, noon + 9 * day)).toEqual({ outages: 2, lasted: 190 * minute });
    expect(daysOf(outages, all, noon + 9 * day)).toEqual([
      { day: '2026-11-24', outages: 2, lasted: 70 * minute },
      { day: '2026-11-25', outages: 1, lasted: 120 * minute },
    ]);
    expect(causesOf(outages, all, noon + 9 * day)).toEqual([
      { cause: 'captive', outages: 1, lasted: 180 * minute },
      { cause: 'upstream-dead', outages: 1, lasted: 10 * minute },
    ]);
  });

  test('only what lies in the window counts', () => {
    const window = { from: noon + hour, until: noon + 2 * hour };
    expect(totalOf([outage(noon, 90 * minute)], window, noon + day)).toEqual({
      outages: 1,
      lasted: 30 * minute,
    });
    expect(isWithin(outage(noon, hour - 1), window)).toBe(false);
    expect(isWithin(outage(noon + 2 * hour, hour), window)).toBe(false);
    expect(isWithin(outage(noon, 0, { to: null }), window)).toBe(true);
  });

  test('a clock that was set back in it: the length stays, on the day it began', () => {
    const odd = outage(noon, 20 * minute, { to: noon - hour });
    expect(daysOf([odd], all, noon)).toEqual([{ day: '2026-11-24', outages: 1, lasted: 20 * minute }]);
  });

  test('windows that join add up to the whole, whatever was slept', () => {
    const moment = fc.integer({ min: 0, max: 10 * day });
    fc.assert(
      fc.property(
        moment,
        moment,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (start, span, cut, awake) => {
          const one = outage(noon + start, span, { lasted: Math.round(span * awake) });
          const parts = [
            { from: 0, until: noon + cut },
            { from: noon + cut, until: noon + 40 * day },
          ].map((window) => lastedWithin(one, window, noon + 40 * day));
          expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(one.lasted);
          const days = daysOf([one], { from: 0, until: noon + 40 * day }, noon + 40 * day);
          expect(days.reduce((sum, { lasted }) => sum + lasted, 0)).toBe(one.lasted);
          expect(days[0]?.day).toBe(nameOfDay(one.from));
        },
      ),
      { numRuns: 300, seed: 20_261_124 },
    );
  });
});

describe('for others', () => {
  test('CSV: a header, ISO times, quotes where needed, and no formula', () => {
    const odd = { ...outage(noon, minute, { to: null, cause: 'captive' }), evidence: ['=1+1', 'a "b", c'] };
    expect(
      csvOf([{ ...outage(noon, 90_000, { slept: 5_000 }), evidence: ['dns 1.1.1.1:53: silent'] }, odd]),
    ).toBe(
      [
        'from,to,cause,lasted_s,slept_s,is_drill,is_end_known,evidence',
        `${new Date(noon).toISOString()},${new Date(noon + 90_000).toISOString()},upstream-dead,90,5,false,true,dns 1.1.1.1:53: silent`,
        `${new Date(noon).toISOString()},,captive,60,0,false,true,"'=1+1; a ""b"", c"`,
        '',
      ].join('\r\n'),
    );
  });

  test('Markdown: the sum and a table, the newest first', () => {
    const window = { from: 0, until: noon + day };
    const outages = [
      outage(noon, 5 * minute, { cause: 'dns-broken' }),
      outage(noon + hour, minute, { isDrill: true }),
    ];
    const text = markdownOf(outages, window, { lang: 'en', now: noon + day });
    expect(text.split('\n')).toEqual([
      '1 outage, 5 min',
      '',
      '| When | Cause | Length |',
      '| --- | --- | --- |',
      '| Nov 24, 2026, 13:00 – Nov 24, 2026, 13:01 | Down | 1 min, a drill, not counted |',
      '| Nov 24, 2026, 12:00 – Nov 24, 2026, 12:05 | DNS broken | 5 min |',
      '',
    ]);
    expect(markdownOf([], window, { lang: 'ko', now: noon })).toBe('기록된 끊김이 없습니다\n');
  });
});

describe('in words', () => {
  const view = (
    outages: readonly ToldOutage[],
    span: 'day' | 'week',
    now: number,
    lang: 'en' | 'ko' = 'en',
  ) => diaryView(outages, span, { lang, now });

  test.each([
    ['today', outage(noon - hour, minute), 'Today 11:00'],
    ['this week', outage(noon - 2 * day, minute), 'Sun 12:00'],
    ['going on', outage(noon - hour, 0, { to: null }), 'Now, since 11:00'],
    ['going on since yesterday', outage(noon - day, 0, { to: null }), 'Now, since Nov 23, 12:00'],
  ])('when: %s', (_title, one, when) => {
    expect(view([one], 'week', noon).rows).toMatchObject([{ when }]);
  });

  test('one that goes on grows, without what was slept', () => {
    const open = outage(noon - hour, 10 * minute, { to: null, slept: 20 * minute });
    expect(view([open], 'day', noon)).toMatchObject({
      sum: '1 outage, 40 min',
      rows: [{ length: '40 min', note: '20 min asleep or not watched, not counted' }],
    });
    expect(diaryNav([open], { lang: 'en', now: noon })).toBe('outage now, 40 min');
  });

  test('a cause of a later version is not known; a drill and an unseen end are said', () => {
    const odd = outage(noon - hour, minute, { cause: 'solar-storm', isDrill: true, isEndKnown: false });
    expect(view([odd], 'day', noon).rows).toMatchObject([
      { cause: 'Cause not known', note: 'a drill, not counted · the end was not seen' },
    ]);
    expect(diaryNav([odd], { lang: 'en', now: noon })).toBe('no outage this week');
  });

  test('bars: in the lane of their day, cut at midnight, between 0 and 1', () => {
    const night = outage(new Date(2026, 10, 23, 18).getTime(), 12 * hour);
    const { lanes, ticks } = view([night], 'week', noon);
    expect(lanes.map(({ label }) => label)).toEqual([
      ...['Wed 18', 'Thu 19', 'Fri 20', 'Sat 21', 'Sun 22', 'Mon 23', 'Tue 24'],
    ]);
    expect(lanes.map(({ bars }) => bars.map(({ from, to }) => [from, to]))).toEqual([
      ...[[], [], [], [], [], [[0.75, 1]], [[0, 0.25]]],
    ]);
    expect(ticks.map(({ label }) => label)).toEqual(['00:00', '06:00', '12:00', '18:00', '24:00']);
    const dayView = view([night], 'day', noon);
    expect(dayView.lanes).toHaveLength(1);
    expect(dayView.lanes[0]?.bars[0]?.from).toBeCloseTo(0.25, 5);
    expect(dayView.ticks.map(({ label }) => label)).toEqual(['18:00', '00:00', '06:00', '12:00']);
  });

  test('an engine of before the diary tells no outages, and that is no error', () => {
    const now = newState(0, noon);
    const { outages: _none, ...old } = snapshotOf(now, { owner: 'app', pid: 1, version: 'old' });
    expect(Snapshot.parse(old).outages).toEqual([]);
  });
});
