import { describe, expect, test } from 'vitest';
import { blockedBy, preflightOf } from '../../main/core/drill/checks.ts';
import { type Level, noFigures } from '../../main/core/drill/drill.ts';
import { isDueByItself } from '../../main/core/drill/due.ts';
import type { DrillFacts } from '../../main/core/drill/preflight.ts';
import { checkRows } from '../../main/core/drill/say.ts';
import { drillMoments, followDrill } from '../../main/core/drill/watch.ts';
import { newJob } from '../../main/core/jobs/queue.ts';
import type { OllamaFacts, OpenClawFacts } from '../../main/core/parts/facts.ts';
import { newState, type State } from '../../main/core/state.ts';
import { batteryIn, remoteIn } from '../../main/engine/drill/look.ts';
import { claw, ollama, podman, tailscale } from '../jobs/steps.ts';

const fine: DrillFacts = {
  wifi: { device: 'en0', power: 'on', maySwitch: 'yes', detail: '' },
  ...{ ways: [], vpn: null, remote: [], battery: 0.8, isOnBattery: true },
};

const telmeet = 'telmeet=http://192.168.1.50:8443/health 200';
/** OpenClaw is there, on this machine itself. */
const native: OpenClawFacts = {
  ...claw,
  ...{ setUp: 'native', config: { ...claw.config, state: 'read' } },
};
const unseen = 'drill-unseen telmeet';

/** Online, in Auto, with somebody who may be asked. */
function calm(part: Partial<State> = {}): State {
  const base = newState(0, 0);
  const network = { ...base.network, verdict: { ...base.network.verdict, key: 'online' as const } };
  const seen = { misses: 0, at: 0, health: 'up' as const, since: 0, wellAt: 0 };
  const readings = {
    ...{ ollama: { ...seen, facts: ollama() }, openclaw: { ...seen, facts: native } },
    ...{ podman: { ...seen, facts: podman }, tailscale: { ...seen, facts: tailscale } },
  };
  const parts = { ...base.parts, readings };
  return { ...base, isStarted: true, isConsenting: true, network, parts, ...part };
}
const settings = (part: Partial<State['settings']>): Partial<State> => ({
  settings: { ...newState(0, 0).settings, ...part },
});
function withClaw(facts: OpenClawFacts): Partial<State> {
  const { parts } = calm();
  const seen = { misses: 0, at: 0, health: 'up' as const, since: 0, wellAt: 0 };
  return { parts: { ...parts, readings: { ...parts.readings, openclaw: { ...seen, facts } } } };
}

