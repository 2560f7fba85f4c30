import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aiTotalSay } from '../../main/core/diary/ai-say.ts';
import { keeping } from '../../main/core/diary/keeping.ts';
import { fold, linesOf } from '../../main/core/diary/outage.ts';
import { aiWas, DiaryRecord } from '../../main/core/diary/record.ts';
import {
  type AiMark,
  aiTotals,
  foldTrack,
  leftTrack,
  noTrack,
  prunedTrack,
  spansOf,
  thinned,
  toldTrack,
  trackRecords,
  trackSince,
} from '../../main/core/diary/track.ts';
import { speaker } from '../../main/core/words.ts';
import { readPages } from '../../main/engine/diary.ts';
import { began, day, ended, hour, minute, noon } from '../fakes/diary.ts';

const ai = (at: number, is: AiMark['is']): DiaryRecord => ({ v: 2, type: 'ai', at, is });
const seen = (at: number): DiaryRecord => ({ v: 2, type: 'seen', at });
const trackOf = (...records: DiaryRecord[]) => foldTrack(noTrack, records);

describe('records become a track', () => {
  test.each<[string, DiaryRecord[], AiMark[], number]>([
    ['nothing', [], [], 0],
    ['one mark', [ai(noon, 'works')], [{ at: noon, is: 'works' }], noon],
    ['that it still holds', [ai(noon, 'works'), seen(noon + hour)], [{ at: noon, is: 'works' }], noon + hour],
    [
      'the same twice is once',
      [ai(noon, 'works'), ai(noon + 1, 'works')],
      [{ at: noon, is: 'works' }],
      noon + 1,
    ],
    [
      'a stop that is believed afterwards',
      [ai(noon, 'works'), seen(noon + 10), ai(noon + 5, 'stopped')],
      [
        { at: noon, is: 'works' },
        { at: noon + 5, is: 'stopped' },
      ],
      noon + 5,
    ],
    [
      'a clock that was set back: what is told later is truer',
      [ai(noon, 'works'), ai(noon + hour, 'stopped'), seen(noon - hour)],
      [{ at: noon - hour, is: 'stopped' }],
      noon - hour,
    ],
    ['that nothing is known holds nothing', [seen(noon)], [], noon],
    ['lines about outages are others', [began(noon), ended(noon, noon + 1)], [], 0],
  ])('%s', (_title, records, marks, seenAt) => {
    expect(trackOf(...records)).toEqual({ marks, seenAt });
  });

  test('and outages are folded as if those lines were not there', () => {
    const outages = [began(noon), ended(noon, noon + hour)];
    expect(fold([], [ai(noon, 'works'), ...outages, seen(noon)])).toEqual(fold([], outages));
  });

  test.each([
    [{ v: 2, type: 'ai', at: 1, is: 'dreams' }],
    [{ v: 2, type: 'thoughts', at: 1 }],
    [{ v: 3, type: 'ai', at: 1, is: 'works' }],
  ])('what a later version may write is kept as it is: %j', (value) => {
    const line = JSON.stringify(value);
    expect(DiaryRecord.safeParse(value).success).toBe(false);
    expect(readPages(`${line}\n`)).toMatchObject({ records: [], foreign: [line], garbled: 0 });
  });
});

const record = fc
  .tuple(fc.integer({ min: 0, max: 3 * day }), fc.constantFrom(...aiWas, 'seen' as const))
  .map(([more, is]) => (is === 'seen' ? seen(noon + more) : ai(noon + more, is)));
const many = fc.array(record, { maxLength: 60 });
const runs = { numRuns: 300, seed: 20_261_130 };

describe('whatever the records are', () => {
  test('marks grow, no two in a row are the same, and written again they tell the same', () => {
    fc.assert(
      fc.property(many, (records) => {
        const track = trackOf(...records);
        const { marks } = track;
        marks.forEach((mark, index) => {
          const next = marks[index + 1];
          if (next) expect([next.at > mark.at, next.is !== mark.is]).toEqual([true, true]);
        });
        const again = readPages(linesOf(trackRecords(track))).records;
        expect(foldTrack(noTrack, again).marks).toEqual(marks);
        expect(trackOf(...records.slice(0, 7)).marks).toEqual(
          records.slice(0, 7).reduce((part, one) => foldTrack(part, [one]), noTrack).marks,
        );
      }),
      runs,
    );
  });

  test('spans do not overlap, and windows that join add up to the whole', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 0, max: 3 * day }), (records, cut) => {
        const { marks } = trackOf(...records);
        const now = noon + 3 * day;
        const whole = aiTotals(marks, { from: noon, until: now }, now);
        const left = aiTotals(marks, { from: noon, until: noon + cut }, now);
        const right = aiTotals(marks, { from: noon + cut, until: now }, now);
        for (const is of aiWas) expect(left[is] + right[is]).toBe(whole[is]);
        const known = Object.values(whole).reduce((sum, ms) => sum + ms, 0);
        expect(known).toBe(marks[0] ? now - marks[0].at : 0);
      }),
      runs,
    );
  });

  test('what faces are told is bounded, in order, and keeps the long stops', () => {
    const stops: DiaryRecord[] = Array.from({ length: 2_000 }, (_, index) => [
      ai(noon + index * 20 * minute, index % 40 === 0 ? 'stopped' : 'partly'),
      ai(noon + (index * 20 + 10) * minute, 'works'),
    ]).flat();
    const now = noon + 2_000 * 20 * minute;
    const told = toldTrack(trackOf(...stops), now);
    expect(told.length).toBeLessThanOrEqual(keeping.toldMarks);
    expect(told.every(({ at }, index) => at >= (told[index - 1]?.at ?? 0))).toBe(true);
    const sums = (marks: readonly AiMark[]) => aiTotals(marks, { from: 0, until: now }, now);
    expect(told.filter(({ is }) => is === 'stopped')).toHaveLength(50);
    expect(sums(told).stopped).toBe(50 * 10 * minute);
    expect(told[0]?.at).toBeGreaterThanOrEqual(now - keeping.recentTrackFor);
    expect(told.at(-1)?.is).toBe('works');
  });
});

