import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../main/core/problem.ts';
import { isFileSetting, settingFromText, settingSchemas } from '../../main/core/settings.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { appIn, runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, type World } from '../fakes/world.ts';

const home = withHome();
const command = '["/bin/tell","a b","$(id)"]';

function place(exitCode = 0): { readonly world: World; readonly runs: string[][] } {
  const world = newWorld();
  const runs: string[][] = [];
  world.commands.set('/bin/tell', async (args) => {
    runs.push([...args]);
    await new Promise<void>((done) => void world.clock.after(200, done));
    return ok({ stdout: 'hello\u001b[2J there\n', stderr: '', exitCode });
  });
  return { world, runs };
}
const typed = (world: World, ...argv: string[]) => runIn(world, { argv, folder: home.folder() });

describe('what is set', () => {
  test.each([
    ['["/usr/bin/say", "offline, now"]', ['/usr/bin/say', 'offline, now'], true],
    ['[ "/usr/bin/say" ]', ['/usr/bin/say'], true],
    ['/opt/my program, or not', ['/opt/my program, or not'], true],
    ['~/bin/tell', ['~/bin/tell'], true],
    ['', [], true],
    ['[]', [], true],
    ['say offline', ['say offline'], false],
    ['["say"]', ['say'], false],
    ['["../x"]', ['../x'], false],
    ['["/x", 3]', ['/x', 3], false],
    ['["/x', '["/x', false],
    [`["/x","${'y'.repeat(1_001)}"]`, ['/x', 'y'.repeat(1_001)], false],
    [JSON.stringify(['/x', ...Array(20).fill('y')]), ['/x', ...Array(20).fill('y')], false],
    [JSON.stringify(['/x', 'a\0b']), ['/x', 'a\0b'], false],
  ])('%s', (text, value, isTaken) => {
    expect(settingFromText('hooks.offline', text)).toEqual(value);
    const checked = settingSchemas['hooks.offline'].safeParse(value);
    expect(checked.success).toBe(isTaken);
    if (!isTaken) expect(checked.error?.issues[0]?.message).toBe('command');
  });

  test('no page may set them', () => {
    expect(['hooks.offline', 'hooks.online'].map(isFileSetting)).toEqual([true, true]);
  });

  test.each([
    [['hooks', 'run'], 'hooks'],
    [['hooks', 'try'], 'hooks'],
    [['hooks', 'try', 'auto'], 'hooks'],
    [['hooks', 'try', 'online', 'now'], 'hooks'],
    [['hooks', 'list', 'all'], 'all'],
    [['hooks', '--yes'], '--yes'],
  ])('%j is wrong usage', (argv, about) => {
    expect(readArgs(argv).wanted).toMatchObject({ ok: false, problem: { about } });
  });
});

describe('hooks', () => {
  test('nothing is set: it says how one is', async () => {
    const { world } = place();
    const ran = await typed(world, 'hooks');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('– After going offline: None');
    expect(ran.out).toContain('offline-mode settings set hooks.offline');
    expect(await typed(world, 'hooks', 'try', 'offline')).toMatchObject({
      code: 1,
      err: expect.stringContaining('No command is set there'),
    });
  });

  test('what is set is shown as it is run, and can be typed again', async () => {
    const { world } = place();
    await typed(world, 'settings', 'set', 'hooks.offline', command);
    const shown = await typed(world, 'settings', 'get', 'hooks.offline');
    expect(shown.out).toBe(`${command}\n`);
    expect((await typed(world, 'hooks')).out).toContain("After going offline: /bin/tell 'a b' '$(id)'");
    expect(JSON.parse((await typed(world, 'hooks', '--json')).out)).toEqual({
      ...{ schema: 1, isOn: false, offline: ['/bin/tell', 'a b', '$(id)'], online: [] },
      ...{ isDue: false, now: null, last: null },
    });
  });

  test('one that is set is off until it is turned on, and has no tick before it has run well', async () => {
    const { world, runs } = place();
    const off = 'Off: none of them runs by itself. To turn them on: offline-mode settings set hooks.on true';
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    expect(flat((await typed(world, 'settings', 'set', 'hooks.offline', command)).err)).toContain(off);
    const shown = await typed(world, 'hooks');
    expect(shown.out).toContain('– After going offline: /bin/tell');
    expect(shown.out).toContain('No run seen yet.');
    expect(shown.out).not.toContain('✓');
    expect(flat(shown.out)).toContain(off);
    await typed(world, 'mode', 'offline');
    expect(runs).toEqual([]);
    await typed(world, 'settings', 'set', 'hooks.on', 'true');
    expect((await typed(world, 'hooks')).out).not.toContain('Off:');
    const app = await appIn(world, home.folder());
    expect((await typed(world, 'hooks', 'try', 'offline')).out).toContain('✓ After going offline');
    await app.leave();
  });

  test.each([0, 5])('it is tried out, and ended with %d', async (exitCode) => {
    const { world, runs } = place(exitCode);
    await typed(world, 'settings', 'set', 'hooks.online', command);
    const ran = await typed(world, 'hooks', 'try', 'online');
    expect(runs).toEqual([['a b', '$(id)']]);
    expect(ran.code).toBe(exitCode === 0 ? 0 : 1);
    expect(ran.out).toContain(exitCode === 0 ? 'Tried just now: succeeded' : 'ended with 5');
    expect(ran.out).toContain('It said: hello [2J there');
    expect(ran.out).not.toContain('\u001b');
  });

  test('the app that has the engine runs it, and tells a second time of the second', async () => {
    const { world, runs } = place();
    await typed(world, 'settings', 'set', 'hooks.online', command);
    const app = await appIn(world, home.folder());
    for (const n of [1, 2]) {
      const ran = await typed(world, 'hooks', 'try', 'online');
      expect([ran.code, runs.length]).toEqual([0, n]);
    }
    await app.leave();
  });

  test('“mode” waits for the one that follows from it, and says what went wrong', async () => {
    const { world, runs } = place(2);
    await typed(world, 'settings', 'set', 'hooks.on', 'true');
    expect((await typed(world, 'settings', 'set', 'hooks.offline', command)).err).toBe('');
    const ran = await typed(world, 'mode', 'offline');
    expect(runs).toHaveLength(1);
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('ended with 2') });
    world.commands.set('/bin/tell', async () => fail('no-program', '/bin/tell'));
    expect((await typed(world, 'mode')).err).toBe('');
    expect(runs).toHaveLength(1);
  });
});