describe('what stands against a drill', () => {
  test.each<[string, Level, Partial<DrillFacts>, Partial<State>, string | null, string]>([
    ['nothing', 'wifi', {}, {}, null, ''],
    ['no Wi-Fi', 'wifi', { wifi: null }, {}, null, 'drill-no-wifi'],
    [
      'it is off',
      'wifi',
      { wifi: { device: 'en0', power: 'off', maySwitch: 'unknown', detail: '' } },
      {},
      null,
      'drill-no-wifi en0',
    ],
    [
      'nobody can read it',
      'wifi',
      { wifi: { device: 'en0', power: 'unknown', maySwitch: 'unknown', detail: '' } },
      {},
      null,
      'drill-wifi en0',
    ],
    [
      'it may not be switched',
      'wifi',
      { wifi: { device: 'en0', power: 'on', maySwitch: 'no', detail: '-60008' } },
      {},
      null,
      'drill-wifi en0',
    ],
    [
      'a cable and a phone',
      'wifi',
      {
        ways: [
          { device: 'en3', name: 'Ethernet' },
          { device: 'en7', name: 'iPhone USB' },
        ],
      },
      {},
      null,
      'drill-path Ethernet, iPhone USB',
    ],
    ['nobody could list the links', 'wifi', { ways: null }, {}, null, ''],
    [
      'somebody by SSH',
      'wifi',
      { remote: [{ kind: 'ssh', from: '10.0.0.9' }] },
      {},
      null,
      'drill-remote 10.0.0.9',
    ],
    ['nobody could tell', 'wifi', { remote: null }, {}, null, ''],
    ['an empty battery', 'wifi', { battery: 0.12 }, {}, null, 'drill-power 12%'],
    ['the same, on the mains', 'wifi', { battery: 0.12, isOnBattery: false }, {}, null, ''],
    ['what is tried is not there', 'wifi', {}, {}, 'model', 'drill-ready model'],
    [
      'it has stayed offline after an outage',
      'app',
      {},
      { claw: { ...newState(0, 0).claw, side: 'offline' } },
      null,
      'drill-mode auto',
    ],
    ['a service was not looked at yet', 'app', {}, settings({ 'lan.services': [telmeet] }), null, unseen],
    ['no OpenClaw to cut off', 'app', {}, withClaw(claw), null, 'drill-claw'],
    ['no OpenClaw, and Wi-Fi is cut', 'wifi', {}, withClaw(claw), null, ''],
    ['offline by choice', 'wifi', {}, settings({ mode: 'offline' }), null, 'drill-mode offline'],
    ['online by choice', 'app', {}, settings({ mode: 'online' }), null, 'drill-mode online'],
    ['nobody may be asked', 'wifi', {}, settings({ 'probe.enabled': false }), null, 'drill-line online'],
    ['nobody knows yet', 'app', {}, { network: newState(0, 0).network }, null, 'drill-line unknown'],
    // What is not cut need not be switched back.
    [
      'a cable does not matter where only the apps are cut off',
      'app',
      { wifi: null, ways: [{ device: 'en3', name: 'Ethernet' }] },
      {},
      null,
      '',
    ],
    [
      'nothing matters where nothing is touched',
      'check',
      { wifi: null, battery: 0.01 },
      settings({ mode: 'offline' }),
      'model',
      '',
    ],
  ])('%s (%s)', (_title, level, facts, part, red, expected) => {
    const preflight = preflightOf(calm(part), { ...fine, ...facts }, level, red);
    const [first] = blockedBy(preflight);
    expect(first ? `${first.code} ${first.about}`.trim() : '').toBe(expected);
  });

  test('a download that runs is not cut off', () => {
    const job = { ...newJob({ kind: 'pull', what: 'a:1', isForced: false }), is: 'running' as const };
    const base = calm();
    const state = { ...base, jobs: { ...base.jobs, list: [job] } };
    expect(blockedBy(preflightOf(state, fine, 'wifi', null))).toEqual([{ code: 'drill-jobs', about: 'a:1' }]);
  });

  test('that the app does not open at login is told and blocks nothing', () => {
    const base = calm();
    const state = { ...base, parts: { ...base.parts, opensAtLogin: false } };
    const preflight = preflightOf(state, fine, 'wifi', null);
    expect(preflight.checks.find(({ id }) => id === 'login')).toEqual({
      id: 'login',
      is: 'no',
      isMust: false,
      about: '',
    });
    expect(blockedBy(preflight)).toEqual([]);
  });
});

describe('Ollama’s own cloud, where only the apps are cut off', () => {
  const of = (level: Level, cloud: OllamaFacts['cloud']) => {
    const base = calm();
    const seen = { misses: 0, at: 0, health: 'up' as const, since: 0, wellAt: 0 };
    const readings = { ...base.parts.readings, ollama: { ...seen, facts: { ...ollama(), cloud } } };
    return preflightOf({ ...base, parts: { ...base.parts, readings } }, fine, level, null);
  };
  test.each([
    ['open', 'no', 'part', 'Open. Ollama’s own settings close it.'],
    ['closed', 'yes', 'good', ''],
    ['unknown', 'unknown', 'ask', 'cannot tell'],
  ] as const)('%s is told, and blocks nothing: it is the person’s to close', (cloud, is, mark, about) => {
    const preflight = of('app', cloud);
    expect(preflight.checks.find(({ id }) => id === 'cloud')).toMatchObject({ is, isMust: false });
    expect(checkRows(preflight.checks, 'en').find(({ id }) => id === 'cloud')).toMatchObject({ mark, about });
    expect(blockedBy(preflight)).toEqual([]);
  });
  test('is no matter where the line itself goes, or nothing is touched', () => {
    for (const level of ['wifi', 'check'] as const)
      expect(of(level, 'open').checks.map(({ id }) => id)).not.toContain('cloud');
  });
});

