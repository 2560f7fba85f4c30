import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf, markdownOf } from '../../main/core/diary/export.ts';
import type { ToldAiMark, ToldOutage } from '../../main/core/diary/record.ts';
import {
  causesOf,
  daysOf,
  isWithin,
  lastedWithin,
  nameOfDay,
  totalOf,
} from '../../main/core/diary/totals.ts';
import { diaryNav, diaryView } from '../../main/core/diary/view.ts';
import { sentence } from '../../main/core/sentence.ts';
import { Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { unsaved } from '../../main/core/unsaved.ts';
import { speaker } from '../../main/core/words.ts';
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
    const ai = { stopped: minute, partly: 0, known: 4 * minute };
    const odd = {
      ...outage(noon, minute, { to: null, cause: 'captive', ai }),
      evidence: ['=1+1', 'a "b", c'],
    };
    expect(
      csvOf([{ ...outage(noon, 90_000, { slept: 5_000 }), evidence: ['dns 1.1.1.1:53: silent'] }, odd]),
    ).toBe(
      [
        'from,to,cause,lasted_s,slept_s,is_drill,is_end_known,evidence,ai_stopped_s,ai_partly_s,ai_known_s',
        `${new Date(noon).toISOString()},${new Date(noon + 90_000).toISOString()},upstream-dead,90,5,false,true,dns 1.1.1.1:53: silent,,,`,
        `${new Date(noon).toISOString()},,captive,60,0,false,true,"'=1+1; a ""b"", c",60,0,240`,
        '',
      ].join('\r\n'),
    );
  });

  test.each([
    ['disk-full', 'ENOSPC', /^Not saved, the disk is full: \/a\/b\.csv\. Make room/],
    ['not-writable', 'EACCES', /^Not saved, this app may not write there: \/a\/b\.csv\./],
    ['not-writable', 'EROFS', /may not write there/],
    ['not-writable', 'ENOENT', /^Not saved, that folder is not there: \/a\. Make it/],
    ['not-writable', 'ENOTDIR', /^Not saved \(ENOTDIR\): \/a\/b\.csv\. Choose another place/],
    ['file-there', 'EEXIST', /^Not saved, \/a\/b\.csv is there already\. Choose another name/],
    ['not-writable', 'EISDIR', /^Not saved \(EISDIR\): \/a\/b\.csv\. Choose another place/],
  ] as const)('a file that cannot be saved: %s, %s', (code, detail, words) => {
    const problem = unsaved({ code, about: '/a/b.csv', detail });
    expect(sentence(problem, speaker('en'))).toMatch(words);
    expect(sentence(problem, speaker('ko'))).toContain('/a');
  });

  test('Markdown: the sum and a table, the newest first', () => {
    const window = { from: 0, until: noon + day };
    const outages = [
      outage(noon, 5 * minute, { cause: 'dns-broken', ai: { stopped: 0, partly: 0, known: 5 * minute } }),
      outage(noon + hour, minute, { isDrill: true }),
    ];
    const marks = [{ at: noon - day, is: 'works' as const }];
    const text = markdownOf({ outages, marks }, window, { lang: 'en', now: noon + day });
    expect(text.split('\n')).toEqual([
      '1 outage, 5 min. Your AI never stopped.',
      '',
      '| When | Cause | Length | AI |',
      '| --- | --- | --- | --- |',
      '| Nov 24, 2026, 13:00 – Nov 24, 2026, 13:01 | Down | 1 min, a drill, not counted |  |',
      '| Nov 24, 2026, 12:00 – Nov 24, 2026, 12:05 | DNS broken | 5 min | AI kept working |',
      '',
    ]);
    expect(markdownOf({ outages: [], marks: [] }, window, { lang: 'ko', now: noon })).toBe(
      '기록된 끊김이 없습니다. AI가 작동했는지는 알 수 없습니다.\n',
    );
  });
});

