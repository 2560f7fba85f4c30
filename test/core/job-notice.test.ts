import { describe, expect, test } from 'vitest';
import { followJobNotice } from '../../main/core/jobs/notice.ts';
import { type Job, newJob, noJobs } from '../../main/core/jobs/queue.ts';
import { jobNoticeWords } from '../../main/core/notice-words.ts';
import type { Settings } from '../../main/core/settings.ts';
import { newState, type State } from '../../main/core/state.ts';

const problem = { code: 'pull-refused', about: 'a:1b', detail: 'EOF' } as const;
const pull = (what: string, rest: Partial<Job> = {}): Job => ({
  ...newJob({ kind: 'pull', what, isForced: false }),
  ...rest,
});

/** The notice after each of these lists of jobs, one after the other. */
function through(lists: readonly (readonly Job[])[], settings: Partial<Settings> = {}, minute = 720) {
  const start = newState(0, 1_700_000_000_000);
  let state: State = { ...start, minuteOfDay: minute, settings: { ...start.settings, ...settings } };
  return lists.map((list) => {
    const next = { ...state, jobs: { ...noJobs, list } };
    state = followJobNotice(state, next);
    return state.jobNotice;
  });
}

describe('a download that has ended', () => {
  test('is told once, and not again while it stands there', () => {
    const done = pull('a:1b', { is: 'done', reached: 1 });
    const notices = through([[pull('a:1b', { is: 'running' })], [done], [{ ...done }], []]);
    expect(notices[0]).toBeNull();
    expect(notices[1]).toMatchObject({ id: 1, model: 'a:1b', problem: null, isOver: false });
    expect(notices.slice(2)).toEqual([notices[1], notices[1]]);
  });

  test('of several that end, the last', () => {
    const [a, b] = [pull('a:1b', { is: 'running' }), pull('b:1b', { is: 'running' })];
    const [aDone, bDone] = [pull('a:1b', { is: 'done' }), pull('b:1b', { is: 'done' })];
    expect(
      through([
        [a, b],
        [aDone, bDone],
      ]).at(-1),
    ).toMatchObject({ id: 1, model: 'b:1b' });
    expect(
      through([
        [a, b],
        [a, bDone],
        [aDone, bDone],
      ]).at(-1),
    ).toMatchObject({ id: 2, model: 'a:1b' });
  });

  test('a failed one is taken back when it is gone on with or given up', () => {
    const failed = pull('a:1b', { is: 'failed', problem, reached: 0.61 });
    for (const then of [[pull('a:1b')], []]) {
      const notices = through([[pull('a:1b', { is: 'running' })], [failed], then]);
      expect(notices[1]).toMatchObject({ id: 1, job: 'pull:a:1b', reached: 0.61, problem, isOver: false });
      expect(notices[2]).toMatchObject({ id: 1, isOver: true });
    }
  });

  test('one that is tried again by itself, was stopped, or is no download is no news', () => {
    const running = pull('a:1b', { is: 'running' });
    expect(through([[running], [pull('a:1b', { is: 'waiting', problem, tries: 1 })]]).at(-1)).toBeNull();
    expect(through([[running], [pull('a:1b', { is: 'stopped' })]]).at(-1)).toBeNull();
    const save = { ...newJob({ kind: 'save', what: '', isForced: false }), is: 'running' } as const;
    expect(through([[save], [{ ...save, is: 'done' }]]).at(-1)).toBeNull();
    // From before a restart: nobody saw it end.
    expect(through([[pull('a:1b', { is: 'failed', problem })]]).at(-1)).toBeNull();
  });

  test('nobody is interrupted in quiet hours, and not afterwards either', () => {
    const lists = [[pull('a:1b', { is: 'running' })], [pull('a:1b', { is: 'done' })]] as const;
    const quiet = { 'quiet.from': '22:00', 'quiet.to': '07:00' };
    expect(through(lists, quiet, 23 * 60).at(-1)).toBeNull();
    expect(through(lists, quiet, 12 * 60).at(-1)).not.toBeNull();
    expect(through(lists, { 'notices.snoozedUntil': 1_700_000_060_000 }).at(-1)).toBeNull();
  });
});

describe('in words', () => {
  const base = { id: 1, job: 'pull:a:1b', model: 'a:1b', problem: null, reached: 1, isOver: false };
  const words = (rest: Partial<Parameters<typeof jobNoticeWords>[0]>, lang: 'en' | 'ko' = 'en') =>
    Object.values(jobNoticeWords({ ...base, ...rest }, { lang, now: 0 }));

  test('it is here', () => {
    expect(words({})).toEqual(['a:1b is here', 'The download is complete.', 'prepare', null, 'Show']);
    expect(words({}, 'ko').slice(0, 2)).toEqual(['a:1b 준비 완료', '다운로드가 끝났습니다.']);
  });

  test('it did not arrive: how much is kept, or why nothing is', () => {
    const act = ['resume', 'pull:a:1b', 'Resume'];
    expect(words({ problem, reached: 0.619 })).toEqual([
      'a:1b did not arrive',
      '61% is kept for now.',
      ...act,
    ]);
    const nothing = 'Ollama could not download a:1b: EOF. What has arrived so far is kept.';
    for (const reached of [null, 0, 0.004])
      expect(words({ problem, reached })).toEqual(['a:1b did not arrive', nothing, ...act]);
  });
});
