import { describe, expect, test } from 'vitest';
import type { Level, StepId } from '../../main/core/drill/drill.ts';
import { drillNoticeWords } from '../../main/core/drill/notice-words.ts';
import { ok } from '../../main/core/problem.ts';
import { at, type Switching } from '../claw/switching.ts';
import { configPath, goodConfig } from '../fakes/stack.ts';
import { type FakeWifi, fakeWifi } from '../fakes/wifi.ts';
import { paths, type World } from '../fakes/world.ts';

interface Drilling extends Switching {
  readonly wifi: FakeWifi;
  start(level: Level, atMost?: number): Promise<void>;
  steps(): string;
  /** Passes time until that step goes on. */
  reach(id: StepId): Promise<void>;
  /** Passes time until the drill is over. */
  over(): Promise<void>;
}

interface Place {
  /** How long (ms) it has run when it is handed over, and how long a model takes to answer. */
  readonly wait?: number;
  readonly takes?: number;
  readonly stack?: Parameters<typeof at>[1];
}

async function ready(
  settings = {},
  prepare: (world: World) => void = () => {},
  isOff = false,
  { wait = 60_000, takes = 0, stack = {} }: Place = {},
): Promise<Drilling> {
  let wifi: FakeWifi | null = null;
  const it = await at(settings, stack, {
    prepare: (world) => {
      wifi = fakeWifi(world);
      if (isOff) wifi.power = 'Off';
      world.streams.set('127.0.0.1:11434/api/generate', async function* () {
        if (takes > 0) await new Promise<void>((done) => void world.clock.after(takes, done));
        yield `${JSON.stringify({ response: 'one', done: false })}\n`;
        yield JSON.stringify({
          response: '',
          done: true,
          load_duration: 4e9,
          eval_count: 32,
          eval_duration: 4e9,
        });
      });
      prepare(world);
    },
  });
  if (!wifi) throw new Error('no Wi-Fi');
  await it.pass(wait);
  return {
    ...it,
    wifi,
    async start(level, atMost = 300_000) {
      const sent = await it.engine.send({ type: 'drill.start', level, atMost });
      if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
    },
    steps: () => (it.engine.state().drill.now?.steps ?? []).map(({ id, is }) => `${id} ${is}`).join(', '),
    async reach(id) {
      const isAt = () =>
        it.engine.state().drill.now?.steps.some((step) => step.id === id && step.is === 'doing');
      for (let n = 0; n < 20_000 && !isAt(); n += 1) await it.pass(10);
    },
    async over() {
      for (let n = 0; n < 600 && it.engine.state().drill.now?.phase !== 'over'; n += 1) await it.pass(1_000);
    },
  };
}

const passed = (...ids: readonly string[]) => ids.map((id) => `${id} pass`).join(', ');
const nowOf = (it: Drilling) => it.engine.state().drill.now;

/** Whatever happened: Wi-Fi is on, the config is what it was, and nothing is owed. */
function isBack(it: Drilling, config: string): void {
  expect([it.wifi.power, it.config() === config, it.world.disk.has(paths.drillDebt)]).toEqual([
    'On',
    true,
    false,
  ]);
  expect(it.engine.state().drill.owed).toBeNull();
}

describe('commands of the person’s own', () => {
  test.each([
    [false, []],
    [true, ['off drill 1', 'on drill 1']],
  ])('in a drill they run only where the person wants it: %s', async (isWanted, told) => {
    const runs: string[] = [];
    const settings = {
      'hooks.offline': ['/t', 'off'],
      'hooks.online': ['/t', 'on'],
      'hooks.on': true,
      'hooks.drill': isWanted,
    };
    const it = await ready(settings, (world) => {
      world.commands.set('/t', async ([word], { env = {} }) => {
        runs.push(`${word} ${env.OFFLINE_MODE_CAUSE} ${env.OFFLINE_MODE_DRILL}`);
        return ok({ stdout: '', stderr: '', exitCode: 0 });
      });
    });
    await it.start('wifi');
    await it.over();
    await it.pass(120_000);
    expect(it.engine.state().stance.is).toBe('online');
    expect(runs).toEqual(told);
    it.wifi.press('Off');
    await it.pass(30_000);
    expect(runs.at(-1), 'an outage behind it is one').toBe('off link-down undefined');
    await it.engine.stop();
  });
});

