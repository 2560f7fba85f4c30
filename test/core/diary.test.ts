import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf, markdownOf } from '../../main/core/diary/export.ts';
import {
  causeOf,
  type DiaryOutage,
  fold,
  keeping,
  linesOf,
  pruned,
  recent,
  recentlyTold,
  recordsOf,
  told,
} from '../../main/core/diary/outage.ts';
import { DiaryRecord, type ToldOutage } from '../../main/core/diary/record.ts';
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
import { readPages } from '../../main/engine/diary.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Noon, local time: days are the machine's own. */
const noon = new Date(2026, 10, 24, 12).getTime();

const began = (at: number, cause = 'upstream-dead', isDrill = false, id = at): DiaryRecord => ({
  ...({ v: 1, type: 'began' } as const),
  ...{ id, at, cause, evidence: ['dns 1.1.1.1:53: silent'], isDrill },
});
const changed = (id: number, at: number, cause: string): DiaryRecord => ({
  v: 1,
  type: 'cause',
  id,
  at,
  cause,
});
const still = (id: number, at: number, lasted = at - id, slept = 0): DiaryRecord => ({
  ...({ v: 1, type: 'still' } as const),
  ...{ id, at, slept, lasted },
});
const ended = (id: number, at: number, lasted = at - id, slept = 0): DiaryRecord => ({
  ...({ v: 1, type: 'ended' } as const),
  ...{ id, at, slept, lasted, isKnown: true },
});

const outage = (from: number, lasted: number, part: Partial<ToldOutage> = {}): ToldOutage => ({
  ...{ from, to: from + lasted, cause: 'upstream-dead', lasted, slept: 0 },
  ...{ isDrill: false, isEndKnown: true, ...part },
});

describe('records become outages', () => {
  test.each<[string, DiaryRecord[], object[]]>([
    ['a beginning alone goes on', [began(noon)], [{ from: noon, to: null, lasted: 0 }]],
    [
      'beginning and end',
      [began(noon), ended(noon, noon + hour)],
      [{ from: noon, to: noon + hour, lasted: hour, isEndKnown: true }],
    ],
    [
      'what was written twice counts once',
      [began(noon), began(noon), ended(noon, noon + hour), ended(noon, noon + 2 * hour)],
      [{ to: noon + hour, lasted: hour }],
    ],
    [
      'a second beginning: the end of the first was never written',
      [began(noon), still(noon, noon + minute), began(noon + hour)],
      [
        { to: noon + minute, lasted: minute, isEndKnown: false },
        { from: noon + hour, to: null, isEndKnown: true },
      ],
    ],
    ['an end without a beginning is passed over', [ended(noon, noon + hour)], []],
    [
      'nothing happens after the end',
      [began(noon), ended(noon, noon + 1), changed(noon, noon + 2, 'captive')],
      [{ causes: [{}] }],
    ],
    [
      'a drill is marked as one',
      [began(noon, 'link-down', true), ended(noon, noon + minute)],
      [{ isDrill: true }],
    ],
    [
      'how far it is known grows with what is written',
      [began(noon), changed(noon, noon + minute, 'captive')],
      [{ to: null, seenAt: noon + minute, lasted: minute }],
    ],
  ])('%s', (_title, records, outages) => {
    expect(fold([], records)).toMatchObject(outages);
    expect(fold([], records)).toHaveLength(outages.length);
  });

  test.each([
    ['one cause', [began(noon)], 'upstream-dead'],
    [
      'the longer of two',
      [began(noon), changed(noon, noon + 10, 'captive'), ended(noon, noon + hour)],
      'captive',
    ],
    [
      'the first, when it held longer',
      [began(noon), changed(noon, noon + hour, 'captive'), ended(noon, noon + hour + 1)],
      'upstream-dead',
    ],
    [
      'a cause that came twice counts twice',
      [
        began(noon),
        changed(noon, noon + 40, 'captive'),
        changed(noon, noon + 100, 'upstream-dead'),
        ended(noon, noon + 130),
      ],
      'upstream-dead',
    ],
  ])('the cause: %s', (_title, records, cause) => {
    const [found] = fold([], records);
    expect(found && causeOf(found, noon + 5)).toBe(cause);
  });

  test('one that goes on has lasted until now; whoever is told it in tens of seconds hears no news every second', () => {
    const outages = fold([], [began(noon), still(noon, noon + minute, 50_000, 10_000)]);
    const [open] = outages;
    expect(open && told(open, noon + 2 * minute)).toMatchObject({ to: null, lasted: 110_000, slept: 10_000 });
    expect(recentlyTold(outages, noon + 2 * minute + 3_000)).toMatchObject([{ lasted: 110_000 }]);
  });

  test('written again, they tell the same; the file is read by the schema', () => {
    const records = [
      began(noon),
      changed(noon, noon + 5, 'captive'),
      ended(noon, noon + hour, 30 * minute, 30 * minute),
      began(noon + day),
    ];
    const outages = fold([], records);
    expect(fold([], outages.flatMap(recordsOf))).toEqual(outages);
    expect(readPages(linesOf(records))).toEqual({ records, foreign: [], garbled: 0, isTorn: false });
  });

  test.each([
    [{ v: 1, type: 'began', id: 1, at: 1, cause: '=cmd()' }, false],
    [{ v: 1, type: 'began', id: 1, at: 1e300, cause: 'captive' }, false],
    [{ v: 1, type: 'began', id: 1, at: -1, cause: 'captive' }, false],
    [{ v: 1, type: 'began', id: 1, at: 1, cause: 'captive', evidence: Array(9).fill('x') }, false],
    [{ v: 2, type: 'began', id: 1, at: 1, cause: 'captive' }, false],
    [{ v: 1, type: 'began', id: 1, at: 1, cause: 'a-later-cause' }, true],
  ])('%j is a record: %s', (value, isOne) => {
    expect(DiaryRecord.safeParse(value).success).toBe(isOne);
  });
});