describe('who works here from elsewhere', () => {
  const mac = `Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  192.168.1.20.22        192.168.1.9.50122      ESTABLISHED
tcp4       0      0  192.168.1.20.5900      10.0.0.7.61000         ESTABLISHED
tcp4       0      0  192.168.1.20.50300     140.82.112.3.22        ESTABLISHED
tcp4       0      0  127.0.0.1.22           127.0.0.1.50123        ESTABLISHED
tcp6       0      0  fe80::1%en0.22         fe80::9%en0.50122      ESTABLISHED
tcp4       0      0  192.168.1.20.22        192.168.1.8.50122      TIME_WAIT
tcp46      0      0  *.22                   *.*                    LISTEN
`;
  const linux = `0      0      192.168.1.20:22      192.168.1.9:50122
0      0      192.168.1.20:50300   140.82.112.3:22
0      0      [::ffff:192.168.1.20]:22   [::ffff:192.168.1.5]:50199
0      0      [::1]:5900   [::1]:50199
`;
  test.each([
    ['on a Mac', mac, ['ssh 192.168.1.9', 'screen 10.0.0.7', 'ssh fe80::9%en0']],
    ['on Linux', linux, ['ssh 192.168.1.9', 'ssh ::ffff:192.168.1.5']],
    ['nobody', '', []],
    ['nonsense', 'AuthorizationCreate() failed: -60008\n', []],
  ])('%s', (_title, said, expected) => {
    expect(remoteIn(said).map(({ kind, from }) => `${kind} ${from}`)).toEqual(expected);
  });
});

describe('the battery', () => {
  test.each([
    [
      "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t57%; discharging; 3:12 remaining present: true\n",
      0.57,
      true,
    ],
    [
      "Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00 remaining present: true\n",
      1,
      false,
    ],
    ["Now drawing from 'AC Power'\n", null, false],
    ['', null, false],
  ])('%j', (said, battery, isOnBattery) => {
    expect(batteryIn(said)).toEqual({ battery, isOnBattery });
  });
});

describe('by itself', () => {
  const day = 86_400_000;
  const report = (at: number, part: object = {}) => ({
    ...{
      at,
      level: 'check' as const,
      outcome: 'pass' as const,
      end: 'done' as const,
      ms: 1,
      offMs: null,
      steps: [],
    },
    ...{
      figures: noFigures,
      model: '',
      of: { models: [], config: '', image: '', form: '', versions: {} },
      ...part,
    },
  });
  const running = { ...newJob({ kind: 'pull', what: 'a:1', isForced: false }), is: 'running' as const };

  /** Three days after the start, with a wish for it. */
  const wanting = (part: Partial<State> = {}): State => {
    const base = calm({ ...settings({ 'drill.byItself': true }), at: 3 * day, ...part });
    return base;
  };
  const lastOne = (ago: number): Partial<State> => {
    const { ready } = newState(0, 0);
    return { ready: { ...ready, proofs: { ...ready.proofs, drills: [report(3 * day - ago)] } } };
  };

  test.each<[string, Partial<State>, boolean]>([
    ['none yet', {}, true],
    ['not wanted', settings({ 'drill.byItself': false }), false],
    ['yesterday’s is a day old', lastOne(day), true],
    ['one an hour ago', lastOne(3_600_000), false],
    ['just started', { at: 1_000 }, false],
    ['on battery', { isOnBattery: true }, false],
    ['asleep', { asleep: { since: 0, ranSince: 0 } }, false],
    ['somebody looks', { attention: { pace: 'eager', until: 3 * day + 5_000 } }, false],
    ['something is being prepared', { jobs: { ...newState(0, 0).jobs, list: [running] } }, false],
  ])('%s', (_title, part, expected) => {
    expect(isDueByItself(wanting(part))).toBe(expected);
  });

  test('it is begun, and the next one a day later', () => {
    const begun = followDrill(wanting());
    expect(begun.drill.now).toMatchObject({ level: 'check', phase: 'looking', askedAt: 3 * day });
    expect(isDueByItself({ ...begun, at: 4 * day - 1 })).toBe(false);
    const over = begun.drill.now && { ...begun.drill.now, phase: 'over' as const };
    const later = { ...begun, drill: { ...begun.drill, now: over } };
    expect([day - 1, day].map((ms) => isDueByItself({ ...later, at: 3 * day + ms }))).toEqual([false, true]);
    expect(drillMoments(later)).toContain(4 * day);
  });
});
