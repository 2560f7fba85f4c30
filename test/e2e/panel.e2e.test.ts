import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, type AppOptions, openApp, removeFolders } from './app.ts';
import { status } from './terminal.ts';

const open: App[] = [];
async function start(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const app = await openApp(options);
  open.push(app);
  const page = await app.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { app, page };
}
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 20_000, interval: 100 };
const head = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);

async function watching(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const started = await start(options);
  await started.page.getByRole('button', { name: /^(Start watching|지켜보기 시작)$/ }).click();
  await head(started.page).toMatch(/^(The internet works|인터넷이 정상입니다)$/);
  return started;
}

describe('home', () => {
  test('the evidence opens below its tile, by keyboard alone, and Escape closes it before the panel', async () => {
    const { app, page } = await watching();
    const tile = page.getByRole('button', { name: /^Internet/ });
    await tile.focus();
    await page.keyboard.press('Enter');
    expect(await tile.getAttribute('aria-expanded')).toBe('true');
    await page.getByText('Router 192.168.1.1').waitFor();
    await page
      .getByText(/^DNS server /)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => tile.getAttribute('aria-expanded'), soon).toBe('false');
    await app.clickIcon();
    await app.clickIcon();
  });

  test('arrows move the focus only; Space chooses; the thumb moves when it is kept', async () => {
    const { app, page } = await watching();
    const radio = (name: string) => page.getByRole('radio', { name });
    await radio('Auto').focus();
    await page.keyboard.press('ArrowRight');
    expect(await radio('Offline').evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await radio('Auto').getAttribute('aria-checked')).toBe('true');
    expect((await status(app.home)).mode).toBe('auto');
    await page.keyboard.press('Space');
    await expect.poll(() => radio('Offline').getAttribute('aria-checked'), soon).toBe('true');
    await head(page).toBe('Offline by your choice');
    expect((await status(app.home)).mode).toBe('offline');
    await page.keyboard.press('Control+1');
    await expect.poll(() => radio('Auto').getAttribute('aria-checked'), soon).toBe('true');
  });

  test('a drop is shown at once, with its cause in words, and a portal gets its button', async () => {
    const { app, page } = await watching();
    await app.change({ link: false });
    await head(page).toBe('Offline mode is on');
    await page.getByText('No link').waitFor();
    await app.change({ link: true, portal: 'honest' });
    await page.getByRole('button', { name: 'Open sign-in page' }).click();
    await expect.poll(() => app.opened(), soon).toEqual(['http://portal.example/login']);
  });

  test('the report goes onto the clipboard as text', async () => {
    const { app, page } = await watching();
    await page.getByRole('button', { name: /^Internet/ }).click();
    // The proof may be there before the router has answered.
    await page.getByText('Router 192.168.1.1').waitFor();
    await page.getByRole('button', { name: 'Copy report' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toMatch(
      /^The internet works\. Neither Ollama nor OpenClaw was found here\.\nInternet: Works/,
    );
    expect(text).toContain('✓ Router 192.168.1.1');
  });

  test('the copy key is ours only where there is something of ours to copy', async () => {
    const { page } = await watching();
    const isTaken = () =>
      page.evaluate(() => {
        const press = new KeyboardEvent('keydown', {
          key: 'c',
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        });
        return !(document.activeElement ?? document.body).dispatchEvent(press);
      });
    expect(await isTaken(), 'nothing is open').toBe(false);
    await page.getByRole('button', { name: /^Internet/ }).click();
    await expect.poll(isTaken, { ...soon, message: 'the evidence is open' }).toBe(true);
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Test servers/ }).click();
    await page.getByRole('button', { name: /^Pages/ }).click();
    await page.getByRole('textbox').first().focus();
    await expect.poll(isTaken, { ...soon, message: 'a text field' }).toBe(false);
  });

  test('Korean: the words, the language of the page, and no English left on it', async () => {
    const { page } = await watching({ locale: 'ko-KR' });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');
    await page.getByRole('button', { name: /^인터넷/ }).click();
    await page.getByText('공유기 192.168.1.1').waitFor();
    const text = (await page.locator('main').innerText()).replace(
      /[\w.-]*(\.com|\.google|DNS|IPv[46]|en0|[\d.:@]+)\S*/g,
      '',
    );
    // The names of products are the same in every language.
    expect(text.replaceAll(/Ollama|OpenClaw|Tailscale|Headscale/g, '')).not.toMatch(/[A-Za-z]{4,}/);
  });
});

describe('settings', () => {
  test('show what is, send what is wished, and refuse nonsense with a sentence', async () => {
    const { app, page } = await watching();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: /^Test servers/ }).click();
    await page.getByRole('button', { name: /^DNS servers/ }).click();
    const field = page.getByRole('textbox', { name: 'DNS servers' });
    await field.fill('1.2.3.4');
    await page.getByText('A DNS server is written with its port').waitFor();
    expect(await page.getByRole('button', { name: 'Add' }).isDisabled()).toBe(true);
    await field.fill('1.2.3.4:53');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: 'Remove 1.2.3.4:53' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Remove 1.2.3.4:53' }).count(), soon).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ko');
    await head(page).toBe('설정');
    await page.getByRole('switch', { name: '알림 표시' }).click();
    await expect
      .poll(() => page.getByRole('switch', { name: '알림 표시' }).getAttribute('aria-checked'), soon)
      .toBe('false');
    await page.keyboard.press('Escape');
    await head(page).toBe('인터넷이 정상입니다');
    expect(await app.pageErrors()).toEqual([]);
  });
});

describe('whatever comes', () => {
  test('a settings file that is nonsense is kept beside, told in the panel, and nothing is lost', async () => {
    const first = await watching();
    const { home } = first.app;
    await first.app.close();
    open.splice(0);
    const { writeFileSync, readdirSync, readFileSync } = await import('node:fs');
    writeFileSync(`${home}/settings.json`, '{"version": 1, "mode": "of');
    const { page } = await start({ home });
    await page
      .getByText(/^The settings file could not be read, so the default settings are in use\./)
      .waitFor();
    const kept = readdirSync(home).filter((name) => name.startsWith('settings.json.broken-'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(`${home}/${kept[0]}`, 'utf8')).toBe('{"version": 1, "mode": "of');
    expect((await status(home)).mode).toBe('auto');
  });

  test('the content policy is in force: no script of somebody else runs, no request leaves', async () => {
    const { app, page } = await watching();
    expect(await app.pageErrors()).toEqual([]);
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.planted = 1';
      document.body.append(script);
      const left = await fetch('https://example.invalid/').then(
        () => true,
        () => false,
      );
      return [Reflect.get(globalThis, 'planted'), left];
    });
    expect(ran).toEqual([undefined, false]);
  });

  test('a 300-letter name wraps inside the panel', async () => {
    const { page } = await watching();
    const long = `http://${'a'.repeat(60)}.${'b'.repeat(60)}.example/${'c'.repeat(120)} 204`;
    await page.evaluate(
      (target) => window.offline.send({ type: 'setting.set', key: 'probe.pages', value: [target] }),
      long,
    );
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Test servers/ }).click();
    await page.getByRole('button', { name: /^Pages/ }).click();
    await page.getByText(long).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});
