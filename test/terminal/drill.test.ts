import { describe, expect, test } from 'vitest';
import { fakeGateway } from '../fakes/gateway.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { fakeWifi } from '../fakes/wifi.ts';
import { paths, type World } from '../fakes/world.ts';

const home = withHome();
type More = Omit<Parameters<typeof runIn>[1], 'argv' | 'folder'>;
const run = (world: World, argv: readonly string[], more: More = {}): Promise<Ran> =>
  runIn(world, { ...more, argv, folder: home.folder() });

function place() {
  const { world, stack } = stackWorld();
  const wifi = fakeWifi(world);
  const gateway = fakeGateway(world);
  world.streams.set('127.0.0.1:11434/api/generate', async function* () {
    yield `${JSON.stringify({ response: 'one', done: false })}\n`;
    yield `${JSON.stringify({ response: '', done: true, load_duration: 4e9, eval_count: 32, eval_duration: 4e9 })}\n`;
  });
  return { world, stack, wifi, gateway };
}

describe('drill', () => {
  test('Wi-Fi off, with a yes: what is checked, each step, the end; and a report of it', async () => {
    const { world, wifi } = place();
    const ran = await run(world, ['drill', 'wifi', '--yes', '--at-most', '5m']);
    expect({ code: ran.code, power: wifi.power }).toEqual({ code: 0, power: 'On' });
    expect(ran.out).toMatch(/^✓ Wi-Fi is on\n✓ Wi-Fi can be switched back\n✓ No other way out\n/);
    expect(ran.out).toMatch(
      /\n✓ Wi-Fi off +1\.0 s\n✓ Internet is gone +0\.\d s\n {2}No link\n✓ Offline config in place/,
    );
    expect(ran.out).toMatch(
      /\n✓ Wi-Fi back on +1\.0 s\n✓ Internet is back +[\s\S]+\n✓ Everything as before +\S+ s\n {2}byte for byte\n\n✓ Drill passed\. Wi-Fi was off for \d+ s\. Your AI kept answering\.\n {2}First token/,
    );
    expect(ran.out).toMatch(
      /\n {2}Not tested: Local services and devices: Wi-Fi carries your local network\.\n$/,
    );
    expect(ran.out).toMatch(
      /\nWi-Fi comes back after 5 min at the latest, even if this app quits or crashes\.\nAfter a restart [^\n]+\nWi-Fi comes back at \d\d:\d\d, even if this app quits or crashes\.\n✓ Wi-Fi off/,
    );
    const report = await run(world, ['drill', 'report']);
    expect(report).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Drill: Wi-Fi off, [\s\S]+✓ Drill passed/),
    });
    const korean = await run(world, ['drill', 'report', '--markdown', '--lang', 'ko']);
    expect(korean.out).toMatch(/^# 오프라인 훈련: 훈련 통과\n[\s\S]+\| ✓ \| Wi-Fi 끄기 \| 1\.0초 \|/);
    const json = JSON.parse((await run(world, ['drill', 'report', '--json'])).out);
    expect(json).toMatchObject({
      schema: 1,
      level: 'wifi',
      outcome: 'pass',
      of: { models: expect.any(Array) },
    });
    const check = await run(world, ['check', '--json']);
    expect(JSON.parse(check.out).items).toContainEqual(expect.objectContaining({ id: 'drill', state: 'ok' }));
  });

  test('nobody to ask, and no --yes: nothing is taken', async () => {
    const { world, wifi } = place();
    const ran = await run(world, ['drill', 'wifi']);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('add --yes.') });
    expect(wifi.told).toEqual(['on']);
  });

  test('the person is asked with the promise before their eyes, and says no', async () => {
    const { world, wifi } = place();
    const ran = await run(world, ['drill', 'wifi'], { terminal: { ask: async () => false } });
    expect(ran).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /\nWi-Fi comes back after 5 min at the latest, even if this app quits or crashes\.\nAfter a restart .+\n$/,
      ),
    });
    expect(wifi.told).toEqual(['on']);
  });

  test('what is left of a minute counts as one: the promise is not earlier than it is', async () => {
    const { world } = place();
    const ran = await run(world, ['drill', 'wifi', '--at-most', '80s'], {
      terminal: { ask: async () => false },
    });
    expect(ran.out).toContain('Wi-Fi comes back after 2 min at the latest');
  });

  test('refused: why, in a sentence, and exit 1', async () => {
    const { world, wifi } = place();
    wifi.press('Off');
    wifi.power = 'Off';
    world.change({ link: true, route: true });
    const ran = await run(world, ['drill', 'wifi', '--yes']);
    expect(ran).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Not started: Wi-Fi is not on/),
    });
    expect(wifi.told).toEqual([]);
  });

  test('a ^C in the middle: all is given back before the command ends', async () => {
    const { world, wifi, gateway } = place();
    gateway.winner = 'silent';
    let isOff = false;
    const ran = await run(world, ['drill', 'wifi', '--yes'], {
      during: (_said, end) => {
        if (wifi.power === 'Off' && !isOff) end();
        isOff ||= wifi.power === 'Off';
      },
    });
    expect([isOff, wifi.power, ran.code]).toEqual([true, 'On', 1]);
    expect(ran.out).toMatch(/\n\? Drill stopped\.\n/);
  });

  test.each([
    [['watch'], 'wifi', 'A drill was cut short. Wi-Fi was turned on again afterwards.'],
    [['check'], 'config', 'A drill was cut short. Its change to OpenClaw’s config was undone.'],
    [['check', '--json'], 'wifi', '"key":"drill.debt"'],
  ])(
    '%j tells what the shell of a killed drill (%s) has given back since, once',
    async (argv, paid, words) => {
      const { world } = place();
      world.disk.set(`${paths.drillFolder}/paid`, `${paid}\n`);
      const during: More['during'] =
        argv[0] === 'watch' ? ({ err }, end) => err.includes(words) && end() : undefined;
      const ran = await run(world, argv, during ? { during } : {});
      expect(ran.err.split(words)).toHaveLength(2);
      expect((await run(world, ['check'])).err).not.toContain('cut short');
    },
  );

  test('a look that gives nothing back says that something is owed, and what gives it back', async () => {
    const { world } = place();
    world.disk.set(paths.drillDebt, '{"id"');
    const ran = await run(world, ['status']);
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('run “offline-mode watch”')]);
    expect(world.disk.has(paths.drillDebt)).toBe(true);
    world.disk.delete(paths.drillDebt);
    expect((await run(world, ['status'])).err).not.toContain('cut short');
  });

  test('called off elsewhere while it still looks: nothing was tried, and an older report is not told as its own', async () => {
    const { world, wifi } = place();
    const { code, out } = await run(world, ['drill', 'check']);
    expect([code, /Drill passed/.test(out)]).toEqual([0, true]);
    const app = await appIn(world, home.folder());
    wifi.how = 'hangs';
    await world.clock.pass(30_000);
    expect(await app.send({ type: 'drill.start', level: 'wifi', atMost: 300_000 })).toMatchObject({
      ok: true,
    });
    const ran = await run(world, ['drill', 'stop']);
    expect(ran).toEqual({
      code: 1,
      out: expect.not.stringContaining('Drill passed'),
      err: 'Drill stopped\n',
    });
    expect(wifi.told).toEqual([]);
    const leaving = app.leave();
    await world.clock.pass(20_000);
    await leaving;
  });

  test('as JSON: an object for each step, and the report last', async () => {
    const { world } = place();
    const { code, out } = await run(world, ['drill', 'app', '--yes', '--json']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines.slice(0, -1).every(({ step }) => typeof step.id === 'string')).toBe(true);
    expect(lines.at(-1)).toMatchObject({ schema: 1, level: 'app', outcome: 'pass' });
  });

  test.each([
    [['drill', 'fly'], /“drill” needs/],
    [['drill', 'wifi', '--at-most', '10s'], /--at-most/],
    [['drill', 'wifi', '--at-most', 'soon'], /soon/],
    [['drill', 'report', '--yes'], /--yes/],
    [['drill', 'stop'], /No drill is running/],
    [['drill', 'report'], /^Drill: not yet\./],
  ])('%j', async (argv, words) => {
    const ran = await run(place().world, argv);
    expect(ran.err).toMatch(words);
    expect(ran.code).not.toBe(0);
  });
});
