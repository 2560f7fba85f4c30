import { describe, expect, test } from 'vitest';
import { chainLines } from '../../main/core/claw/say.ts';
import { egressSay, formCommand, formRows, formSay } from '../../main/core/claw/say-form.ts';
import { leakGroups, leaksNow, leakTone } from '../../main/core/claw/say-leaks.ts';
import type { ToldLeaks } from '../../main/core/claw/told.ts';
import { speaker } from '../../main/core/words.ts';
import { report, step } from '../fakes/drills.ts';
import { at } from './switching.ts';

const say = speaker('en');
const container = (form: 'A' | 'B' | 'D' | null, network = 'bridge') => ({
  ...{ name: 'openclaw', isRunning: true, form, network },
});

describe('the page of leaks', () => {
  const leaks = (...list: ToldLeaks['leaks']): ToldLeaks => ({
    ...{ models: 'could', services: 'none', leaks: list, more: 0 },
  });
  const inConfig = {
    where: 'agents.defaults.model',
    kind: 'model',
    to: 'a/b',
    why: 'cloud',
    isSure: true,
  } as const;
  const search = { where: 'tools.web', kind: 'service', to: 'x', why: 'search', isSure: true } as const;
  const chat = { ...inConfig, where: 'session agent:main:me' };
  const job = { ...inConfig, where: 'cron nightly' };
  const key = { where: 'env A_KEY', kind: 'service', to: 'a', why: 'plugin', isSure: false } as const;

  test('what is kept outside the config has a part of its own, by its own name', () => {
    const groups = leakGroups(leaks(key, job, chat, search, inConfig), null, say);
    expect(groups.map(({ id, lines }) => [id, lines.map(({ where }) => where)])).toEqual([
      ['config', ['agents.defaults.model', 'tools.web']],
      ['session', ['agent:main:me']],
      ['cron', ['nightly']],
      ['env', ['A_KEY']],
    ]);
  });

  test('what offline mode closes is said to be closed, and nothing else is', () => {
    const todo = (after: ToldLeaks | null) =>
      leakGroups(leaks(inConfig, chat), after, say).flatMap(({ lines }) => lines.map((one) => one.todo));
    const [model, talk] = todo(null);
    expect(model).toBe('Offline mode does not close this: set a model on this machine here.');
    expect(talk).toBe('Choose a model on this machine in that chat.');
    expect(todo(leaks(chat))).toEqual(['Offline mode closes this.', talk]);
    // Not all that is left is told: then nobody can say that this one is closed.
    expect(todo({ ...leaks(chat), more: 1 })).toEqual([model, talk]);
  });

  test.each([
    ['none', 'none', 'good'],
    ['none', 'could', 'warn'],
    ['none', 'unknown', 'mute'],
    ['could', 'none', 'bad'],
    ['unknown', 'could', 'mute'],
  ] as const)('models %s, services %s: %s', (models, services, tone) => {
    expect(leakTone({ models, services })).toBe(tone);
  });

  test('what is worked out now counts, else what the last switch has found', async () => {
    const one = await at();
    const told = one.snapshot().switch;
    if (!told) throw new Error('no switch');
    expect(leaksNow(told).report?.models).toBe('could');
    expect(leaksNow({ ...told, ahead: null })).toEqual({ report: null, at: null });
    await one.engine.stop();
  });
});

describe('the model chain', () => {
  test('each model is told with its size, its fit and its tools, now and offline', async () => {
    const one = await at();
    const told = one.snapshot().switch;
    expect(chainLines(told?.chain ?? [], say).map(({ place, mark, about }) => [place, mark, about])).toEqual(
      expect.arrayContaining([['cloud', 'warn', '']]),
    );
    const then = chainLines(told?.ahead?.chain ?? [], say);
    expect(then.length).toBeGreaterThan(0);
    expect(then.every(({ isCloud }) => !isCloud)).toBe(true);
    expect(then[0]?.about).toMatch(/^here, [\d.]+\sGB, fits in memory, can use tools$/);
    await one.engine.stop();
  });

  test.each([
    [{ isHere: false, hasTools: null }, 'warn', 'not here, 19.9 GB, fits in memory'],
    [
      { fits: 'no' as const, need: 43e9 },
      'warn',
      'here, 19.9 GB, too big: needs 43.0 GB, this machine has 38.7 GB, can use tools',
    ],
    [{ hasTools: false }, 'warn', 'here, 19.9 GB, fits in memory, cannot use tools'],
    [{ bytes: null, fits: 'unknown' as const }, 'good', 'here, can use tools'],
  ])('%j', (rest, mark, about) => {
    const model = {
      isHere: true,
      bytes: 19.9e9,
      need: 20.9e9,
      memory: 38.7e9,
      fits: 'yes' as const,
      hasTools: true,
    };
    const [line] = chainLines([{ ref: 'ollama/a', place: 'local', model: { ...model, ...rest } }], say);
    expect([line?.mark, line?.about.replace(/[\u00a0\u202f]/g, ' ')]).toEqual([mark, about]);
  });
});

describe('the page of forms', () => {
  test('one of ours goes first, one of somebody else is left alone', () => {
    expect(formCommand(container('D'), 'B')).toBe(
      'offline-mode openclaw remove && offline-mode openclaw create --form B',
    );
    expect(formCommand(container(null), 'A')).toBe(
      'offline-mode settings set openclaw.container openclaw-a && offline-mode openclaw create --form A',
    );
    expect(formCommand(null, 'D')).toBe('offline-mode openclaw create --form D');
    expect(formCommand(container('A'), 'isolation')).toBe('offline-mode openclaw isolation');
  });

  test('the one that is there is marked, and what keeps it from the cloud is said', () => {
    expect(formRows(container('B'), say).map(({ form, isNow }) => [form, isNow])).toEqual([
      ['D', false],
      ['B', true],
      ['A', false],
    ]);
    expect(formSay(container('B'), say)).toMatchObject({ isApart: true });
    expect(formSay(container('D'), say)).toMatchObject({ isApart: false });
    expect(formSay(container(null), say)).toMatchObject({ isApart: false });
    expect(formSay(null, say).head).toBe('OpenClaw runs in no container');
  });

  test('what the last drill found of the ways out', () => {
    expect(egressSay(report({ at: 0 }), 'en', 7_200_000)).toBe(
      'The drill 2 h ago: nothing outside could be reached from inside.',
    );
    expect(egressSay(report({ steps: [step('egress', 'left')] }), 'en', 0)).toBeNull();
    expect(egressSay(null, 'en', 0)).toBeNull();
  });
});
