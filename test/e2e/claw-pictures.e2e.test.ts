import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openApp, removeFolders } from './app.ts';
import { isKnown, planted, soon } from './claw.ts';
import { picture } from './picture.ts';

afterAll(removeFolders);

const bottom = (page: Page) => page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
const words = {
  en: {
    ...{ start: 'Start watching', works: 'Your AI works', offline: 'Offline', online: 'Online' },
    ...{ diff: 'What changes', back: 'Go back', again: 'Try again', page: /^OpenClaw config/ },
    ...{ no: 'Not now', restore: 'Restore the copy', step3: 'Step 3 of 6', step5: 'Step 5 of 6' },
  },
  ko: {
    ...{ start: '지켜보기 시작', works: 'AI가 정상 작동 중입니다', offline: '오프라인', online: '온라인' },
    ...{ diff: '바뀌는 것', back: '되돌리기', again: '다시 시도', page: /^OpenClaw 구성 파일/ },
    ...{ no: '나중에', restore: '사본으로 되돌리기', step3: '6단계 중 3단계', step5: '6단계 중 5단계' },
  },
} as const;

describe.each([
  ['en', 'en-US'],
  ['ko', 'ko-KR'],
] as const)('pictures of the switch, %s', (lang, locale) => {
  const word = words[lang];

  test('consent, question, steps, proof, refusal, the page, and two configs to choose from', async () => {
    const app = await openApp({ locale, env: { OFFLINE_MODE_STACK: '1' } });
    try {
      const page = await app.page();
      const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
      const mode = (name: string) => page.getByRole('radio', { name, exact: true }).click();
      const over = () => expect.poll(() => page.locator('.steps-bar').count(), soon).toBe(0);
      await button(word.start).waitFor();
      await app.parts({ config: planted });
      await isKnown(page);
      await bottom(page);
      await picture(app, page, `claw-first-run.${lang}`);
      await button(word.start).click();
      await page.getByRole('heading', { name: word.works, exact: true }).waitFor();
      await app.change({ upstream: 'silent' });
      await button(word.no).waitFor();
      await picture(app, page, `claw-ask.${lang}`);
      await button(word.diff).click();
      await picture(app, page, `claw-ask-open.${lang}`);
      await app.change({ upstream: 'ok' });
      await app.gateway({ applies: 600_000 });
      await mode(word.offline);
      await page.getByText(word.step3).waitFor();
      await page.waitForTimeout(2_000);
      await picture(app, page, `claw-switching.${lang}`);
      await app.gateway({ applies: 0, winner: 'silent' });
      await page.getByText(word.step5).waitFor();
      await picture(app, page, `claw-proving.${lang}`);
      await button(word.back).waitFor();
      await mode(word.online);
      await over();
      await app.gateway({ how: 'refuses', winner: null });
      await mode(word.offline);
      await button(word.again).waitFor();
      await picture(app, page, `claw-refused.${lang}`);
      await page.keyboard.press('Control+,');
      await button(word.page).click();
      await picture(app, page, `claw-page-refused.${lang}`);
      await app.gateway({ how: 'open' });
      await button(word.again).click();
      await button(word.again).waitFor({ state: 'detached' });
      await page.waitForTimeout(5_000);
      await picture(app, page, `claw-page.${lang}`);
      await bottom(page);
      await picture(app, page, `claw-page-settings.${lang}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      // Somebody has put quite another config there meanwhile.
      await app.parts({ config: '{ broken' });
      await page.waitForTimeout(3_000);
      await mode(word.online);
      await button(word.restore).waitFor();
      await picture(app, page, `claw-unmerged.${lang}`);
      await button(word.restore).click();
      await expect.poll(() => app.config(), soon).toBe(planted);
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  }, 120_000);
});
