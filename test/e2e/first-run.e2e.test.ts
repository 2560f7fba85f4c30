import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, type AppOptions, openApp, removeFolders } from './app.ts';
import { picture } from './picture.ts';
import { status } from './terminal.ts';

const open: App[] = [];
async function start(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const app = await openApp(options);
  open.push(app);
  const page = await app.page();
  await head(page).toMatch(/^(Here is what I found|이 Mac을 살펴봤습니다)$/);
  return { app, page };
}
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 20_000, interval: 100 };
const head = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );
const read = (page: Page) => page.evaluate(async () => (await window.offline.read())?.snapshot);
const row = (page: Page, name: string) =>
  page.locator('.item.found').filter({ hasText: name }).locator('.val').textContent();
const tall = (page: Page) =>
  page.evaluate(() => {
    const middle = document.querySelector('.scroll');
    const around = (document.querySelector('.panel')?.clientHeight ?? 0) - (middle?.clientHeight ?? 0);
    return around + (middle?.scrollHeight ?? 0);
  });

describe('the first run', () => {
  test('what is here, two questions, two permissions, and nothing that leaves before a press', async () => {
    const { app, page } = await start({ env: { OFFLINE_MODE_STACK: '1' } });
    expect(await focused(page)).toBe('Here is what I found');
    expect(await row(page, 'Ollama')).toMatch(/^3 models, 22\.1\sGB$/);
    expect(await row(page, 'OpenClaw')).toBe('container openclaw');
    expect(await row(page, 'Tailscale')).toBe('5 devices');
    const where = page.getByRole('combobox', { name: 'Headscale' });
    expect(await where.inputValue()).toBe('here');
    await page.getByText('It answers at http://127.0.0.1:8080').waitFor();

    // What cannot be so is told as it is typed, and "Start watching" leads there.
    await where.selectOption('elsewhere');
    const go = page.getByRole('button', { name: 'Start watching' });
    await go.click();
    await expect.poll(() => focused(page), soon).toBe('Headscale’s address');
    await page.getByText('An address is written like http://headscale.lan:8080.').waitFor();
    await page.keyboard.type('http://192.168.1.9:8080');
    await expect.poll(() => page.getByText('An address is written like').count(), soon).toBe(0);
    const service = page.getByRole('textbox', { name: 'LAN service' });
    await service.fill('telmeet local');
    await page.getByText('Write it like https://telmeet.local').waitFor();
    await service.fill('https://telmeet.local');
    expect((await read(page))?.settings['lan.services']).toEqual([]);

    await page.getByRole('button', { name: 'Allow… (Notifications)' }).click();
    await expect
      .poll(() => app.notifications(), soon)
      .toContainEqual({
        title: 'This is how I tell you',
        body: 'One when the internet goes down, one when it is back.',
      });
    await page.getByText('One was sent. If you did not see it, macOS is holding it back.').waitFor();
    await page.getByRole('button', { name: 'Open System Settings (Notifications)' }).click();
    await expect.poll(async () => (await app.opened()).length, soon).toBe(1);

    expect(await app.asked()).toBe(0);
    await page.getByText('Nothing was changed, and nothing left this Mac.').waitFor();
    await page.getByRole('button', { name: 'Allow… (Local network)' }).click();
    await page.getByText('Your router answers.').waitFor();
    expect(await app.asked()).toBe(1);
    await page.getByText('Nothing changed. Only your router was asked.').waitFor();

    // What is typed is still there after another page.
    await page.getByRole('button', { name: /^Who is asked/ }).click();
    for (const name of ['1.1.1.1', 'captive.apple.com', 'dns.google'])
      expect(await page.getByText(name).count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    expect(await app.asked()).toBe(1);
    await go.click();
    await head(page).toBe('Your AI works');
    expect(await focused(page)).toBe('Your AI works');
    expect(await app.asked()).toBeGreaterThan(1);
    const kept = (await read(page))?.settings;
    expect(kept?.['headscale.url']).toBe('http://192.168.1.9:8080');
    expect(kept?.['lan.services']).toEqual(['telmeet=https://telmeet.local']);
    await expect
      .poll(() => page.getByRole('button', { name: /^Ready for an outage/ }).textContent(), soon)
      .toMatch(/\d+ of \d+/);
  });

  test('what is not here is looked for where the person says; macOS may refuse both permissions', async () => {
    const { app, page } = await start({ env: { ELECTRON_STANDIN_NO_NOTIFICATIONS: '1' } });
    expect(await row(page, 'Ollama')).toBe('not found');
    expect(await row(page, 'Tailscale')).toBe('not found');
    expect(await page.getByRole('combobox', { name: 'Headscale' }).inputValue()).toBe('none');
    await page.getByRole('button', { name: 'Choose… (OpenClaw)' }).click();
    await head(page).toBe('OpenClaw config');
    await expect.poll(() => focused(page), soon).toBe('OpenClaw’s container');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Choose… (Ollama)' }).click();
    await page.getByRole('textbox').fill('http://192.168.1.77:11434');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Offline Mode/ }).click();
    await head(page).toBe('Here is what I found');
    await page.getByText('macOS blocks notifications from Offline Mode.').waitFor();
    await app.change({ isLocalDenied: true });
    await page.getByRole('button', { name: 'Allow… (Local network)' }).click();
    await page.getByText('No answer from your router, so whether this is allowed is not clear.').waitFor();
    await app.change({ isLocalDenied: false });
    const asked = await app.asked();

    await page.getByRole('button', { name: /^Who is asked/ }).click();
    await page.getByRole('button', { name: 'Never ask' }).click();
    await head(page).toBe('Not watching the internet');
    // The Ollama of the person's own is looked for, and nobody else is asked.
    await expect.poll(() => app.asked(), soon).toBeGreaterThan(asked);
    await app.change({ link: false });
    await expect.poll(async () => (await status(app.home)).internet.cause, soon).toBe('link-down');
  });

  test('"Never ask" is kept: nothing is sent, and on Linux no leave is asked for the local network', async () => {
    const { app, page } = await start({ platform: 'linux' });
    expect(await page.getByText('Local network').count()).toBe(0);
    await page.getByRole('button', { name: /^Who is asked/ }).press('Enter');
    await page.getByRole('button', { name: 'Never ask' }).press('Enter');
    await head(page).toBe('Not watching the internet');
    expect(await app.asked()).toBe(0);
    await app.change({ link: false });
    await expect.poll(async () => (await status(app.home)).internet.cause, soon).toBe('link-down');
    expect(await app.asked()).toBe(0);
  });
});