describe('Wi-Fi off', () => {
  test('all of it passes, nobody is alarmed, and everything is as it was', async () => {
    const it = await ready();
    const config = it.config();
    await it.start('wifi');
    await it.over();
    expect(it.steps()).toBe(
      `${passed('cut', 'gone', 'config', 'cold', 'warm', 'claw')}, egress left, lan left, peers left, ${passed('back', 'online', 'restored')}`,
    );
    expect(nowOf(it)).toMatchObject({ end: 'done', problem: null, figures: { loadMs: 4_000, speed: 8 } });
    isBack(it, config);
    const [report] = it.engine.state().ready.proofs.drills;
    expect(report).toMatchObject({ level: 'wifi', outcome: 'pass', end: 'done' });
    expect(report?.offMs).toBeGreaterThan(3_000);
    await it.pass(120_000);
    expect(it.world.notices).toEqual([]);
    expect(it.engine.state().diary.outages.map(({ isDrill }) => isDrill)).toEqual([true]);
    await it.engine.stop();
  });

  test.each([
    ['where names fail', { resolver: 'servfail' }],
    ['with a page to sign in', { portal: 'honest' }],
  ] as const)('a cable that leads to a line %s is no dead line', async (_title, line) => {
    const it = await ready({}, () => {}, false, { takes: 60_000 });
    await it.start('wifi');
    await it.reach('cold');
    it.world.change({ link: true, route: true, iface: 'en3', ...line });
    for (let n = 0; n < 60 && nowOf(it)?.phase === 'running'; n += 1) await it.pass(1_000);
    expect(nowOf(it)?.end).toBe('line');
    it.world.change({ resolver: 'ok', portal: 'no' });
    await it.over();
    await it.engine.stop();
  });

  test.each([
    ['a model in the cloud asked first', {}],
    ['a model here asked first', { config: goodConfig }],
  ])(
    'a cable that is plugged in while a model loads ends it: nothing was shown (%s)',
    async (_title, stack) => {
      const it = await ready({}, () => {}, false, { stack, takes: 40_000 });
      const config = it.config();
      await it.start('wifi');
      await it.reach('cold');
      it.world.change({ link: true, route: true, iface: 'en3' });
      await it.over();
      expect(nowOf(it)).toMatchObject({ end: 'line', problem: null });
      expect(it.engine.state().ready.proofs.drills.at(-1)).toMatchObject({ outcome: 'unsure', end: 'line' });
      isBack(it, config);
      await it.engine.stop();
    },
  );

  test('an engine that nobody tells of a sleep sees the gap, and gives back', async () => {
    const it = await ready();
    const config = it.config();
    it.gateway.winner = 'silent';
    await it.start('wifi');
    for (let n = 0; n < 2_000 && it.wifi.power === 'On'; n += 1) await it.pass(10);
    await it.pass(3_000);
    await it.world.clock.sleep(60_000);
    await it.over();
    expect(nowOf(it)?.end).toBe('slept');
    isBack(it, config);
    await it.engine.stop();
  });

  test('once Wi-Fi is on the debt names it no more: who turns it off then has meant it', async () => {
    const it = await ready();
    await it.start('wifi');
    const isOn = () => nowOf(it)?.steps.some(({ id, is }) => id === 'back' && is === 'pass') ?? false;
    for (let n = 0; n < 20_000 && !isOn(); n += 1) await it.pass(10);
    expect(JSON.parse(it.world.disk.get(paths.drillDebt) ?? '{}')).toMatchObject({ device: null });
    await it.over();
    await it.engine.stop();
  });

  test('without cloud models by choice: what is there is given back, not what was there before that choice', async () => {
    const it = await ready({ 'switch.noCloud': true });
    const config = it.config();
    expect(it.engine.state().claw.side).toBe('local');
    await it.start('wifi');
    await it.reach('claw');
    expect(it.world.disk.get(`${paths.drillFolder}/1.was`)).toBe(config);
    await it.over();
    expect(it.steps()).toContain(passed('back', 'online', 'restored'));
    expect(it.wifi.power).toBe('On');
    expect([it.config() === config, it.world.disk.has(paths.drillDebt)]).toEqual([true, false]);
    await it.engine.stop();
  });

  test('quit while it is looked at what stands against it: nothing is begun any more', async () => {
    const it = await ready();
    const config = it.config();
    await it.start('wifi');
    expect(nowOf(it)?.phase).toBe('looking');
    const stopping = it.engine.stop();
    await it.pass(20_000);
    await stopping;
    expect(it.wifi.told).not.toContain('off');
    isBack(it, config);
  });

  test('the debt is on disk, and its shell armed, before Wi-Fi goes', async () => {
    const it = await ready();
    const order: string[] = [];
    const { launch } = it.world.tools.programs;
    expect(launch).toBeDefined();
    await it.start('wifi');
    for (let n = 0; n < 200 && it.wifi.power === 'On'; n += 1) {
      const debt = it.world.disk.get(paths.drillDebt);
      order.push(debt === undefined ? 'nothing' : JSON.parse(debt).shell === null ? 'written' : 'armed');
      await it.pass(10);
    }
    expect(new Set(order).has('armed')).toBe(true);
    expect(order.at(-1)).toBe('armed');
    await it.over();
    await it.engine.stop();
  });

  test.each([
    ['cut', 1],
    ['gone', 1],
    ['config', 400],
    ['cold', 1],
    ['warm', 1],
    ['claw', 300],
  ] as const)('called off during “%s”: all is given back', async (step, wait) => {
    const it = await ready();
    const config = it.config();
    await it.start('wifi');
    const isAt = () => nowOf(it)?.steps.some(({ id, is }) => id === step && is !== 'todo') ?? false;
    for (let n = 0; n < 20_000 && !isAt(); n += 1) await it.pass(10);
    await it.pass(wait);
    await it.engine.send({ type: 'drill.stop' });
    await it.over();
    expect(nowOf(it)?.end).toMatch(/stopped|done/);
    isBack(it, config);
    await it.engine.stop();
  });

  test('called off while the shell is being started: nothing is left behind', async () => {
    const it = await ready();
    const config = it.config();
    await it.start('wifi');
    for (let n = 0; n < 2_000 && nowOf(it)?.phase !== 'arming'; n += 1) await it.pass(1);
    await it.engine.send({ type: 'drill.stop' });
    await it.over();
    await it.pass(10_000);
    isBack(it, config);
    await it.engine.stop();
  });

  test('the person chooses a mode: the drill is over, and the choice holds', async () => {
    const it = await ready();
    it.gateway.winner = 'silent';
    await it.start('wifi');
    await it.pass(8_000);
    await it.engine.send({ type: 'mode.set', mode: 'offline' });
    await it.over();
    expect([nowOf(it)?.end, it.wifi.power, it.engine.state().claw.side]).toEqual([
      'stopped',
      'On',
      'offline',
    ]);
    await it.pass(10_000);
    expect(it.world.disk.has(paths.drillDebt)).toBe(false);
    await it.engine.stop();
  });

  test.each([
    ['an hour ahead', 3_600_000],
    ['an hour back', -3_600_000],
  ])('the clock is set %s in the middle: Wi-Fi is back no later for it', async (_title, by) => {
    const it = await ready();
    const config = it.config();
    it.gateway.winner = 'silent';
    await it.start('wifi', 120_000);
    const begun = it.world.clock.mono();
    await it.pass(8_000);
    expect(it.wifi.power).toBe('Off');
    it.world.clock.set(by);
    for (let n = 0; n < 200 && it.wifi.power === 'Off'; n += 1) await it.pass(1_000);
    expect(it.world.clock.mono() - begun).toBeLessThan(121_000);
    await it.over();
    isBack(it, config);
    await it.engine.stop();
  });

  test('somebody turns Wi-Fi on: the drill is over, and stays so', async () => {
    const it = await ready();
    const config = it.config();
    it.gateway.winner = 'silent';
    await it.start('wifi');
    await it.pass(8_000);
    it.wifi.press('On');
    await it.over();
    expect(nowOf(it)?.end).toBe('person');
    isBack(it, config);
    await it.engine.stop();
  });

  test('its time is up: what was not tried is not told as tried', async () => {
    const it = await ready();
    const config = it.config();
    it.gateway.winner = 'silent';
    await it.start('wifi', 60_000);
    await it.over();
    expect(nowOf(it)).toMatchObject({ end: 'late' });
    const { untilAt, backAt } = nowOf(it) ?? {};
    expect((backAt ?? 0) < (untilAt ?? 0)).toBe(true);
    isBack(it, config);
    await it.engine.stop();
  });

  test.each([
    ['works at the second try', 'second', 'done', null],
    ['ends well and does nothing', 'lies', 'done', 'drill-wifi'],
  ] as const)('a program that %s', async (_title, how, end, code) => {
    const it = await ready();
    const config = it.config();
    it.wifi.how = how;
    await it.start('wifi');
    await it.over();
    expect(nowOf(it)?.end).toBe(end);
    expect(nowOf(it)?.steps.find(({ id }) => id === 'cut')?.problem?.code ?? null).toBe(code);
    isBack(it, config);
    await it.engine.stop();
  });

  test('a program that hangs is found out before anything is taken', async () => {
    const it = await ready();
    it.wifi.how = 'hangs';
    await it.start('wifi');
    await it.over();
    expect(nowOf(it)).toMatchObject({ end: null, problem: { code: 'drill-wifi' } });
    expect(it.engine.state().ready.proofs.drills).toEqual([]);
    await it.engine.stop();
  });

  test('it ends when the machine goes to sleep, and when the app does', async () => {
    const it = await ready();
    const config = it.config();
    it.gateway.winner = 'silent';
    await it.start('wifi');
    await it.pass(8_000);
    it.engine.tell({ type: 'machine.slept' });
    await it.pass(3_000);
    expect([nowOf(it)?.end, it.wifi.power]).toEqual(['slept', 'On']);
    it.engine.tell({ type: 'machine.woke' });
    await it.over();
    isBack(it, config);
    await it.pass(60_000);
    await it.start('wifi');
    await it.pass(8_000);
    expect(it.wifi.power).toBe('Off');
    const stopping = it.engine.stop();
    await it.pass(20_000);
    await stopping;
    expect(it.wifi.power).toBe('On');
  });
});

