import { describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { moments } from './moments.ts';
import { withStage } from './one-stage.ts';

const say = speaker('en');
const soon = { timeout: 5_000, interval: 20 };
const { stage } = withStage();

const focused = () => expect.poll(() => stage().page.locator(':focus').innerText(), soon);

describe('lists', () => {
  test('arrows lead from row to row, Home and End to the ends, and no further', async () => {
    await stage().open(await moments.online());
    const { page } = stage();
    await page.getByRole('button', { name: /^Ollama/ }).focus();
    for (const [key, row] of [
      ['ArrowDown', /^OpenClaw/],
      ['End', /^telmeet/],
      ['ArrowDown', /^telmeet/],
      ['Home', /^Ollama/],
      ['ArrowUp', /^Ollama/],
    ] as const) {
      await page.keyboard.press(key);
      await focused().toMatch(row);
    }
    await page.locator('.nav .row').first().focus();
    await page.keyboard.press('ArrowDown');
    await focused().toMatch(new RegExp(`^${say('drill.title')}`));
  });

  test.each([
    ['Control+y', 'nav.diary'],
    ['Control+d', 'drill.title'],
    ['Control+Shift+?', 'nav.guide'],
  ] as const)('back from %s the row of that page has the focus', async (keys, row) => {
    await stage().open(await moments.online());
    await stage().page.keyboard.press(keys);
    await stage().page.locator('.back').waitFor();
    await stage().page.keyboard.press('Escape');
    await focused().toMatch(new RegExp(`^${say(row)}`));
  });

  test('back from a page that has no row the headline has it', async () => {
    await stage().open(await moments.bug());
    await stage()
      .page.getByRole('button', { name: say('doctor.open') })
      .click();
    await stage().page.locator('.back').waitFor();
    await stage().page.keyboard.press('Escape');
    await focused().toBe(say('head.works'));
  });
});

describe('the switch shows what is so', () => {
  const checked = (mode: 'auto' | 'offline') =>
    stage()
      .page.getByRole('radio', { name: say(`mode.${mode}`) })
      .getAttribute('aria-checked');

  test('what was asked has no thumb before it is so; what was in force before keeps it', async () => {
    await stage().open(await moments.online());
    expect([await checked('auto'), await checked('offline')]).toEqual(['true', 'false']);
    await stage().show(await moments.switching());
    await expect.poll(() => stage().page.locator('.seg > .asked').count(), soon).toBe(1);
    expect([await checked('auto'), await checked('offline')]).toEqual(['true', 'false']);
  });

  test('a panel that is opened in the middle does not know what was before, and claims nothing', async () => {
    await stage().open(await moments.switching());
    expect(await stage().page.getByRole('radio', { checked: true }).count()).toBe(0);
  });
});

test('the card of a link takes no focus with it when it goes', async () => {
  await stage().open(await moments.link());
  await focused().toBe(say('link.no'));
  await stage().show(await moments.online());
  await focused().toBe(say('head.works'));
});