describe('what stays', () => {
  const past = (at: number): DiaryOutage[] => [...fold([], [began(at), ended(at, at + minute)])];

  test('nothing older than 400 days, and one that goes on always', () => {
    const outages = [
      ...past(noon - 401 * day),
      ...past(noon - 399 * day),
      ...fold([], [began(noon - 500 * day)]),
    ];
    expect(pruned(outages, noon, keeping.size)).toEqual(outages.slice(1));
  });

  test('when it is too much the oldest go, and what stays is within the bound', () => {
    const outages = Array.from({ length: 100 }, (_, index) => past(noon + index * hour)).flat();
    const kept = pruned(outages, noon + 200 * hour, 5_000);
    expect(kept).toEqual(outages.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(5);
    expect(linesOf(kept.flatMap(recordsOf)).length).toBeLessThanOrEqual(5_000);
    expect(pruned(outages, noon, keeping.size)).toHaveLength(100);
  });

  test('faces are told a week of it, and 50 at most', () => {
    const outages = [
      ...past(noon - 8 * day),
      ...Array.from({ length: 60 }, (_, index) => past(noon - hour + index)).flat(),
    ];
    expect(recent(outages, noon)).toEqual(outages.slice(-50));
    expect(recent(outages.slice(0, 2), noon)).toEqual(outages.slice(1, 2));
  });
});

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

describe('the file', () => {
  /** Anything that may happen, in any order and with any numbers. */
  const record = fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: hour }),
      fc.constantFrom(...(['began', 'cause', 'still', 'ended'] as const)),
    )
    .map(([id, more, type]): DiaryRecord => {
      const at = noon + id * hour + more;
      return {
        began: began(at, 'captive', more % 2 === 0, id),
        cause: changed(id, at, 'captive'),
        still: still(id, at, more),
        ended: ended(id, at, more),
      }[type];
    });

  test('cut at any byte it loses at most the torn line, and what is added later is all there', () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 12 }),
        fc.array(record, { maxLength: 4 }),
        fc.nat(),
        (before, after, at) => {
          const whole = linesOf(before);
          const cut = whole.slice(0, at % (whole.length + 1));
          const complete = cut.split('\n').length - 1;
          const found = readPages(cut);
          expect(found.records.slice(0, complete)).toEqual(before.slice(0, complete));
          expect(found.records.length - complete, 'a last line may lack its end only').toBeLessThanOrEqual(1);
          expect(found.garbled).toBe(0);
          const added = `${cut}${cut === '' || cut.endsWith('\n') ? '' : '\n'}${linesOf(after)}`;
          expect(readPages(added).records).toEqual([...found.records, ...after]);
          expect(readPages(added).garbled).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 500, seed: 20_261_124 },
    );
  });

  test('whatever the records are, outages make sense', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        const outages = fold([], records);
        expect(new Set(outages.map(({ id }) => id)).size).toBe(outages.length);
        expect(outages.filter(({ to }) => to === null).length).toBeLessThanOrEqual(1);
        expect(outages.every(({ causes }) => causes.length >= 1 && causes.length <= keeping.causes)).toBe(
          true,
        );
        expect(fold([], outages.flatMap(recordsOf)).map(({ id, to }) => [id, to])).toEqual(
          outages.map(({ id, to }) => [id, to]),
        );
      }),
      { numRuns: 500, seed: 20_261_124 },
    );
  });

  test.each([
    ['', 0],
    ['\n\n\n', 0],
    ['nonsense\n{"v":1}\n[]\nnull\n', 4],
    [`${'\u0000'.repeat(50)}\n`, 1],
    ['{"v":2,"type":"something of tomorrow"}\n', 0],
  ])('%j: %d lines make no sense', (text, garbled) => {
    expect(readPages(text)).toMatchObject({ records: [], garbled });
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
