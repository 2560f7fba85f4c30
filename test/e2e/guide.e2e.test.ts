import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { report } from '../fakes/drills.ts';
import { removeFolders } from './app.ts';
import { besideClaw, soon } from './claw.ts';
import { picture } from './picture.ts';
import { show } from './shown.ts';

afterAll(removeFolders);

const title = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const focused = (page: Page) =>
  expect.poll(
    () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      ),
    soon,
  );
/** Nothing is cut off: no text is wider than its box. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.page *')].flatMap((part) =>
      part instanceof HTMLElement && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
        ? [part.textContent?.slice(0, 60) ?? '']
        : [],
    ),
  );

test.each([
  ['en', 'en-US'],
  ['ko', 'ko-KR'],
] as const)('the guide by keyboard alone, and its picture, %s', async (lang, locale) => {
  const say = speaker(lang);
  const { app, page } = await besideClaw({ locale, settings: { 'switch.consent': true } });
  try {
    await show(app, { drill: { last: report({ at: Date.now() - 86_400_000 }) } });
    await page.keyboard.press('Control+Shift+?');
    await title(page).toBe(say('nav.guide'));
    await focused(page).toBe(say('app.name'));
    await page.getByText(say('guide.auto')).waitFor();
    await page.getByText(say('guide.f.load', { t: lang === 'en' ? '25 s' : '25초' })).waitFor();
    // To where models are prepared, and back to the line that one left.
    const prepare = `${say('ready.go')} ${say('guide.not.pull')}`;
    await page.getByRole('button', { name: prepare }).focus();
    await page.keyboard.press('Enter');
    await title(page).toBe(say('prep.title'));
    await focused(page).toBe(say('nav.guide'));
    await page.keyboard.press('Escape');
    await title(page).toBe(say('nav.guide'));
    await focused(page).toBe(prepare);
    await page.keyboard.press('Escape');
    await focused(page).toBe(`${say('nav.guide')}${say('nav.guideSay')}`);
    // The mode is chosen on Home: the switch has the focus there.
    await page.keyboard.press('Control+3');
    await page.keyboard.press('Control+Shift+?');
    await page.getByRole('button', { name: `${say('ready.do.choose')} ${say('guide.2')}` }).press('Enter');
    await focused(page).toBe(say('mode.online'));
    await page.keyboard.press('Control+1');
    // A part's own condition: its evidence is open, and its row has the focus.
    await page.keyboard.press('Control+Shift+?');
    await page.getByRole('button', { name: `${say('do.why')} Tailscale` }).press('Enter');
    await focused(page).toMatch(/^Tailscale, /);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
    await page.keyboard.press('Escape');
    if (lang === 'en') await app.change({ upstream: 'silent' });
    await page.keyboard.press('Control+Shift+?');
    if (lang === 'en') await page.getByText(say('guide.f.out')).waitFor();
    await page.getByText(say('guide.yes')).waitFor();
    await picture(app, page, `guide.${lang}`);
    expect(await clipped(page)).toEqual([]);
    await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
    await picture(app, page, `guide-end.${lang}`);
    expect(await app.pageErrors()).toEqual([]);
  } finally {
    await app.close();
  }
});