describe('only the apps are cut off', () => {
  test('the stack goes offline and comes back, and the internet stays', async () => {
    const it = await ready();
    const config = it.config();
    await it.start('app');
    await it.pass(2_000);
    expect(it.engine.state().network.verdict.key).toBe('online');
    expect(it.engine.state().stance.is).toBe('offline');
    await it.over();
    expect(it.steps()).toBe(
      `${passed('config', 'cold', 'warm', 'claw')}, egress left, lan pass, peers unsure, restored pass`,
    );
    expect(nowOf(it)?.end).toBe('done');
    expect(it.wifi.told).toEqual([]);
    isBack(it, config);
    await it.pass(60_000);
    expect(it.engine.state().stance.is).toBe('online');
    expect(it.engine.state().diary.outages).toEqual([]);
    expect(it.engine.state().ready.proofs.drills.map(({ outcome }) => outcome)).toEqual(['pass']);
    await it.engine.stop();
  });

  test('one of two services near by stops answering: the other one is not enough', async () => {
    const telmeet = 'telmeet=http://192.168.1.50:8443/health 200';
    const radio = { status: 200, type: 'text/html', body: 'radio', isWhole: true, certificate: null };
    const it = await ready(
      { 'lan.services': [telmeet, 'radio=http://192.168.1.60:8443/ 200'] },
      (world) => void world.services.set('192.168.1.60:8443', () => radio),
    );
    expect(['lan:telmeet', 'lan:radio'].map((id) => it.part(id).health)).toEqual(['up', 'up']);
    await it.start('app');
    await it.pass(2_000);
    it.stack.telmeet = 'error';
    await it.over();
    expect(it.steps()).toContain('lan fail');
    expect(it.engine.state().ready.proofs.drills.map(({ outcome }) => outcome)).toEqual(['fail']);
    await it.engine.stop();
  });
});