describe('in words', () => {
  const view = (
    outages: readonly ToldOutage[],
    span: 'day' | 'week' | 'month',
    now: number,
    lang: 'en' | 'ko' = 'en',
    marks: readonly ToldAiMark[] = [],
  ) => diaryView({ outages, marks }, span, { lang, now });

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

  test('the line: what the AI did is drawn up to now, stops beside it, and what nobody saw as dots', () => {
    const marks = [
      { at: noon - 20 * hour, is: 'works' as const },
      { at: noon - 8 * hour, is: 'asleep' as const },
      { at: noon - 4 * hour, is: 'stopped' as const },
      { at: noon - 2 * hour, is: 'works' as const },
    ];
    const seen = view([], 'day', noon, 'en', marks);
    const [lane] = seen.lanes;
    expect(lane?.line.map(({ is, from, to }) => [is, Math.round(from * 24), Math.round(to * 24)])).toEqual([
      ['bare', 0, 4],
      ['works', 4, 16],
      ['dots', 16, 20],
      ['works', 22, 24],
    ]);
    expect(lane?.stops).toHaveLength(1);
    expect(seen.legend).toEqual(['ai', 'stopped', 'asleep']);
    expect(seen.rows, 'a stop without an outage has a row of its own').toMatchObject([
      { cause: 'AI stopped, no outage', length: '2 h', mark: 'part', when: 'Today 08:00', to: '10:00' },
    ]);
    const week = view([], 'week', noon, 'en', marks);
    expect(week.lanes.at(-1)?.line.at(-1)?.to, 'today goes to now').toBeCloseTo(0.5, 3);
  });

  test('a month is thirty lines, every seventh with its day', () => {
    const { lanes, rows } = view([outage(noon - 20 * day, hour)], 'month', noon);
    expect(lanes).toHaveLength(30);
    expect(lanes.filter(({ label }) => label !== '').map(({ label }) => label)).toEqual([
      ...['Oct 27', 'Nov 3', 'Nov 10', 'Nov 17', 'Nov 24'],
    ]);
    expect(lanes.flatMap(({ bars }) => bars)).toHaveLength(1);
    expect(rows).toMatchObject([{ day: 'Nov 4', from: '12:00', to: '13:00' }]);
  });

  test.each([
    [{ stopped: 0, partly: 0, known: hour }, 'good', 'AI kept working'],
    [{ stopped: 15 * minute, partly: 0, known: hour }, 'part', 'AI stopped 15 min'],
    [{ stopped: 0, partly: hour, known: hour }, 'part', 'AI partly worked'],
    [null, 'rest', ''],
  ])('beside an outage: %j is %s, “%s”', (ai, mark, words) => {
    expect(view([outage(noon - hour, minute, { ai })], 'day', noon).rows).toMatchObject([
      { mark, ai: words },
    ]);
  });

  test('without an outage: since when, in the last month or since it is watched', () => {
    expect(view([], 'day', noon).sum).toBe('No outage was recorded');
    expect(view([outage(noon - 3 * day, hour)], 'day', noon).sum).toBe('No outage since Nov 21');
    const marks = [{ at: noon - 5 * day, is: 'works' as const }];
    expect(view([], 'week', noon, 'en', marks).sum).toBe('No outage since Nov 19');
  });

  test('a line that flaps for weeks: what is left out is said', () => {
    const many = Array.from({ length: 150 }, (_, index) => outage(noon - (150 - index) * hour, minute));
    expect(view(many, 'week', noon).keep).toContain('Only the last 150 outages');
    expect(view(many, 'day', noon).keep).toBe('Kept on this Mac for 400 days.');
  });

  test('an engine of before the diary tells no outages, and that is no error', () => {
    const now = newState(0, noon);
    const { outages: _none, ...old } = snapshotOf(now, { owner: 'app', pid: 1, version: 'old' });
    expect(Snapshot.parse(old).outages).toEqual([]);
    const {
      aiTrack: _track,
      earlierOutages: _earlier,
      ...older
    } = snapshotOf(now, { owner: 'app', pid: 1, version: 'old' });
    expect(Snapshot.parse(older)).toMatchObject({ aiTrack: [], earlierOutages: [], internet: { trips: [] } });
  });
});
