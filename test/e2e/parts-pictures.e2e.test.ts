import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { type App, openApp, removeFolders } from './app.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = join(root, 'out', 'pictures');
afterAll(removeFolders);

/** The panel as it is drawn now, to be looked at beside the design's. */
async function picture(app: App, page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(200);
  const png = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  const file = join(folder, `${name}.png`);
  writeFileSync(file, Buffer.from(png, 'base64'));
  expect(statSync(file).size).toBeGreaterThan(5_000);
}

const settings = {
  'headscale.url': 'http://127.0.0.1:8080',
  'lan.services': ['telmeet=http://192.168.1.50:8443/health 200'],
};

describe.each([
  ['en', 'en-US', 'Your AI works', 'Your AI partly works', 'Your AI has stopped'],
  ['ko', 'ko-KR', 'AI가 정상 작동 중입니다', 'AI가 일부만 작동합니다', 'AI가 멈췄습니다'],
] as const)('pictures of the parts, %s', (lang, locale, works, partly, stopped) => {
  test('all well, a hung OpenClaw, a stopped Ollama, devices', async () => {
    const app = await openApp({ locale, env: { OFFLINE_MODE_STACK: '1' } });
    try {
      const page = await app.page();
      const set = (key: string, value: unknown) =>
        page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value });
      const head = (text: string) =>
        page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const [key, value] of Object.entries(settings)) await set(key, value);
      await set('watching', true);
      await head(works);
      await picture(app, page, `parts-online.${lang}`);
      await app.parts({ gateway: 'silent' });
      await head(partly);
      await page.getByRole('button', { name: /^OpenClaw,/ }).click();
      await picture(app, page, `parts-partly.${lang}`);
      await page.keyboard.press('Escape');
      await app.change({ upstream: 'silent' });
      await app.parts({ gateway: 'ready', ollama: 'down' });
      await head(stopped);
      await picture(app, page, `parts-stopped.${lang}`);
      await app.parts({ ollama: 'up' });
      await page.getByRole('button', { name: /^Tailscale/ }).click();
      await picture(app, page, `parts-tailscale.${lang}`);
      await page.getByRole('button', { name: /^(Devices…|기기…)$/ }).click();
      await picture(app, page, `devices.${lang}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+,');
      await picture(app, page, `settings-parts.${lang}`);
      await page.getByRole('button', { name: /^(Share Ollama|Ollama를 LAN에 공유)/ }).click();
      await page.getByRole('button', { name: /^(Share for an hour|한 시간 공유)$/ }).click();
      await picture(app, page, `share.${lang}`);
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
