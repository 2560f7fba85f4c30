import { describe, expect, test } from 'vitest';
import type { DrillEnd, Drilling } from '../../main/core/drill/drill.ts';
import { begunDrill } from '../../main/core/drill/follow.ts';
import { followDrillNotice } from '../../main/core/drill/notice.ts';
import { drillNoticeWords } from '../../main/core/drill/notice-words.ts';
import type { Report } from '../../main/core/drill/report.ts';
import type { Settings } from '../../main/core/settings.ts';
import { newState, type State } from '../../main/core/state.ts';
import { failedAt, report } from '../fakes/drills.ts';

const start = newState(0, 1_700_000_000_000);
const begin = (state: State): State => begunDrill(state, 'wifi', 300_000);

function end(state: State, kept: Report | null, how: DrillEnd = 'done'): State {
  const { now } = state.drill;
  if (!now) throw new Error('none goes on');
  const { proofs } = state.ready;
  const drills = kept ? [...proofs.drills, kept] : proofs.drills;
  return {
    ...state,
    drill: { ...state.drill, now: { ...now, phase: 'over', end: how } },
    ready: { ...state.ready, proofs: kept ? { ...proofs, drills } : proofs },
  };
}

/** What is told after each of these, one after the other. */
function through(
  steps: readonly ((state: State) => State)[],
  settings: Partial<Settings> = {},
  minute = 720,
) {
  let state: State = { ...start, minuteOfDay: minute, settings: { ...start.settings, ...settings } };
  return steps.map((take) => {
    state = followDrillNotice(state, take(state));
    return state.drillNotice;
  });
}
const same = (state: State): State => ({ ...state });
const paid =
  (more: Partial<Drilling> = {}) =>
  (state: State): State => ({
    ...state,
    drill: { ...state.drill, paidAt: state.at, isPaidWifi: true, ...more },
  });
const later =
  (at: number) =>
  (state: State): State => ({ ...state, at });

describe('a drill that has ended', () => {
  test('is told once, and taken back when another begins', () => {
    const notices = through([begin, (state) => end(state, report()), same, begin]);
    expect(notices[0]).toBeNull();
    expect(notices[1]).toMatchObject({ id: 1, report: { outcome: 'pass' }, isOfWifi: true, isOver: false });
    expect(notices[2]).toEqual(notices[1]);
    expect(notices[3]).toMatchObject({ id: 1, isOver: true });
  });

  test('the next one is another notice', () => {
    const fail = report({ outcome: 'fail', level: 'app' });
    const notices = through([begin, (s) => end(s, report()), begin, (s) => end(s, fail)]);
    expect(notices.at(-1)).toMatchObject({
      id: 2,
      report: { outcome: 'fail' },
      isOfWifi: false,
      isOver: false,
    });
  });

  test.each<[string, DrillEnd, Report | null, boolean]>([
    ['came to its end', 'done', report(), true],
    ['somebody turned Wi-Fi on', 'person', report({ outcome: 'stopped', end: 'person' }), true],
    ['its time was up', 'late', report({ outcome: 'unsure', end: 'late' }), true],
    ['whoever calls it off knows', 'stopped', report({ outcome: 'stopped', end: 'stopped' }), false],
    ['whoever quits knows', 'leaving', report({ outcome: 'stopped', end: 'leaving' }), false],
    ['what was refused has tried nothing', 'done', null, false],
  ])('%s', (_title, how, kept, isTold) => {
    expect(through([begin, (state) => end(state, kept, how)]).at(-1) !== null).toBe(isTold);
  });

  test('nobody is interrupted in quiet hours, while snoozed or just after a start, and not afterwards either', () => {
    const steps = [begin, (state: State) => end(state, report())];
    const quiet = { 'quiet.from': '22:00', 'quiet.to': '07:00' };
    expect(through(steps, quiet, 23 * 60).at(-1)).toBeNull();
    expect(through(steps, quiet).at(-1)).not.toBeNull();
    expect(through(steps, { 'notices.snoozedUntil': 1_700_000_060_000 }).at(-1)).toBeNull();
    const early = (state: State): State => ({ ...state, graceUntil: 20_000 });
    expect(through([early, ...steps, later(30_000)]).at(-1)).toBeNull();
  });
});

