import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newFolder, openApp, removeFolders } from './app.ts';
import { writeMonth } from './diary-file.ts';
import { picture, root } from './picture.ts';

afterAll(removeFolders);

describe.each([
  ['en', 'en-US', 'Start watching', /^Internet/, 'The internet works', 'Offline mode is on'],
  ['ko', 'ko-KR', '지켜보기 시작', /^인터넷/, '인터넷이 정상입니다', '오프라인 모드로 작동 중입니다'],
] as const)('pictures of the panel, %s', (lang, locale, start, tile, online, offline) => {
  test('online, settings, diary, offline, why, sign-in page', async () => {
    const home = newFolder();
    writeMonth(home);
    const app = await openApp({ locale, home });
    try {
      const page = await app.page();
      const head = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
      await page.getByRole('button', { name: start }).click();
      await head(online);
      await picture(app, page, `home-online.${lang}`);
      await page.keyboard.press('Control+,');
      await picture(app, page, `settings.${lang}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+y');
      await page.getByRole('tab').first().waitFor();
      await picture(app, page, `diary-day.${lang}`);
      for (const [index, span] of ['week', 'month'].entries()) {
        await page
          .getByRole('tab')
          .nth(index + 1)
          .click();
        await picture(app, page, `diary-${span}.${lang}`);
      }
      await page.keyboard.press('Escape');
      await app.change({ upstream: 'silent' });
      await head(offline);
      await picture(app, page, `home-offline.${lang}`);
      await page.getByRole('button', { name: tile }).click();
      await picture(app, page, `home-why.${lang}`);
      await app.change({ upstream: 'ok', portal: 'honest' });
      await page.getByRole('button', { name: /^(Open sign-in page|로그인 페이지 열기)$/ }).waitFor();
      await picture(app, page, `home-captive.${lang}`);
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });

  test('macOS refuses notifications, quiet hours, and the return that the person is asked for', async () => {
    const app = await openApp({ locale, env: { ELECTRON_STANDIN_NO_NOTIFICATIONS: '1' } });
    try {
      const page = await app.page();
      await page.getByRole('button', { name: start }).click();
      const set = (key: string, value: unknown) =>
        page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value });
      await set('quiet.from', '22:00');
      await set('quiet.to', '07:30');
      await set('probe.enabled', false);
      await page.evaluate(() => window.offline.send({ type: 'notices.snooze', forMs: 3_600_000 }));
      await app.change({ link: false });
      await page.getByRole('heading', { level: 1, name: offline }).waitFor();
      await app.change({ link: true });
      await page.getByRole('button', { name: /^(Go online|온라인으로 전환)$/ }).waitFor();
      await picture(app, page, `home-ask-back.${lang}`);
      await page.keyboard.press('Control+,');
      await page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 10_000));
      await picture(app, page, `settings-quiet.${lang}`);
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

describe('the icon', () => {
  const names = [
    'online',
    'offline',
    'switching-1',
    'switching-2',
    'switching-3',
    'switching-4',
    'trouble',
    'unknown',
  ];
  test.each(names)('%s is a template image: 18 and 36 px, with alpha', (name) => {
    for (const [suffix, size] of [['', 18] as const, ['@2x', 36] as const]) {
      const png = readFileSync(join(root, 'assets/tray', `${name}Template${suffix}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20), png[25]]).toEqual([size, size, 6]);
    }
  });

  test('no place in the Dock', async () => {
    const app = await openApp();
    try {
      await app.page();
      expect(await app.electron.evaluate(({ app: own }) => own.dock?.isVisible())).toBe(false);
    } finally {
      await app.close();
    }
  });
});
