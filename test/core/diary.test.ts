import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keeping } from '../../main/core/diary/keeping.ts';
import {
  causeOf,
  type DiaryOutage,
  fold,
  linesOf,
  pruned,
  recent,
  recentlyTold,
  recordsOf,
  told,
} from '../../main/core/diary/outage.ts';
import { DiaryRecord } from '../../main/core/diary/record.ts';
import { readPages } from '../../main/engine/diary.ts';
import { began, changed, day, ended, hour, minute, noon, still } from '../fakes/diary.ts';

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
    expect(recentlyTold(outages, [], noon + 2 * minute + 3_000).outages).toMatchObject([{ lasted: 110_000 }]);
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

  test('faces are told a week of it, 50 at most, and 100 at most of the month before', () => {
    const outages = [
      ...past(noon - 32 * day),
      ...Array.from({ length: 120 }, (_, index) => past(noon - 9 * day + index)).flat(),
      ...Array.from({ length: 60 }, (_, index) => past(noon - hour + index)).flat(),
    ];
    const { outages: late, earlier } = recentlyTold(recent(outages, noon), [], noon);
    expect(late.map(({ from }) => from)).toEqual(outages.slice(-50).map(({ from }) => from));
    expect(earlier).toHaveLength(100);
    expect(earlier.at(-1)?.from).toBe(outages.at(-51)?.from);
    expect(recentlyTold(outages.slice(0, 2), [], noon)).toMatchObject({ outages: [], earlier: [{}] });
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
