import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, type AppOptions, openApp, removeFolders } from './app.ts';
import { terminal } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

/** A hidden app looks at Ollama and OpenClaw every 15 s. */
const soon = { timeout: 30_000, interval: 100 };
const settings = {
  watching: true,
  'headscale.url': 'http://127.0.0.1:8080',
  'lan.services': ['telmeet=http://192.168.1.50:8443/health 200'],
};

/** The app beside a whole stack, told to watch. */
async function beside(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const app = await openApp({ ...options, env: { OFFLINE_MODE_STACK: '1', ...options.env } });
  open.push(app);
  const page = await app.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const [key, value] of Object.entries(settings)) {
    await expect
      .poll(
        () =>
          page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value }),
        soon,
      )
      .toMatchObject({ ok: true });
  }
  await head(page).toMatch(/^(Your AI works|AI가 정상 작동 중입니다)$/);
  return { app, page };
}
const head = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name},`) });
const label = (page: Page, name: string) =>
  expect.poll(() => row(page, name).getAttribute('aria-label'), soon);

describe('the parts in the panel', () => {
  test('each has a row that says what it is, whether it works without internet, and how old that is', async () => {
    const { page } = await beside();
    await label(page, 'Ollama').toBe('Ollama, qwen2.5-coder:32b ready, now, Without internet: works');
    await label(page, 'OpenClaw').toBe('OpenClaw, answers, local models only, now, Without internet: works');
    await label(page, 'Tailscale').toBe(
      'Tailscale, 3 direct, 1 relayed, 1 idle, now, Without internet: works partly',
    );
    await label(page, 'Headscale').toMatch(
      /^Headscale, on this machine, healthy, .+, Without internet: works partly/,
    );
    await label(page, 'telmeet').toMatch(/^telmeet, answers in \d+\sms, .+, Without internet: works/);
  });

  test('by keyboard alone: a row is opened and closed, and Escape closes it before the panel', async () => {
    const { app, page } = await beside();
    await row(page, 'Ollama').focus();
    await page.keyboard.press('ArrowRight');
    const evidence = page.getByRole('region', { name: 'Ollama' });
    await evidence.waitFor();
    expect(await evidence.textContent()).toContain(
      'Without internet: works. The models are on this machine.',
    );
    await page.keyboard.press('ArrowLeft');
    await evidence.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await evidence.waitFor();
    await page.keyboard.press('Escape');
    await evidence.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
    expect(await app.pageErrors()).toEqual([]);
  });

  test('a hung OpenClaw: the one blue button restarts it, and is never shown as done before it is', async () => {
    const { app, page } = await beside();
    await app.parts({ gateway: 'silent' });
    await head(page).toBe('Your AI partly works');
    const fix = page.getByRole('button', { name: 'Restart OpenClaw' });
    await fix.waitFor();
    // Its row has no second button of the same kind.
    expect(await page.getByRole('button', { name: 'Restart', exact: true }).count()).toBe(0);
    await fix.click();
    await head(page).toBe('Your AI works');
    expect(await app.done()).toEqual(['podman restart openclaw']);
    await fix.waitFor({ state: 'detached' });
  });

  test('a stopped Ollama: started from the panel', async () => {
    const { app, page } = await beside();
    await app.parts({ ollama: 'down' });
    await head(page).toBe('Your AI has stopped');
    await label(page, 'OpenClaw').toMatch(/^OpenClaw, waits for Ollama/);
    await page.getByRole('button', { name: 'Start Ollama' }).click();
    await head(page).toBe('Your AI works');
    expect(await app.done()).toContain('launch ollama');
  });

  test('Tailscale and Headscale offer “Why?” and nothing else', async () => {
    const { app, page } = await beside();
    await app.parts({ headscale: 'down', tailscale: 'daemon' });
    await page.getByRole('button', { name: 'Check again' }).first().click();
    await label(page, 'Tailscale').toMatch(/^Tailscale, stopped/);
    await label(page, 'Headscale').toMatch(/^Headscale, not reachable/);
    const why = page.getByRole('button', { name: 'Why?', exact: true });
    await expect.poll(() => why.count(), soon).toBe(2);
    await why.first().click();
    await page.getByRole('region', { name: 'Tailscale' }).waitFor();
    expect(await page.getByRole('button', { name: /^(Start|Restart|Stop)/ }).count()).toBe(0);
  });

  test('devices: all are asked, and the page says what that means', async () => {
    const { page } = await beside();
    await row(page, 'Tailscale').click();
    await page.getByRole('button', { name: 'Devices…' }).click();
    await page.getByText('mac-studio').waitFor();
    await page.getByRole('button', { name: 'Ask all' }).click();
    await expect
      .poll(() => page.locator('li', { hasText: 'iphone' }).textContent(), soon)
      .toContain('did not answer');
    expect(await page.locator('li', { hasText: 'office-pi' }).textContent()).toContain(
      'through the internet: lost without it',
    );
  });

  test('the page may not name files of the person’s own', async () => {
    const { app, page } = await beside();
    const name = (key: string, value: string) =>
      page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value });
    for (const key of ['headscale.keyFile', 'headscale.config', 'openclaw.config'])
      expect(await name(key, '/etc/passwd')).toMatchObject({ ok: false, problem: { code: 'refused' } });
    // Where a key from such a file goes is not for the page to say either.
    expect(await name('headscale.url', 'http://127.0.0.1:9')).toMatchObject({ ok: true });
    expect((await terminal(app.home, 'settings', 'set', 'headscale.keyFile', '/tmp/none')).code).toBe(0);
    await expect
      .poll(() => name('headscale.url', 'http://203.0.113.66'), soon)
      .toMatchObject({ ok: false, problem: { code: 'refused' } });
    expect((await terminal(app.home, 'settings', 'set', 'openclaw.config', '/tmp/none.json')).code).toBe(0);
  });

  test('many services are folded, and unfolded by a press', async () => {
    const { page } = await beside();
    const services = Array.from(
      { length: 7 },
      (_, index) => `service ${index}=http://192.168.1.50:8443/ 200`,
    );
    await page.evaluate((wish) => window.offline.send(wish), {
      type: 'setting.set' as const,
      key: 'lan.services',
      value: services,
    });
    const more = page.getByRole('button', { name: '4 more services' });
    await more.waitFor();
    expect(await row(page, 'service 5').count()).toBe(0);
    await more.click();
    await row(page, 'service 6').waitFor();
  });

  test('a renewed certificate is accepted in the settings, and nowhere else', async () => {
    const { app, page } = await beside();
    await app.parts({ telmeetPrint: 'b2'.repeat(32) });
    await page.evaluate((wish) => window.offline.send(wish), {
      type: 'setting.set' as const,
      key: 'lan.services',
      value: [`telmeet=https://192.168.1.50:8443/health 200 pin=${'a1'.repeat(32)}`],
    });
    await label(page, 'telmeet').toMatch(/its certificate has changed/);
    expect(await page.getByRole('button', { name: 'Accept this certificate' }).count()).toBe(0);
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^LAN services/ }).click();
    await page.getByText('telmeet shows another certificate: b2b2b2b2b2b2b2b2…').waitFor();
    const accept = page.getByRole('button', { name: 'Accept this certificate' });
    expect(
      await page.evaluate((wish) => window.offline.send(wish), {
        type: 'pin.accept' as const,
        id: 'lan:telmeet',
        print: 'c3'.repeat(32),
      }),
    ).toMatchObject({ ok: false, problem: { code: 'other-pin' } });
    const stranger = page.getByRole('listitem').filter({ has: accept });
    expect(await stranger.locator('.age').textContent()).toMatch(/^(now|\d+\ss)$/);
    await accept.click();
    await accept.waitFor({ state: 'detached' });
    await page.getByText(`pin=${'b2'.repeat(32)}`).waitFor();
  });

  test('Ollama is shared for a while, and the lines for the other machine are copied', async () => {
    const { app, page } = await beside();
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Share Ollama/ }).click();
    await page.getByRole('button', { name: 'Share for an hour' }).click();
    await page.getByText('Shared at 192.168.1.20:11434').waitFor();
    await page.getByText(/asks for no password/).waitFor();
    await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
    const copied = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied, soon).toBe('OLLAMA_HOST=http://192.168.1.20:11434');
    await page.getByRole('button', { name: 'Stop sharing' }).click();
    await page.getByText('Ollama is not shared.').waitFor();
  });
});

