import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { manyJobs } from '../fakes/jobs.ts';
import { removeFolders } from './app.ts';
import { besideClaw } from './claw.ts';
import { picture } from './picture.ts';
import { show } from './shown.ts';

afterAll(removeFolders);

/** Nothing is cut off: no text is wider than its box, and no two lines of a card lie over each other. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [...document.querySelectorAll('.page *')].filter(
      (part) =>
        part instanceof HTMLElement && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1,
    );
    const rows = [...document.querySelectorAll('.card > li')];
    const over = rows.filter((row, n) => {
      const next = rows[n + 1];
      return (
        next?.parentElement === row.parentElement &&
        (next?.getBoundingClientRect().top ?? 0) < row.getBoundingClientRect().bottom - 1
      );
    });
    return [...wide, ...over].map((part) => part.textContent?.slice(0, 60) ?? '');
  });
}

describe.each([
  ['en', 'en-US'],
  ['ko', 'ko-KR'],
] as const)('pictures of being ready and of preparing, %s', (lang, locale) => {
  const say = speaker(lang);

  test('ready, what is not needed, prepare, downloads, settings', async () => {
    const { app, page } = await besideClaw({
      locale,
      settings: {
        'lan.services': ['telmeet=http://192.168.1.50:8443/health 200'],
        'ollama.more': ['llama3.3:latest'],
      },
    });
    try {
      await page.waitForTimeout(3_000);
      await picture(app, page, `home-ready.${lang}`);
      await page.getByRole('button', { name: say('nav.ready') }).click();
      await page.getByRole('heading', { level: 1, name: say('nav.ready') }).waitFor();
      await picture(app, page, `ready.${lang}`);
      expect(await clipped(page)).toEqual([]);
      await page.locator('.fold-head').click();
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
      await picture(app, page, `ready-unneeded.${lang}`);
      expect(await clipped(page)).toEqual([]);
      await page.getByRole('button', { name: say('ready.go') }).click();
      await page.getByRole('heading', { level: 1, name: say('prep.title') }).waitFor();
      await picture(app, page, `prepare-todo.${lang}`);
      await page.locator('.fold-head').click();
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
      await picture(app, page, `prepare-shelf.${lang}`);
      expect(await clipped(page)).toEqual([]);
      await page.locator('.fold-head').click();
      await show(app, { jobs: manyJobs });
      await page.getByText('42').first().waitFor();
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 0));
      await picture(app, page, `prepare.${lang}`);
      expect(await clipped(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await picture(app, page, `home-preparing.${lang}`);
      await page.keyboard.press('Control+,');
      await page.locator('[data-to="set.models"]').click();
      await page.locator('[data-at="ollama.canary"]').waitFor();
      await picture(app, page, `settings-ready.${lang}`);
      await page.keyboard.press('Escape');
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
      await picture(app, page, `settings-end.${lang}`);
      expect(await clipped(page)).toEqual([]);
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
