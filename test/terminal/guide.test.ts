import { describe, expect, test } from 'vitest';
import { columns } from '../../main/terminal/columns.ts';
import { wrap } from '../../main/terminal/wrap.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { newWorld, type World } from '../fakes/world.ts';

const home = withHome();
const run = (world: World, argv: readonly string[], wide = 80): Promise<Ran> =>
  runIn(world, { argv, folder: home.folder(), terminal: { columns: () => wide } });
const widest = (text: string) => Math.max(...text.split('\n').map(columns));

describe('guide', () => {
  test('without an engine: the text, that nothing was looked at, and no packet', async () => {
    const world = newWorld();
    const { code, out, err } = await run(world, ['guide']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^If the internet is down\n {2}1 Look at the icon\. .*\n {4}→ offline-mode status\n/);
    expect(out).toMatch(/\n {2}New models {9}Download them beforehand\.\n {21}→ offline-mode prepare\n/);
    expect(out).toMatch(/\nNo engine is running, so nothing was checked\. “offline-mode status” checks\.\n$/);
    expect(out).not.toMatch(/[✓▲◐?]/);
    expect(world.asked()).toBe(0);
  });

  test.each(['en', 'ko'] as const)('beside an engine: what is so now, in %s', async (lang) => {
    const { world } = stackWorld();
    const seat = await appIn(world, home.folder());
    await world.clock.pass(20_000);
    const { code, out } = await run(world, ['guide', '--lang', lang]);
    await seat.leave();
    expect(code).toBe(0);
    const said =
      lang === 'en'
        ? [/\n {4}✓ Works now\n/, /✓ 3 models here\n {21}→ offline-mode prepare\n/]
        : [/\n {4}✓ 지금 작동 중\n/, /✓ 이 기기에 모델 3개\n +→ offline-mode prepare\n/];
    for (const one of said) expect(out).toMatch(one);
    expect(out).not.toMatch(lang === 'en' ? /nothing was looked at/ : /확인하지 않았습니다/);
    expect(widest(out)).toBeLessThanOrEqual(79);
  });

  test.each([
    ['en', 80],
    ['ko', 80],
    ['en', 50],
    ['ko', 50],
  ] as const)('no line is broken by the terminal: %s, %i columns', async (lang, wide) => {
    const { out } = await run(newWorld(), ['guide', '--lang', lang], wide);
    expect(widest(out)).toBeLessThan(wide);
  });

  test('in plain letters nothing else is used as a sign', async () => {
    const { world } = stackWorld();
    const seat = await appIn(world, home.folder());
    await world.clock.pass(20_000);
    const { out } = await run(world, ['guide', '--ascii']);
    await seat.leave();
    expect(out).toMatch(/\n {4}ok {3}Works now\n/);
    expect(out).toContain('-> offline-mode prepare');
    expect(out).not.toMatch(/[✓◐▲◌–→·]/);
  });

  test('as JSON: keys and values, never translated', async () => {
    const { world } = stackWorld();
    const text = JSON.parse((await run(world, ['guide', '--json', '--lang', 'ko'])).out);
    expect(text).toMatchObject({ schema: 1, isLive: false });
    const seat = await appIn(world, home.folder());
    await world.clock.pass(20_000);
    const { out } = await run(world, ['guide', '--json', '--lang', 'ko']);
    await seat.leave();
    const { isLive, groups } = JSON.parse(out);
    expect(isLive).toBe(true);
    expect(groups[1].lines[0]).toEqual({
      ...{ id: 'pull', name: { key: 'guide.not.pull', values: {} }, example: null, answer: null },
      text: { key: 'guide.do.pull', values: {} },
      more: { mark: 'good', say: { key: 'guide.f.models', values: { n: 3 } }, of: null },
      ...{ act: { do: 'open', page: 'prepare' }, command: 'offline-mode prepare' },
    });
    expect(out).not.toMatch(/[가-힣]/);
  });

  test('takes nothing else', async () => {
    expect((await run(newWorld(), ['guide', 'me'])).code).toBe(2);
    expect((await run(newWorld(), ['guide', '--deep'])).code).toBe(2);
  });
});

test('a word that is wider than the line stands alone, and nothing is lost', () => {
  expect(wrap('a bb ccccccccc dd 가나 다', 6)).toEqual(['a bb', 'ccccccccc', 'dd', '가나', '다']);
  expect(wrap('', 6)).toEqual(['']);
});
