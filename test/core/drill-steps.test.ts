import { describe, expect, test } from 'vitest';
import { type DrillStep, type Level, noFigures } from '../../main/core/drill/drill.ts';
import { outcomeOf } from '../../main/core/drill/outcome.ts';
import type { Report, Subject } from '../../main/core/drill/report.ts';
import { checkRows, endSay, leftSay, promiseSay, stepRows, untestedSay } from '../../main/core/drill/say.ts';
import { type Scene, stepsOf } from '../../main/core/drill/steps.ts';
import { spoiltBy } from '../../main/core/drill/subject.ts';

const all: Scene = {
  ...{ claw: 'A', isLocalFirst: true, hasModel: true, hasServices: true, peers: 'there' },
};

/** "cut gone …": asserted as they are, seen in brackets, left out with a dash. */
const shape = (level: Level, scene: Partial<Scene> = {}): string =>
  stepsOf(level, { ...all, ...scene })
    .map(({ id, is, isAsserted }) => (is === 'left' ? `-${id}` : isAsserted ? id : `(${id})`))
    .join(' ');

describe('which steps there are', () => {
  test.each<[Level, Partial<Scene>, string]>([
    ['check', {}, 'config warm claw lan (peers)'],
    ['check', { isLocalFirst: false }, 'config warm (claw) lan (peers)'],
    ['check', { claw: 'none', hasServices: false, peers: 'none' }, 'warm'],
    ['app', {}, 'config cold warm claw egress lan (peers) restored'],
    ['app', { claw: 'B', peers: 'needed' }, 'config cold warm claw egress lan peers restored'],
    ['app', { claw: 'D' }, 'config cold warm claw (egress) lan (peers) restored'],
    ['app', { claw: 'foreign' }, 'config cold warm claw (egress) lan (peers) restored'],
    ['app', { claw: 'native' }, 'config cold warm claw -egress lan (peers) restored'],
    ['app', { claw: 'none' }, 'cold warm lan (peers)'],
    ['wifi', {}, 'cut gone config cold warm claw egress -lan -peers back online restored'],
    ['wifi', { claw: 'D' }, 'cut gone config cold warm claw egress -lan -peers back online restored'],
    ['wifi', { claw: 'foreign' }, 'cut gone config cold warm claw (egress) -lan -peers back online restored'],
    ['wifi', { claw: 'native' }, 'cut gone config cold warm claw -egress -lan -peers back online restored'],
    ['wifi', { claw: 'none', hasModel: false, hasServices: false, peers: 'none' }, 'cut gone back online'],
  ])('%s %j', (level, scene, expected) => {
    expect(shape(level, scene)).toBe(expected);
  });
});

const step = (id: DrillStep['id'], is: DrillStep['is'], isAsserted = true): DrillStep => ({
  ...{ id, is, isAsserted, ms: null, evidence: [], problem: null },
});

describe('what a drill has shown', () => {
  test.each([
    ['all passed', [step('warm', 'pass'), step('peers', 'unsure', false)], 'done', 'pass'],
    ['one failed', [step('warm', 'fail'), step('claw', 'pass')], 'done', 'fail'],
    ['one that decides nothing failed', [step('warm', 'pass'), step('peers', 'fail', false)], 'done', 'pass'],
    ['nobody could tell', [step('warm', 'pass'), step('egress', 'unsure')], 'done', 'unsure'],
    ['nothing was tried', [], 'done', 'unsure'],
    ['its time was up', [step('warm', 'pass'), step('claw', 'todo')], 'late', 'unsure'],
    ['called off', [step('warm', 'pass'), step('claw', 'todo')], 'stopped', 'stopped'],
    ['called off after a failure', [step('warm', 'fail'), step('claw', 'todo')], 'stopped', 'fail'],
  ] as const)('%s', (_title, steps, end, expected) => {
    expect(outcomeOf({ steps, end })).toBe(expected);
  });
});

const day = 86_400_000;
const of: Subject = {
  models: [
    { name: 'a:1', digest: 'aa' },
    { name: 'b:1', digest: 'bb' },
  ],
  ...{ config: 'c0', image: 'i0', form: '', versions: { ollama: '0.33.0' } },
};
const report: Report = {
  ...{ at: 10 * day, level: 'wifi', outcome: 'pass', end: 'done', ms: 100_000, offMs: 93_000 },
  ...{ steps: [], figures: noFigures, model: 'a:1', of },
};

describe('whether it still holds', () => {
  test.each<[string, Partial<Subject>, number, string | null]>([
    ['as it was', {}, 11, null],
    ['the weights are others', { models: [{ name: 'a:1', digest: 'xx' }] }, 11, 'model'],
    [
      'so are those of the second one',
      { models: [of.models[0] ?? { name: '', digest: '' }, { name: 'b:1', digest: 'xx' }] },
      11,
      'model',
    ],
    ['another model is first', { models: [{ name: 'c:1', digest: 'cc' }] }, 11, 'model'],
    ['no model is known now', { models: [] }, 11, null],
    ['another config', { config: 'c1' }, 11, 'config'],
    ['a config that cannot be read, or is offline now', { config: '' }, 11, null],
    ['another image', { image: 'i1' }, 11, 'image'],
    ['a newer Ollama', { versions: { ollama: '0.34.0' } }, 11, 'version'],
    ['a part that is new', { versions: { ollama: '0.33.0', podman: '5' } }, 11, null],
    ['too long ago', {}, 50, 'age'],
  ])('%s', (_title, part, today, expected) => {
    expect(spoiltBy(report, { ...of, ...part }, today * day, 30)).toBe(expected);
  });
});