describe('the parts in the menu and the terminal', () => {
  test('the menu has them all, with what they are and whether they work without internet', async () => {
    const { app } = await beside();
    const menu = await app.menu();
    expect(menu[0]).toBe('(Your AI works)');
    expect(menu).toContain('(Services > Ollama: qwen2.5-coder:32b ready)');
    expect(menu).toContain('(Services > Without internet: works)');
    for (const name of ['OpenClaw', 'Tailscale', 'Headscale', 'telmeet']) {
      expect(
        menu.some((line) => line.startsWith(`(Services > ${name}: `)),
        name,
      ).toBe(true);
    }
  });

  test('the fix stands in the menu too, and the tooltip tells the cause', async () => {
    const { app } = await beside();
    await app.parts({ ollama: 'down' });
    await expect.poll(() => app.menu(), soon).toContain('Start Ollama');
    await expect
      .poll(async () => (await app.bar()).tip, soon)
      .toMatch(/^Your AI has stopped\. Ollama: stopped\. Internet:/);
    await expect.poll(async () => (await app.bar()).icon, soon).toBe('trouble');
    await app.choose('Start Ollama');
    await expect.poll(async () => (await app.bar()).icon, soon).toBe('online');
  });

  test('the terminal says the same as the panel, from the running app', async () => {
    const { app } = await beside();
    const { out } = await terminal(app.home, 'status');
    expect(out).toMatch(/^✓ Your AI works\n {2}Everything answers\. Nothing to do\.\n/);
    expect(out).toMatch(/✓ Ollama +qwen2\.5-coder:32b ready/);
    expect(out).toMatch(/Without internet: works\. The models are on this machine\./);
    const json = JSON.parse((await terminal(app.home, 'status', '--json')).out);
    expect(json.ai).toMatchObject({ state: 'works', cause: null });
    expect(json.parts.map(({ id }: { id: string }) => id)).toEqual([
      'ollama',
      'openclaw',
      'podman',
      'tailscale',
      'headscale',
      'lan:telmeet',
      'mac',
    ]);
  });

  test('a part is restarted from the terminal, by the app that runs', async () => {
    const { app } = await beside();
    await app.parts({ container: 'exited' });
    const { code, out } = await terminal(app.home, 'start', 'openclaw');
    expect([code, out]).toEqual([0, 'OpenClaw: answers, local models only.\n']);
    expect(await app.done()).toEqual(['podman start openclaw']);
    expect(await terminal(app.home, 'restart', 'tailscale')).toMatchObject({
      code: 1,
      err: expect.stringContaining('never does'),
    });
  });

  test('in Korean the same', async () => {
    const { app, page } = await beside({ locale: 'ko-KR' });
    await label(page, 'Ollama').toBe('Ollama, qwen2.5-coder:32b 준비됨, 방금, 인터넷 없이: 작동');
    await app.parts({ ollama: 'down' });
    await head(page).toBe('AI가 멈췄습니다');
    expect(await app.menu()).toContain('Ollama 시작');
  });
});

describe('notifications about the AI', () => {
  test('sick for half a minute: one notification, with the button that mends it', async () => {
    const { app, page } = await beside();
    await app.closePanel();
    // The app says nothing for its first twenty seconds.
    await page.waitForTimeout(20_000);
    await app.parts({ gateway: 'silent' });
    await expect.poll(() => app.notifications(), { timeout: 80_000, interval: 500 }).toHaveLength(1);
    const [told] = await app.notifications();
    expect(told?.title).toBe('Your AI partly works');
    expect(told?.body).toMatch(/^OpenClaw: runs, but does not answer\. Ollama answers\. Since \d\d:\d\d\.$/);
  }, 150_000);

  test('a drop says how it stands with the AI', async () => {
    const { app, page } = await beside();
    await app.closePanel();
    await page.waitForTimeout(20_000);
    await app.change({ link: false });
    await expect.poll(() => app.notifications(), { timeout: 40_000, interval: 500 }).toHaveLength(1);
    expect((await app.notifications())[0]?.title).toBe('Internet is down, your AI works');
  }, 120_000);
});
