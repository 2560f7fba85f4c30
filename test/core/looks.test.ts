import { describe, expect, test } from 'vitest';
import { checkList, checkRows } from '../../main/core/drill/say.ts';
import { overallOf } from '../../main/core/jobs/say.ts';
import { shortened } from '../../main/core/shortened.ts';
import { type View, view } from '../../main/core/view.ts';
import type { Lang } from '../../main/core/words.ts';
import { pre } from '../fakes/drills.ts';
import { job, manyJobs } from '../fakes/jobs.ts';
import { type MomentName, moments } from '../panel/moments.ts';

const seen = async (name: MomentName, lang: Lang = 'en'): Promise<View> => {
  const { frame, now } = await moments[name]();
  return view(frame.snapshot, { lang, now, isAway: frame.isAway });
};

describe('a long name loses its middle', () => {
  test.each([
    ['qwen2.5-coder:32b', 'qwen2.5-coder:32b'],
    ['exactly-twenty-four:lett', 'exactly-twenty-four:lett'],
    ['hf.co/somebody/A-Model-Of-A-Very-Long-Name-GGUF:Q4_K_M', 'hf.co/…-GGUF:Q4_K_M'],
    ['a-model-without-any-slash-in-its-name:7b', 'a-model-wi…-its-name:7b'],
    ['/Users/me/models/and/further/down', '/Users/me/…further/down'],
    ['Repair hf.co/somebody/A-Model-Of-A-Long-Name:Q8_0', 'Repair hf.co/…ng-Name:Q8_0'],
    ['words of any number, each of them short, stay as they are', null],
    ['21.9\u00a0GB\u00a0of\u00a036.0\u00a0GB\u00a0of\u00a0memory', null],
    [`${'👩‍👩‍👧'.repeat(24)}`, null],
    [`${'👩‍👩‍👧'.repeat(30)}`, `${'👩‍👩‍👧'.repeat(10)}…${'👩‍👩‍👧'.repeat(12)}`],
  ])('%s', (name, short) => {
    expect(shortened(name)).toBe(short ?? name);
  });

  test('one as long as a page is cut in no time', () => {
    expect(shortened('x'.repeat(1_000_000))).toBe(`${'x'.repeat(10)}…${'x'.repeat(12)}`);
  });
});

describe('what is checked before a drill', () => {
  const names = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  test('four that are well, what is not, and the rest behind a line', () => {
    const { seen, folded } = checkList(checkRows(pre('wifi').checks, 'en'));
    expect(names(seen)).toEqual(['switch', 'path', 'jobs', 'login', 'loses']);
    expect(folded.map(({ mark }) => mark)).toEqual(Array(6).fill('good'));
  });

  test('what is not well is never behind it', () => {
    const checks = pre('wifi').checks.map((one) =>
      one.id === 'power' || one.id === 'mode' ? { ...one, is: 'no' as const } : one,
    );
    const { seen, folded } = checkList(checkRows(checks, 'en'));
    expect(names(seen)).toEqual(expect.arrayContaining(['power', 'mode', 'loses']));
    expect(folded.every(({ mark }) => mark === 'good')).toBe(true);
    expect(seen.length + folded.length).toBe(checks.length);
  });

  test('a line that hides one thing only hides nothing', () => {
    const few = pre('wifi').checks.filter(({ id }) =>
      ['switch', 'path', 'jobs', 'login', 'power'].includes(id),
    );
    const rows = checkRows(few, 'en');
    expect(checkList(rows)).toEqual({ seen: rows, folded: [] });
  });
});

describe('how far all of it is', () => {
  const [first, second] = manyJobs;
  if (!first || !second) throw new Error('no jobs');

  test('a size that is learnt only when its turn comes does not halve the share', () => {
    const last = { ...first, done: 19e9 };
    const unknown = job('pull', 'next:32b', { is: 'waiting', total: null, share: null });
    const known = { ...unknown, is: 'running', total: 19.9e9, share: 0 } as const;
    const [before, after] = [unknown, known].map((one) => overallOf([last, one])?.share ?? 0);
    expect(before).toBeCloseTo(19 / 39.8, 2);
    expect(after).toBeCloseTo(before ?? 0, 2);
    // Nobody knows how long that will take.
    expect(overallOf([last, unknown])?.rest).toBeNull();
  });

  test('what waits comes at the pace of what is under way', () => {
    const waiting = { ...second, is: 'waiting', rate: null, rest: null } as const;
    const left = (first.total ?? 0) - first.done + (second.total ?? 0) - second.done;
    expect(overallOf([first, waiting])?.rest).toBeCloseTo((left / (first.rate ?? 1)) * 1_000, 0);
    expect(overallOf([{ ...first, rest: null }, waiting])?.rest).toBeNull();
  });
});

describe('a tile', () => {
  test('says for how long beside a short state, and beside its title where there is no room', async () => {
    expect((await seen('stopped')).lan).toMatchObject({ value: 'None · 3 min', isShort: true });
    expect((await seen('offline')).internet).toMatchObject({ word: 'Down', span: '11 min', isShort: true });
    expect((await seen('stopped')).internet).toMatchObject({ word: 'No link', isShort: false });
    expect((await seen('offline', 'ko')).internet).toMatchObject({ word: '끊김', isShort: true });
    expect((await seen('stopped', 'ko')).internet).toMatchObject({ word: '연결 없음', isShort: false });
  });
});

test('a row that is too old to be a fact keeps what was last known, with its age, and says that it is not known', async () => {
  const [ollama] = (await seen('away')).rows;
  expect(ollama).toMatchObject({
    mark: 'ask',
    fact: 'as of 2 min ago',
    age: '',
    was: { fact: 'qwen2.5-coder:32b ready', age: '2 min' },
  });
  expect((await seen('online')).rows.every(({ was }) => was === null)).toBe(true);
});
