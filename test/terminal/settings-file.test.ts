import { describe, expect, test } from 'vitest';
import { runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, type World } from '../fakes/world.ts';

const { folder } = withHome();
const kept = '/home/me/offline/settings.json';
const run = (world: World, argv: readonly string[], ask?: boolean) =>
  runIn(world, {
    argv: ['settings', ...argv],
    folder: folder(),
    ...(ask === undefined ? {} : { terminal: { ask: async () => ask } }),
  });
const write = (world: World, path: string, settings: object) =>
  world.disk.set(path, JSON.stringify({ app: 'offline-mode', schema: 1, settings }));
const onDisk = (world: World) => JSON.parse(world.disk.get(kept) ?? '{}');

function given(settings: object): World {
  const world = newWorld();
  world.disk.set(kept, JSON.stringify({ version: 1, ...settings }));
  return world;
}

describe('settings export', () => {
  test('prints what differs, and says beside it what was left out', async () => {
    const world = given({ language: 'en', 'outage.days': 30, 'deps.folder': '/home/me/x', watching: true });
    const ran = await run(world, ['export']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({
      app: 'offline-mode',
      schema: 1,
      settings: { language: 'en', 'outage.days': 30 },
    });
    expect(ran.err).toBe(
      'Left out, because it names a file of this Mac or could hold a secret: deps.folder.\n',
    );
  });

  test('into a new file, and never over one that is there', async () => {
    const world = given({ 'outage.days': 30 });
    expect(await run(world, ['export', 'mine.json'])).toEqual({
      ...{ code: 0, out: 'Saved: /home/me/mine.json\n', err: '' },
    });
    expect(JSON.parse(world.disk.get('/home/me/mine.json') ?? '').settings).toEqual({ 'outage.days': 30 });
    const again = await run(world, ['export', 'mine.json']);
    expect(again.code).toBe(1);
    expect(again.err).toContain('/home/me/mine.json');
  });
});

test.each([
  ['ENOSPC', 'Not saved, the disk is full: /home/me/x.json.'],
  ['EROFS', 'Not saved, this app may not write there: /home/me/x.json.'],
  ['ENOENT', 'Not saved, that folder is not there: /home/me.'],
])('an export where the disk says %s', async (code, said) => {
  const world = given({ 'outage.days': 30 });
  world.faults.write = code;
  const ran = await run(world, ['export', 'x.json']);
  expect(ran.code).toBe(1);
  expect(ran.err.replace(/\s+/g, ' ')).toContain(said);
});

describe('settings import', () => {
  test('shows each change and what is not taken, and asks', async () => {
    const world = given({ 'outage.days': 30 });
    write(world, '/home/me/x.json', {
      ...{ 'outage.days': 7, 'ollama.main': 'gpt-oss:20b', 'probe.pace': 'hasty', watching: true },
      ...{ 'evil\u001b[2Jkey': 1 },
    });
    const no = await run(world, ['import', 'x.json'], false);
    expect(no.code).toBe(1);
    expect(no.out).toBe('ollama.main: none → gpt-oss:20b\noutage.days: 30 → 7\n');
    expect(no.err.split('\n')).toEqual([
      'Not imported: probe.pace. Choose one of auto, standard, gentle.',
      'Not imported: watching. That is decided on this Mac only.',
      'Not imported: evil [2Jkey. This version has no such setting.',
      'Nothing was changed.',
      '',
    ]);
    expect(onDisk(world)['outage.days']).toBe(30);
    expect((await run(world, ['import', 'x.json'], true)).code).toBe(0);
    expect(onDisk(world)).toMatchObject({ 'outage.days': 7, 'ollama.main': 'gpt-oss:20b' });
    expect(onDisk(world)).not.toHaveProperty('watching');
  });

  test('without anybody to ask only --yes changes anything', async () => {
    const world = given({});
    write(world, '/home/me/x.json', { language: 'ko' });
    const shown = await run(world, ['import', 'x.json']);
    expect(shown).toMatchObject({ code: 2, err: expect.stringContaining('add --yes') });
    expect(onDisk(world)).not.toHaveProperty('language');
    const json = await run(world, ['import', 'x.json', '--yes', '--json']);
    expect(JSON.parse(json.out)).toEqual({
      ...{ schema: 1, refused: [] },
      changes: [{ key: 'language', from: 'system', to: 'ko', warning: null }],
    });
    expect(onDisk(world).language).toBe('ko');
    expect((await run(world, ['import', 'x.json'])).out).toBe('바뀌는 설정이 없습니다.\n');
  });

  test('what leads outside is warned of beside its change, and --yes does not take it', async () => {
    const world = given({});
    const far = 'http://evil.example.com:11434';
    write(world, '/home/me/x.json', { 'outage.days': 7, 'ollama.places': [far] });
    const warning = `Outside your network: ${far}. An Ollama there would get every question.`;
    const shown = await run(world, ['import', 'x.json'], false);
    expect(shown.out.replace(/\s+/g, ' ')).toContain(`→ ${far} ${warning}`);
    const hasty = await run(world, ['import', 'x.json', '--yes']);
    expect(hasty).toMatchObject({ code: 3, out: 'outage.days: 14 → 7\n' });
    expect(hasty.err.replace(/\s+/g, ' ')).toContain(
      `Not imported: ollama.places. ${warning} --yes does not`,
    );
    expect(onDisk(world)).toMatchObject({ 'outage.days': 7 });
    expect(onDisk(world)).not.toHaveProperty('ollama.places');
    const json = await run(world, ['import', 'x.json', '--yes', '--json']);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.out)).toEqual({
      ...{ schema: 1, changes: [], refused: [{ key: 'ollama.places', why: 'warned', hint: null }] },
    });
    expect((await run(world, ['import', 'x.json'], true)).code).toBe(0);
    expect(onDisk(world)['ollama.places']).toEqual([far]);
  });

  test.each([
    ['nothing.json', 'There is no file /home/me/nothing.json.'],
    ['broken.json', '/home/me/broken.json is not a settings file of Offline Mode. Nothing was changed.'],
  ])('%s: a sentence', async (name, said) => {
    const world = given({});
    world.disk.set('/home/me/broken.json', '{');
    expect(await run(world, ['import', name, '--yes'])).toEqual({ code: 1, out: '', err: `${said}\n` });
  });
});

describe('settings reset', () => {
  test('shows what the standard changes, and keeps what was agreed to', async () => {
    const world = given({ 'outage.days': 30, watching: true, 'switch.consent': true, 'image.context': '/x' });
    const ran = await run(world, ['reset'], true);
    expect(ran).toMatchObject({ code: 0, out: 'image.context: /x → none\noutage.days: 30 → 14\n' });
    expect(onDisk(world)).toEqual({ version: 1, watching: true, 'switch.consent': true });
    expect((await run(world, ['reset'])).out).toBe('Nothing would change.\n');
  });

  test('of one setting', async () => {
    const world = given({ 'outage.days': 30, language: 'en' });
    expect((await run(world, ['reset', 'outage.days'])).out).toBe('outage.days = 14\n');
    expect(onDisk(world)).toEqual({ version: 1, language: 'en' });
  });
});

test.each([
  [['import'], '“settings import” needs FILE.'],
  [['export', 'a', 'b'], '“b” does not belong here. Usage: offline-mode '],
  [['export', '--yes'], 'There is no option “--yes” here.'],
  [['list', '--eager'], 'There is no option “--eager” here.'],
  [['exprot'], 'There is no command “settings exprot”. Did you mean “settings export”?'],
])('settings %j is wrong usage', async (argv, said) => {
  const ran = await run(newWorld(), argv);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(said) });
});
