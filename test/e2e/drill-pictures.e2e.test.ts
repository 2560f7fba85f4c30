import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { Level } from '../../main/core/drill/drill.ts';
import { speaker } from '../../main/core/words.ts';
import { failedAt, pre, report, running } from '../fakes/drills.ts';
import { removeFolders } from './app.ts';
import { besideClaw, soon } from './claw.ts';
import { picture } from './picture.ts';
import { show } from './shown.ts';

afterAll(removeFolders);

/** Nothing is cut off: no text is wider than its box. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(':is(.page, .count) *')].flatMap((part) =>
      part instanceof HTMLElement && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
        ? [part.textContent?.slice(0, 60) ?? '']
        : [],
    ),
  );

describe.each([
  ['en', 'en-US'],
  ['ko', 'ko-KR'],
] as const)('pictures of a drill, %s', (lang, locale) => {
  const say = speaker(lang);

  test('choose, running, report, Home, settings', async () => {
    const { app, page } = await besideClaw({ locale });
    const take = async (name: string) => {
      await picture(app, page, `${name}.${lang}`);
      expect(await clipped(page), name).toEqual([]);
    };
    const down = () => page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
    const head = (name: string) => page.getByRole('heading', { name, exact: true }).first().waitFor();
    try {
      await page.keyboard.press('Control+d');
      await head(say('drill.title'));
      await show(app, { drill: { pre: pre('wifi') } });
      await page.getByText(say('drill.pre.switch')).waitFor();
      await take('drill-choose');
      const no = { is: 'no' as const, about: 'iPhone USB' };
      const checks = pre('wifi').checks.map((one) =>
        one.id === 'path'
          ? { ...one, ...no }
          : one.id === 'login'
            ? { ...one, is: 'no' as const }
            : one.id === 'remote'
              ? { ...one, is: 'unknown' as const }
              : one,
      );
      const problem = { code: 'drill-path' as const, about: 'iPhone USB' };
      await show(app, { drill: { pre: pre('wifi', { checks, problem }) } });
      await page.getByText('iPhone USB').first().waitFor();
      await take('drill-blocked');
      for (const level of ['app', 'check'] as const satisfies readonly Level[]) {
        await page.getByText(say(`drill.l.${level}`), { exact: true }).click();
        const open = pre(level).checks.map((one) =>
          one.id === 'cloud' ? { ...one, is: 'no' as const, isMust: false } : one,
        );
        await show(app, { drill: { pre: pre(level, { checks: open }) } });
        await page.getByText(say('drill.pre.ready')).waitFor();
        await take(`drill-choose-${level}`);
      }
      const now = Date.now();
      await show(app, { drill: { now: running(now), isOwed: true } });
      await head(say('drill.running'));
      await take('drill-running');
      await page.keyboard.press('Escape');
      await page
        .getByText(say('net.drill'))
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
      await take('home-drill');
      await page.keyboard.press('Control+d');
      await show(app, {
        drill: { now: running(now, { phase: 'returning', steps: failedAt('claw') }), isOwed: true },
      });
      await expect.poll(() => page.locator('.btn.wide').isDisabled(), soon).toBe(true);
      await take('drill-returning');
      const before = report({
        at: now - 3 * 86_400_000,
        figures: { loadMs: 31_000, firstMs: 1_400, speed: 6.2 },
      });
      const last = report({ at: now });
      const over = running(now, { phase: 'over', end: 'done' });
      await show(app, { drill: { now: over, last, before } });
      await head(say('drill.passed'));
      await take('drill-report');
      await down();
      await take('drill-report-end');
      const problem2 = { code: 'answer-none' as const, about: 'OpenClaw', detail: 'timeout' };
      const failed = report({ at: now, outcome: 'fail', steps: failedAt('claw', { problem: problem2 }) });
      await show(app, { drill: { now: over, last: failed, before: null } });
      await head(say('drill.failed'));
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 0));
      await take('drill-failed');
      await page.getByRole('button', { name: say('do.done'), exact: true }).click();
      await page.getByText(say('drill.ask')).waitFor();
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: say('nav.diary') })
        .first()
        .waitFor();
      await show(app, { drill: { now: null, last: failed, paidAt: now, isPaidWifi: true } });
      await page.getByText(say('drill.debt')).waitFor();
      await take('home-debt');
      await page.keyboard.press('Control+,');
      await page.locator('[data-to="set.drill"]').click();
      await page.locator('[data-at="drill.remind"]').waitFor();
      await take('settings-drill');
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
