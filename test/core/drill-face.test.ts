import { describe, expect, test } from 'vitest';
import { drillNav, runningIn, stopSay } from '../../main/core/drill/shown.ts';
import { ToldDrill } from '../../main/core/drill/told.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { view } from '../../main/core/view.ts';
import { speaker } from '../../main/core/words.ts';
import { see } from '../../main/desktop/face.ts';
import { passedSteps, report, running, step, told } from '../fakes/drills.ts';
import { watched } from '../fakes/watched.ts';

const now = Date.UTC(2026, 10, 24, 9);
const base = snapshotOf(newState(0, now), { owner: 'app', pid: 1, version: 'test' });
const internet = { ...base.internet, state: 'offline', cause: 'link-down', checking: false } as const;
type Now = NonNullable<ToldDrill['now']>;

const shot = (rest: Partial<Now>, more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ ...base, probing: 'on', stance: 'offline', stanceWanted: 'offline', lan: 'down', internet },
  drill: told({ now: running(now, rest), isOwed: true }),
  ...more,
});
const seen = (rest: Partial<Now>, lang: 'en' | 'ko' = 'en', isAway = false) =>
  view(shot(rest), { lang, now, isAway });
const t = (ms: number) =>
  new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
const cutting = [step('cut', 'doing'), ...passedSteps.slice(1).map(({ id }) => step(id, 'todo'))];

test('what the fakes tell is what an engine could', () => {
  expect(ToldDrill.parse(told({ now: running(now), last: report() }))).toMatchObject({ isOwed: false });
});

describe('while a drill goes on', () => {
  test.each<[string, Partial<Now>, string, RegExp]>([
    [
      'it is looked first',
      { phase: 'looking', until: null },
      'Getting ready…',
      /^Drill running\. Getting ready…$/,
    ],
    [
      'the shell is armed',
      { phase: 'arming' },
      'Getting ready…',
      /^Drill running\. Wi-Fi comes back at \d\d:\d\d\.$/,
    ],
    ['Wi-Fi is on its way off', { steps: cutting }, 'Getting ready…', /comes back at/],
    ['Wi-Fi is off', {}, 'Wi-Fi is off on purpose.', /^Drill running\. Wi-Fi comes back at \d\d:\d\d\.$/],
    [
      'only the apps',
      { level: 'app' },
      'Your AI is cut off on purpose.',
      /may use the cloud again at \d\d:\d\d\.$/,
    ],
    [
      'nothing is touched',
      { level: 'check', until: null },
      'Nothing is touched.',
      /^Drill running\. Nothing is touched\.$/,
    ],
    [
      'it is given back',
      { phase: 'returning' },
      'Giving everything back…',
      /^Drill running\. Giving everything back…$/,
    ],
  ])('%s', (_title, rest, sub, tip) => {
    expect(seen(rest)).toMatchObject({
      glyph: 'drill',
      tone: 'drill',
      head: 'Drill running',
      sub,
      fix: null,
    });
    expect(seen(rest).tip).toMatch(tip);
    const korean = seen(rest, 'ko');
    expect([korean.head, korean.sub, korean.tip].every((text) => /[가-힣]/.test(text))).toBe(true);
  });

  test('a clock without seconds promises no minute that is too early', () => {
    const until = Math.ceil(now / 60_000) * 60_000 + 90_000;
    expect(seen({ until }).tip).toContain(`at ${t(until + 30_000)}.`);
  });

  test('an engine that is away is away, also in a drill', () => {
    expect(seen({}, 'en', true)).toMatchObject({ glyph: 'unknown', head: 'The engine does not answer' });
  });

  test('the tile says who turned it off, and alarms nobody', () => {
    expect(seen({}).internet).toMatchObject({
      word: 'Off for the drill',
      span: '',
      isWarning: false,
      isCut: true,
    });
    expect(seen({}, 'ko').internet.word).toBe('훈련으로 꺼짐');
    expect(seen({}).lan.isWarning).toBe(false);
    // Before it was seen to be off, after it was seen to be on, and where the apps alone are cut off.
    for (const rest of [
      { steps: cutting },
      { steps: [...passedSteps] },
      { level: 'app' as const, steps: passedSteps.slice(2) },
    ])
      expect(seen(rest).internet.word).toBe('No link');
  });
});

test('one that is over is over', () => {
  expect(seen({ phase: 'over' }).glyph).not.toBe('drill');
  expect(runningIn(shot({ phase: 'over' }))).toBeNull();
});

describe('beside the icon', () => {
  const title = (rest: Partial<Now>, more = {}) => see(shot(rest), { ...watched, now, ...more }).title;
  test('what is left, to everybody', () => {
    expect(title({})).toBe('3:53');
    expect(title({ phase: 'returning', until: now - 1 })).toBe('0:00');
    expect(title({ level: 'check', until: null })).toBe('');
    expect(title({}, { silentFor: 60_000 })).toBe('');
  });
});

test.each([
  ['never', told(), 'not yet', '아직 안 함'],
  ['passed', told({ last: report({ at: now - 7_200_000 }) }), 'passed 2 h ago', '2시간 전 통과'],
  [
    'failed',
    told({ last: report({ at: now - 60_000, outcome: 'fail' }) }),
    'failed 1 min ago',
    '1분 전 실패',
  ],
  ['called off', told({ last: report({ at: now, outcome: 'stopped' }) }), 'stopped just now', '방금 중단'],
  ['goes on', told({ now: running(now) }), '3:53', '3:53'],
  ['goes on and takes nothing', told({ now: running(now, { until: null }) }), 'running', '진행 중'],
])('the row that leads to it: %s', (_title, drill, en, ko) => {
  expect(drillNav(drill, { lang: 'en', now, isAway: false })).toBe(en);
  expect(drillNav(drill, { lang: 'ko', now, isAway: false })).toBe(ko);
});

test('what ends it says what it gives back', () => {
  const words = (['wifi', 'app', 'check'] as const).map((level) => stopSay({ level }, speaker('en')));
  expect(words).toEqual(['Stop and turn Wi-Fi on', 'Stop and give it back', 'Stop']);
});
