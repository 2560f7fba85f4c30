import { expect, test } from 'vitest';
import { runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, paths } from '../fakes/world.ts';

const home = withHome();
const file = `${paths.logs}/offline-mode.log`;
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `line ${from + n}\n`).join('');

test('the last fifty lines, those of the file before among them, and where it is', async () => {
  const world = newWorld();
  world.disk.set(`${file}.1`, numbered(0, 90));
  world.disk.set(file, numbered(90, 100));
  const { code, out } = await runIn(world, { argv: ['log'], folder: home.folder() });
  const lines = out.trimEnd().split('\n');
  expect([code, lines.length, lines[0], lines[49]]).toEqual([0, 51, 'line 50', 'line 99']);
  expect(lines[50]).toBe(`The log: ${file}`);
  const json = await runIn(world, { argv: ['log', '--json'], folder: home.folder() });
  expect(JSON.parse(json.out)).toMatchObject({ schema: 1, file, lines: { length: 50 } });
});

test('none yet: it says where it will be', async () => {
  const { code, out } = await runIn(newWorld(), { argv: ['log', '--lang', 'ko'], folder: home.folder() });
  expect([code, out]).toEqual([0, `아직 로그가 없습니다. 생기면 여기에 있습니다: ${file}\n`]);
});