describe.each([
  ['en', 'en-US', 'Elsewhere'],
  ['ko', 'ko-KR', '다른 곳'],
] as const)('pictures of the first run, %s', (lang, locale, elsewhere) => {
  test('what was found, what was not, and whom it asks', async () => {
    const { app, page } = await start({ locale, env: { OFFLINE_MODE_STACK: '1' } });
    // A config of OpenClaw's makes it longer, and has a picture of its own. It is seen before it goes.
    await expect.poll(() => page.getByRole('switch').count(), soon).toBe(1);
    await app.parts({ config: null });
    await expect.poll(() => page.getByRole('switch').count(), soon).toBe(0);
    expect(await tall(page)).toBeLessThanOrEqual(760);
    await picture(app, page, `first-run.${lang}`);
    await page.getByRole('combobox').selectOption({ label: elsewhere });
    await page.getByRole('textbox').first().fill('headscale');
    await page.getByRole('textbox').last().fill('tel meet');
    await app.parts({
      ollama: 'down',
      hasOllama: false,
      tailscale: 'absent',
      podman: 'absent',
      gateway: 'down',
    });
    await expect.poll(() => page.locator('.item.found .btn').count(), soon).toBe(2);
    await page
      .getByRole('button', { name: /^(Allow…|허용…)/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^(Allow…|허용…)/ })
      .first()
      .click();
    await page.waitForTimeout(500);
    expect(await tall(page)).toBeLessThanOrEqual(760);
    await picture(app, page, `first-run-missing.${lang}`);
    await page.getByRole('button', { name: /^(Who is asked|물어보는 곳)/ }).click();
    await picture(app, page, `first-run-asks.${lang}`);
    expect(await app.pageErrors()).toEqual([]);
  });
});