describe('nothing is touched', () => {
  test('a model in the cloud answers first, which proves nothing and is told so', async () => {
    const it = await ready();
    const config = it.config();
    await it.start('check');
    await it.over();
    expect(it.steps()).toBe(`${passed('config', 'warm')}, claw unsure, lan pass, peers unsure`);
    expect(it.stack.done.filter((act) => act.startsWith('unload'))).toEqual([]);
    isBack(it, config);
    await it.engine.stop();
  });
});

describe('a debt that cannot be written', () => {
  test('no drill, no report, and why', async () => {
    const it = await ready();
    const config = it.config();
    it.world.faults.write = 'ENOSPC';
    await it.start('wifi');
    await it.over();
    expect(nowOf(it)).toMatchObject({ problem: { code: 'disk-full' }, cutAt: null });
    expect(it.wifi.told).not.toContain('off');
    expect(it.engine.state().ready.proofs.drills).toEqual([]);
    expect(it.engine.state().drillNotice).toBeNull();
    it.world.faults.write = null;
    await it.pass(10_000);
    isBack(it, config);
    await it.engine.stop();
  });
});

describe('an engine that was cut short', () => {
  const debt = { id: '1-1', level: 'wifi', device: 'en0', until: 4e12, shell: { pid: 77, startedAt: '1' } };

  test.each([
    ['a debt that can be read', JSON.stringify(debt)],
    ['one that is cut in the middle', JSON.stringify(debt).slice(0, 20)],
    ['an empty file', ''],
  ])('%s is paid first, and that is told', async (_title, text) => {
    const it = await ready(
      {},
      (world) => {
        world.disk.set(paths.drillDebt, text);
        world.change({ link: false, route: false });
      },
      true,
    );
    expect(it.wifi.told).toEqual(['on']);
    expect(it.world.disk.has(paths.drillDebt)).toBe(false);
    expect(it.engine.state().drill).toMatchObject({ owed: null, now: null });
    expect(it.engine.state().drill.paidAt).not.toBeNull();
    await it.engine.stop();
  });

  test.each([
    ['wifi', 'A drill was cut short. Wi-Fi was turned on again afterwards.'],
    ['config', 'A drill was cut short. Its change to OpenClaw’s config was undone.'],
  ])('what its shell has given back since (%s) is told once', async (paid, body) => {
    const it = await ready({}, (world) => void world.disk.set(`${paths.drillFolder}/paid`, `${paid}\n`));
    const { paidAt, isPaidWifi } = it.engine.state().drill;
    expect([paidAt !== null, isPaidWifi, it.wifi.told]).toEqual([true, paid === 'wifi', []]);
    expect([...it.world.disk.keys()].filter((path) => path.startsWith(paths.drillFolder))).toEqual([]);
    expect(it.engine.state().drillNotice).toMatchObject({ report: null, isOver: false });
    const words = drillNoticeWords(
      { report: null, isOfWifi: isPaidWifi, isDue: false },
      { lang: 'en', now: 0 },
    );
    expect(words.body).toBe(body);
    await it.engine.stop();
  });

  /** What lies on the disk once a drill has been cut short in its middle, and the config as it was before. */
  async function cutShort(settings: object): Promise<{ config: string; disk: Map<string, string> }> {
    const it = await ready(settings);
    const config = it.config();
    await it.start('wifi');
    for (let n = 0; n < 2_000 && it.config() === config; n += 1) await it.pass(10);
    await it.pass(2_000);
    const disk = new Map(it.world.disk);
    expect(disk.get(configPath)).not.toBe(config);
    const stopping = it.engine.stop();
    await it.pass(20_000);
    await stopping;
    return { config, disk };
  }
  const ways: readonly [string, (disk: Map<string, string>) => void][] = [
    ['before the promised time', () => {}],
    [
      'long after it',
      (disk) => {
        const owed = JSON.parse(disk.get(paths.drillDebt) ?? '');
        disk.set(paths.drillDebt, JSON.stringify({ ...owed, until: 1_000 }));
      },
    ],
    ['with a debt that is torn', (disk) => disk.set(paths.drillDebt, '{"id"')],
    [
      'with a debt that is torn, and the journal lost',
      (disk) => {
        disk.set(paths.drillDebt, '{"id"');
        disk.delete(paths.journal);
      },
    ],
    [
      'after its shell, which has left a config alone that somebody had changed',
      (disk) => {
        disk.delete(paths.drillDebt);
        disk.set(`${paths.drillFolder}/paid`, 'config\n');
      },
    ],
    [
      'with nothing left to tell of it but the journal',
      (disk) => {
        disk.delete(paths.drillDebt);
      },
    ],
  ];
  describe.each(ways)('started again %s', (_title, change) => {
    test.each(['auto', 'ask', 'never'] as const)(
      'the config that it had changed comes back, where the rule for leaving is “%s”, and only then is that told',
      async (leave) => {
        const { config, disk } = await cutShort({ 'switch.leave': leave });
        change(disk);
        const [isInDebt, isPaid] = [disk.has(paths.drillDebt), disk.has(`${paths.drillFolder}/paid`)];
        const it = await ready(
          { 'switch.leave': leave },
          (world) => {
            for (const [path, text] of disk) world.disk.set(path, text);
            // Who is in debt finds Wi-Fi off; a shell has turned it on before.
            if (isInDebt) world.change({ link: false, route: false });
          },
          isInDebt,
          { wait: 0 },
        );
        for (let n = 0; n < 240; n += 1) {
          await it.pass(1_000);
          const { drill } = it.snapshot();
          if (drill?.paidAt != null && !drill.isPaidWifi) expect(it.config()).toBe(config);
        }
        const isOwed = isInDebt || isPaid;
        isBack(it, config);
        expect(it.engine.state().drill.paidAt !== null).toBe(isOwed);
        await it.engine.stop();
      },
    );
  });

  test.each([
    ['keeps it', { type: 'switch.settle', how: 'keep' }],
    ['chooses Offline', { type: 'mode.set', mode: 'offline' }],
  ] as const)('who %s is not told that it is undone', async (_title, command) => {
    const { disk } = await cutShort({ 'switch.leave': 'never' });
    disk.delete(paths.drillDebt);
    disk.set(`${paths.drillFolder}/paid`, 'config\n');
    const it = await ready(
      { 'switch.leave': 'never' },
      (world) => {
        for (const [path, text] of disk) world.disk.set(path, text);
        world.change({ upstream: 'silent' });
      },
      false,
      { wait: 20_000 },
    );
    expect([it.engine.state().drill.paidAt !== null, it.snapshot().drill?.paidAt]).toEqual([true, null]);
    expect(await it.engine.send(command)).toMatchObject({ ok: true });
    await it.pass(60_000);
    expect(it.snapshot().drill?.paidAt).toBeNull();
    expect(it.engine.state().claw.isBorrowed).toBe(false);
    expect(it.engine.state().drillNotice).toBeNull();
    await it.engine.stop();
  });

  test('a word that nobody has heard is not lost with an engine', async () => {
    const { config, disk } = await cutShort({});
    disk.delete(paths.drillDebt);
    disk.set(`${paths.drillFolder}/paid`, 'config\n');
    const start = (from: ReadonlyMap<string, string>, line: object) =>
      ready(
        {},
        (world) => {
          for (const [path, text] of from) world.disk.set(path, text);
          world.change(line);
        },
        false,
        { wait: 20_000 },
      );
    const first = await start(disk, { upstream: 'silent' });
    expect(first.snapshot().drill?.paidAt).toBeNull();
    await first.engine.stop();
    const then = new Map(first.world.disk);
    expect(then.has(`${paths.drillFolder}/paid`)).toBe(false);
    const it = await start(then, {});
    await it.pass(60_000);
    expect(it.config()).toBe(config);
    expect(it.snapshot().drill?.paidAt).not.toBeNull();
    expect(it.engine.state().drillNotice).toMatchObject({ report: null });
    await it.engine.stop();
    const last = await start(it.world.disk, {});
    await last.pass(60_000);
    expect(last.engine.state().drill.paidAt).toBeNull();
    await last.engine.stop();
  });

  test('what is owed is paid before the next one may begin', async () => {
    const it = await ready();
    it.wifi.how = 'hangs';
    it.engine.tell({
      ...{
        type: 'engine.started',
        owed: 'torn',
        isResuming: false,
        isConsenting: true,
        problems: [],
        diary: [],
      },
      ...{ settings: it.engine.state().settings, journal: it.engine.state().journal },
      proofs: it.engine.state().ready.proofs,
    });
    const sent = await it.engine.send({ type: 'drill.start', level: 'wifi', atMost: 60_000 });
    expect(sent).toMatchObject({ ok: false, problem: { code: 'drill-owed' } });
    it.wifi.how = 'works';
    await it.pass(60_000);
    expect(await it.engine.send({ type: 'drill.start', level: 'wifi', atMost: 60_000 })).toMatchObject({
      ok: true,
    });
    await it.over();
    await it.engine.stop();
  });
});