describe('what one that was cut short had left', () => {
  test('is told when somebody may be interrupted, and once', () => {
    const early = (state: State): State => ({ ...state, graceUntil: 20_000 });
    const notices = through([early, paid(), later(10_000), later(20_000), later(30_000)]);
    expect(notices.slice(0, 3)).toEqual([null, null, null]);
    expect(notices[3]).toMatchObject({ id: 1, report: null, isOfWifi: true, isOver: false });
    expect(notices[4]).toEqual(notices[3]);
  });

  test('also where the config alone was taken', () => {
    expect(through([paid({ isPaidWifi: false })]).at(-1)).toMatchObject({ report: null, isOfWifi: false });
  });
});

describe('in words', () => {
  const words = (kept: Report | null, lang: 'en' | 'ko' = 'en', isOfWifi = true) =>
    Object.values(drillNoticeWords({ report: kept, isOfWifi, isDue: false }, { lang, now: 0 }));
  const claw = { outcome: 'fail' as const, steps: failedAt('claw') };

  test.each<[string, Report, readonly string[], readonly string[]]>([
    [
      'passed',
      report(),
      ['Drill passed', 'First token after 0.9 s, 6.8 tokens/s.'],
      ['훈련 통과', '첫 토큰 0.9초, 초당 6.8토큰.'],
    ],
    [
      'passed, and nothing was measured',
      report({ level: 'app', figures: { loadMs: null, firstMs: null, speed: null } }),
      ['Drill passed', 'Your AI answered without the internet.'],
      ['훈련 통과', 'AI가 인터넷 없이 응답했습니다.'],
    ],
    [
      'failed',
      report(claw),
      ['Drill failed', '“Answer through OpenClaw” did not work. Wi-Fi is back on.'],
      ['훈련 실패', '‘OpenClaw를 거친 응답’ 단계에서 실패했습니다. Wi-Fi는 다시 켜졌습니다.'],
    ],
    [
      'somebody turned Wi-Fi on',
      report({ outcome: 'stopped', end: 'person' }),
      ['Drill stopped', 'Someone turned Wi-Fi on, so the drill is over.'],
      ['훈련 중단됨', 'Wi-Fi가 켜져서 훈련을 끝냈습니다.'],
    ],
  ])('%s', (_title, kept, en, ko) => {
    expect(words(kept)).toEqual([...en, 'report', null, 'Report']);
    expect(words(kept, 'ko')).toEqual([...ko, 'report', null, '보고서']);
  });

  test('given back', () => {
    const rest = ['home', null, 'Show'];
    expect(words(null)).toEqual([
      'Drill cut short',
      'A drill was cut short. Wi-Fi was turned on again afterwards.',
      ...rest,
    ]);
    expect(words(null, 'en', false)[1]).toBe(
      'A drill was cut short. Its change to OpenClaw’s config was undone.',
    );
    expect(words(null, 'ko').slice(0, 2)).toEqual([
      '중간에 끊긴 훈련',
      '훈련이 중간에 끊겨, 그 뒤 Wi-Fi를 다시 켰습니다.',
    ]);
  });
});

describe('called to mind', () => {
  const day = 86_400_000;
  const at = (days: number): ((state: State) => State) => later(days * day);

  test('where the person wants that: once, and again only after as long', () => {
    const notices = through([later(60_000), at(1), same, at(5), at(8.1)], { 'drill.remind': 7 });
    expect(notices[0]).toBeNull();
    expect(notices[1]).toMatchObject({ id: 1, isDue: true, report: null });
    expect(notices.slice(2).map((one) => one?.id)).toEqual([1, 1, 2]);
    expect(
      drillNoticeWords({ report: null, isOfWifi: false, isDue: true }, { lang: 'en', now: 0 }),
    ).toMatchObject({
      title: 'Time for a drill',
      act: 'drill',
    });
  });

  test('not where nobody wants it, nor while a passed one is young', () => {
    expect(through([at(30)])).toEqual([null]);
    const passed = (state: State): State => {
      const { proofs } = state.ready;
      const young = report({ at: state.epoch + 29 * day });
      return { ...state, at: 30 * day, ready: { ...state.ready, proofs: { ...proofs, drills: [young] } } };
    };
    expect(through([passed], { 'drill.remind': 7 })).toEqual([null]);
  });
});

test('one that runs by itself is told only where it has not passed', () => {
  const byItself = (state: State): State => begunDrill(state, 'check', 300_000, true);
  expect(through([byItself, (state) => end(state, report({ level: 'check' }))])[1]).toBeNull();
  const failed = report({ outcome: 'fail', level: 'check' });
  expect(through([byItself, (state) => end(state, failed)])[1]).toMatchObject({
    report: { outcome: 'fail' },
  });
});
