import { describe, expect, test } from 'vitest';
import { settingKeys } from '../../main/core/settings.ts';
import { commandNames } from '../../main/terminal/commands.ts';
import { appIn, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const home = withHome();

/** What is offered, by its value, with what is said of it. */
async function offered(world: World, ...words: readonly string[]): Promise<Map<string, string>> {
  const ran = await runIn(world, { argv: ['__complete', ...words], folder: home.folder() });
  expect(ran).toMatchObject({ code: 0, err: '' });
  const lines = ran.out.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']));
}
const names = async (world: World, ...words: readonly string[]) => [
  ...(await offered(world, ...words)).keys(),
];

describe('without an engine', () => {
  test.each<[string[], readonly string[]]>([
    [[''], commandNames],
    [['wat'], ['watch']],
    [
      ['settings', ''],
      ['list', 'get', 'set', 'unset', 'path', 'export', 'import', 'reset'],
    ],
    [['settings', 'get', ''], settingKeys],
    [['settings', 'get', 'mode', ''], []],
    [
      ['settings', 'set', 'mode', ''],
      ['auto', 'offline', 'online'],
    ],
    [
      ['settings', 'set', 'watching', ''],
      ['true', 'false'],
    ],
    [['settings', 'set', 'nope', ''], []],
    [
      ['wait', '--until', ''],
      ['online', 'offline'],
    ],
    [
      ['wait', '--until=o'],
      ['--until=online', '--until=offline'],
    ],
    [['watch', '--e'], ['--eager']],
    [
      ['--lang', ''],
      ['en', 'ko'],
    ],
    [['mode', '--lang', 'ko', 'off'], ['offline']],
    [['mode', '--json', '--j'], []],
    [['image', 'load', ''], [':file']],
    [['openclaw', 'create', '--workspace', ''], [':folder']],
    [['jobs', 'stop', ''], ['all']],
    [
      ['help', 'drill', ''],
      ['check', 'app', 'wifi', 'report', 'stop'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [
      ['start', 'o'],
      ['ollama', 'openclaw'],
    ],
    [['share', 'o'], ['off']],
    [['openclaw', 'run', '--', '--'], []],
    [['nope', ''], []],
    [[], commandNames],
  ])('%j', async (words, expected) => {
    const world = newWorld();
    expect(await names(world, ...words)).toEqual([...expected]);
    expect(world.asked(), 'nothing has left').toBe(0);
  });

  test('what each means, in the language of the settings', async () => {
    const world = newWorld();
    world.disk.set(paths.settings, JSON.stringify({ version: 1, language: 'ko', 'ollama.main': 'mine:1b' }));
    expect((await offered(world, 'stat')).get('status')).toBe('한 번 확인해 한 화면으로 보기');
    expect(await names(world, 'pull', 'mi')).toEqual(['mine:1b']);
  });
});

test('an engine that runs is asked what is here, and looks at nothing for it', async () => {
  const { world } = stackWorld();
  const app = await appIn(world, home.folder());
  for (let n = 0; n < 100; n += 1) await world.clock.pass(100);
  const snapshot = await app.read();
  if (!snapshot.ok) throw new Error('no snapshot');
  expect(await names(world, 'start', '')).toEqual(
    expect.arrayContaining(snapshot.value.parts.map(({ id }) => id)),
  );
  expect(await names(world, 'check', '--deep', '')).toEqual(expect.arrayContaining(snapshot.value.models));
  expect(await names(world, 'prepare', '--only', '')).toEqual(
    snapshot.value.ready?.items.map(({ id }) => id),
  );
  await app.leave();
});