test('whatever is left out, no stop is made longer or made up', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 250, maxLength: 900 }), (records) => {
      const sorted = records.toSorted((a, b) => ('at' in a ? a.at : 0) - ('at' in b ? b.at : 0));
      const { marks } = trackOf(...sorted);
      const now = noon + 3 * day;
      const kept = thinned(marks);
      expect(kept.length).toBeLessThanOrEqual(keeping.toldMarks);
      const stops = spansOf(kept, { from: 0, until: now }, now).filter(({ is }) => is === 'stopped');
      expect(spansOf(marks, { from: 0, until: now }, now)).toEqual(expect.arrayContaining(stops));
    }),
    { numRuns: 40, seed: 20_261_130 },
  );
});

describe('what stays', () => {
  const long = trackOf(ai(noon - 500 * day, 'works'), ai(noon - 10 * day, 'asleep'), ai(noon, 'works'));

  test('what held when it becomes too old begins there', () => {
    expect(trackSince(long, noon - 20 * day).marks).toEqual([
      { at: noon - 20 * day, is: 'works' },
      { at: noon - 10 * day, is: 'asleep' },
      { at: noon, is: 'works' },
    ]);
    expect(prunedTrack(long, noon).marks[0]?.at).toBe(noon - keeping.days * day);
  });

  test('an engine that is gone was last seen then', () => {
    const track = trackOf(ai(noon, 'works'), seen(noon + hour));
    expect(leftTrack(track, noon + day).marks).toEqual([
      { at: noon, is: 'works' },
      { at: noon + hour, is: 'away' },
    ]);
    expect(leftTrack(leftTrack(track, noon + day), noon + 2 * day)).toEqual(leftTrack(track, noon + day));
    expect(leftTrack(track, noon + minute).marks.at(-1), 'never in the future').toEqual({
      at: noon + minute,
      is: 'away',
    });
    expect(leftTrack(noTrack, noon)).toEqual(noTrack);
  });

  test('a gap of less than a minute is none for those who look', () => {
    const track = trackOf(ai(noon, 'works'), ai(noon + hour, 'away'), ai(noon + hour + 40_000, 'works'));
    expect(toldTrack(track, noon + 2 * hour)).toEqual([{ at: noon, is: 'works' }]);
    expect(spansOf(track.marks, { from: 0, until: noon + 2 * hour }, noon + 2 * hour)).toHaveLength(3);
  });
});

describe('in a sentence', () => {
  const window = { from: noon - day, until: noon + 1 };
  const from = noon - 2 * day;
  test.each<[string, AiMark[], string]>([
    ['known all the time', [{ at: from, is: 'works' }], 'Your AI never stopped.'],
    [
      'asleep is not counted',
      [
        { at: from, is: 'works' },
        { at: noon - 9 * hour, is: 'asleep' },
        { at: noon - hour, is: 'works' },
      ],
      'Your AI never stopped.',
    ],
    [
      'nobody watched for a while',
      [
        { at: from, is: 'works' },
        { at: noon - 9 * hour, is: 'away' },
        { at: noon - 6 * hour, is: 'works' },
      ],
      'Your AI did not stop while it was watched. Not watched: 3 h.',
    ],
    [
      'watched since lately only',
      [{ at: noon - hour, is: 'works' }],
      'Your AI did not stop while it was watched. Not watched: 23 h.',
    ],
    [
      'it stopped, and partly worked',
      [
        { at: from, is: 'works' },
        { at: noon - hour, is: 'partly' },
        { at: noon - 50 * minute, is: 'stopped' },
        { at: noon - 35 * minute, is: 'works' },
      ],
      'Your AI stopped for 15 min. It partly worked for 10 min.',
    ],
    ['nothing is known', [], 'What your AI did is not known.'],
    ['there is none', [{ at: from, is: 'none' }], ''],
  ])('%s', (_title, marks, words) => {
    expect(aiTotalSay(marks, window, noon, speaker('en'))).toBe(words);
  });
});