describe('the words', () => {
  const viewing = (lang: 'en' | 'ko') => ({ lang, now: 10 * day, isAway: false });

  test('a promise names no minute that it does not keep', () => {
    const at = new Date(2026, 10, 22, 14, 31, 20).getTime();
    const said = promiseSay('wifi', at, true, { ...viewing('en'), now: at - 60_000 });
    expect(said?.promise).toBe('Wi-Fi comes back at 14:32, even if this app quits or crashes.');
    expect(promiseSay('app', at, false, { ...viewing('ko'), now: at - 60_000 })?.promise).toMatch(
      /^이 앱이 종료되거나 멈춰도 14:32에/,
    );
    expect(promiseSay('check', at, true, viewing('en'))).toBeNull();
  });

  test('nothing is counted down to what is back already', () => {
    const back = { ...step('back', 'pass'), evidence: [] };
    expect(leftSay({ level: 'wifi', steps: [back], until: 1e6 }, 0)).toBe('');
    expect(leftSay({ level: 'app', steps: [back], until: 60_000 }, 0)).toBe('1:00');
  });

  test('the countdown ends at nothing', () => {
    const running = { level: 'wifi' as const, steps: [] };
    expect([233_000, 60_000, 500, -5].map((left) => leftSay({ ...running, until: 1e6 + left }, 1e6))).toEqual(
      ['3:53', '1:00', '0:01', '0:00'],
    );
  });

  test('steps: the time runs along, what is left out is told apart', () => {
    const steps = [
      { ...step('cut', 'pass'), ms: 1_240, evidence: [] },
      { ...step('config', 'doing'), evidence: [] },
      { ...step('lan', 'left'), evidence: [] },
    ];
    const rows = stepRows(steps, 'wifi', viewing('en'), 10 * day - 21_700);
    expect(rows.map(({ name, time, mark }) => `${mark} ${name} ${time}`)).toEqual([
      'good Wi-Fi off 1.2 s',
      'turn Offline config in place 21.7 s',
    ]);
    expect(untestedSay(steps, 'ko')).toEqual(['로컬 서비스, 기기 연결: 로컬 네트워크도 Wi-Fi를 씁니다.']);
  });

  test.each<[Partial<Report>, string, string]>([
    [{}, 'Drill passed', 'Wi-Fi was off for 1 min 33 s. Your AI kept answering.'],
    [
      { level: 'app', offMs: null, steps: [{ ...step('egress', 'pass'), evidence: [] }] },
      'Drill passed',
      'Your AI answered without the internet.',
    ],
    [
      { level: 'app', offMs: null },
      'Drill passed',
      'Your AI answered with its own models. Only its config kept it from the cloud.',
    ],
    [
      { outcome: 'unsure', steps: [{ ...step('warm', 'pass'), evidence: [] }] },
      'Drill inconclusive',
      'Nothing failed, but nothing that counts could be tested.',
    ],
    [
      {
        outcome: 'fail',
        steps: [
          { ...step('claw', 'fail'), evidence: [] },
          { ...step('back', 'pass'), evidence: [] },
        ],
      },
      'Drill failed',
      '“Answer through OpenClaw” did not work. Wi-Fi is back on.',
    ],
    [
      { outcome: 'fail', steps: [{ ...step('back', 'fail'), evidence: [] }] },
      'Drill failed',
      'Wi-Fi was not back on in time. If it is still off, turn it on in the menu bar.',
    ],
    [
      { outcome: 'stopped', end: 'person' },
      'Drill stopped',
      'Someone turned Wi-Fi on, so the drill is over.',
    ],
    [
      { outcome: 'unsure', end: 'late' },
      'Drill inconclusive',
      'Its time was up before everything was tested.',
    ],
  ])('%j', (part, head, say) => {
    expect(endSay({ ...report, ...part }, viewing('en'))).toEqual({ head, say });
  });

  test('what is checked before: a no that blocks, one that does not, and what nobody could tell', () => {
    const rows = checkRows(
      [
        { id: 'path', is: 'no', isMust: true, about: 'Ethernet Adapter (en3)' },
        { id: 'login', is: 'no', isMust: false, about: '' },
        { id: 'remote', is: 'unknown', isMust: true, about: '' },
        { id: 'ready', is: 'no', isMust: true, about: 'model' },
      ],
      'en',
    );
    expect(rows.map(({ mark, about }) => `${mark}: ${about}`)).toEqual([
      'bad: Ethernet Adapter (en3)',
      'part: ',
      'ask: cannot tell',
      'bad: ',
    ]);
  });
});
