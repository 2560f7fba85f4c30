import { describe, expect, test } from 'vitest';
import { speaker, type WordKey } from '../../main/core/words.ts';
import { moments } from './moments.ts';
import { withStage } from './one-stage.ts';

const say = speaker('en');
const soon = { timeout: 5_000, interval: 20 };
const { stage } = withStage();

const title = () =>
  expect.poll(() => stage().page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const press = (word: WordKey) =>
  stage()
    .page.getByRole('button', { name: new RegExp(`^${say(word)}`) })
    .first()
    .press('Enter');
/** The arrow says that it leads there, and does. */
const back = async (word: WordKey) => {
  expect(await stage().page.locator('.back').textContent()).toBe(say(word));
  await stage().page.keyboard.press('Control+[');
};

describe('the arrow back leads to where one came from', () => {
  test('through the pages that a key has led to', async () => {
    await stage().open(await moments.online());
    await press('nav.ready');
    await title().toBe(say('nav.ready'));
    await stage().page.keyboard.press('Control+,');
    await press('set.servers');
    await press('set.dns');
    await title().toBe(say('set.dns'));
    await back('set.servers');
    await title().toBe(say('set.servers'));
    await back('app.settings');
    await title().toBe(say('app.settings'));
    await back('nav.ready');
    await title().toBe(say('nav.ready'));
    await back('app.name');
    await expect.poll(() => stage().page.locator('.back').count(), soon).toBe(0);
  });

  test('a page that is on the way already is gone back to: no trail has it twice', async () => {
    await stage().open(await moments.online());
    await stage().page.keyboard.press('Control+,');
    await press('doctor.title');
    await title().toBe(say('doctor.title'));
    await stage().page.keyboard.press('Control+,');
    await title().toBe(say('app.settings'));
    await back('app.name');
    await expect.poll(() => stage().page.locator('.back').count(), soon).toBe(0);
  });

  test('to Home from OpenClaw’s page that Home led to, and to the settings where they did', async () => {
    await stage().open(await moments.online());
    await stage()
      .page.getByRole('button', { name: /^OpenClaw/ })
      .first()
      .click();
    await press('do.claw');
    await title().toBe(say('switch.title'));
    await back('app.name');
    await stage().page.keyboard.press('Control+,');
    await press('switch.title');
    await title().toBe(say('switch.title'));
    await back('app.settings');
    await title().toBe(say('app.settings'));
  });
});

describe('the pages are loaded once Home is painted', () => {
  test('a key pressed before that leads there as soon as they are', async () => {
    const gate = Promise.withResolvers<void>();
    await stage().page.route('**/pages-*.js', async (route) => {
      await gate.promise;
      await route.fallback();
    });
    await stage().open(await moments.online());
    const home = await stage().page.getByRole('heading', { level: 1 }).first().textContent();
    await stage().page.keyboard.press('Control+y');
    expect(await stage().page.locator('.back').count()).toBe(0);
    await title().toBe(home);
    gate.resolve();
    await title().toBe(say('diary.title'));
    await back('app.name');
    await title().toBe(home);
    expect(stage().errors).toEqual([]);
  });

  test('pages that cannot be loaded are told, and Home stays', async () => {
    await stage().page.route('**/pages-*.js', (route) => route.abort());
    await stage().open(await moments.online());
    await stage().page.keyboard.press('Control+y');
    await expect
      .poll(async () => (await stage().wishes()).map(({ type }) => type), soon)
      .toContain('bug.tell');
    await stage().page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await stage().page.locator('.back').count()).toBe(0);
  });
});
