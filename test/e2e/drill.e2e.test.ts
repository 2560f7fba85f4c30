import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type App, handleNotifications, isRealElectron, newFolder, openApp, removeFolders } from './app.ts';
import { besideClaw, set, soon } from './claw.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

/** A whole drill in the scripted world takes half a minute. */
const whole = { timeout: 80_000, interval: 100 };

async function beside(options: Parameters<typeof besideClaw>[0] = {}): Promise<{ app: App; page: Page }> {
  const started = await besideClaw(options);
  open.push(started.app);
  return started;
}
const title = (page: Page, wait = soon) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), wait);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );
/** How it ended, once it has: the headline of its report. */
const ended = (page: Page) => expect.poll(() => page.locator('.lead h2').allTextContents(), whole);
const nowOf = (page: Page) =>
  page.evaluate(async () => (await window.offline.read())?.snapshot.drill?.now ?? null);
const phase = (page: Page, wait = soon) => expect.poll(async () => (await nowOf(page))?.phase, wait);
const send = (page: Page, wish: Parameters<typeof window.offline.send>[0]) =>
  page.evaluate((one) => window.offline.send(one), wish);

async function toDrill(page: Page): Promise<void> {
  await page.keyboard.press('Control+d');
  await title(page).toMatch(/^(Drill|오프라인 훈련)$/);
}

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 12 && (await focused(page)) !== name; n += 1) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(name);
}

/** As somebody who opens the panel: a menu takes the focus, and the panel goes with it. */
async function shown(app: App, page: Page): Promise<void> {
  const visible = () => expect.poll(() => page.evaluate(() => document.visibilityState), soon);
  await visible().toBe('hidden');
  // The first click after a person clicked elsewhere may only tell so, and one on an open panel closes it.
  await vi.waitFor(
    async () => {
      if ((await page.evaluate(() => document.visibilityState)) !== 'visible') await app.clickIcon();
      await expect
        .poll(() => page.evaluate(() => document.visibilityState), { timeout: 1_000 })
        .toBe('visible');
    },
    { timeout: 20_000, interval: 300 },
  );
}

describe('by keyboard', () => {
  test('Wi-Fi off: chosen, run and read; the menu bar says what goes on, and all is as it was', async () => {
    const { app, page } = await beside();
    const before = await app.config();
    await toDrill(page);
    await tabTo(page, 'Wi-Fi off');
    await page.getByText('Wi-Fi can be switched back').waitFor();
    await page.getByText(/^Wi-Fi comes back at \d\d:\d\d, even if this app quits or crashes\.$/).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText(/^Your AI may use the cloud again at/).waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await radio(page, 'Check only').isChecked()).toBe(true);
    expect(await page.locator('.note.drill').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await radio(page, 'Wi-Fi off').isChecked()).toBe(true);
    await expect.poll(() => button(page, 'Start drill').isEnabled(), soon).toBe(true);
    await page.getByRole('combobox', { name: 'At most' }).selectOption('10');
    await tabTo(page, 'Start drill');
    await page.keyboard.press('Enter');
    await title(page).toBe('Drill running');
    // A second press on Return must not end it.
    expect(await focused(page)).toBe('Drill running');
    await page.getByText('Wi-Fi is off on purpose.').first().waitFor();
    await expect.poll(() => page.getByRole('timer').textContent(), soon).toMatch(/^9:\d\d$/);
    await expect.poll(async () => (await app.bar()).icon, soon).toBe('drill');
    const bar = await app.bar();
    expect(bar.tip).toMatch(/^Drill running\. Wi-Fi comes back at \d\d:\d\d\.$/);
    expect(bar.title).toMatch(/^9:\d\d$/);
    const live = row(page, 'Offline config in place').locator('.val');
    const seen = new Set<string>();
    await expect
      .poll(async () => seen.add((await live.textContent()) ?? '').size, { ...soon, interval: 50 })
      .toBeGreaterThan(3);
    const menu = await app.menu();
    expect(menu).toEqual(expect.arrayContaining(['(Drill running)', 'Stop and turn Wi-Fi on']));
    expect(menu.at(-1)).toBe('Turn Wi-Fi on and quit');
    expect(menu).not.toContain('Start a drill…');
    await shown(app, page);
    await ended(page).toEqual(['Drill passed']);
    // What a screen reader says first is how it ended.
    await expect.poll(() => focused(page), soon).toBe('Drill passed');
    await page.getByText(/^Wi-Fi was off for .* Your AI kept answering\.$/).waitFor();
    expect(await app.config()).toBe(before);
    expect(await page.locator('.metrics dt').allTextContents()).toEqual([
      'First token',
      'Speed',
      'Cold load',
    ]);
    await page.getByText('Local services and devices: Wi-Fi carries your local network.').waitFor();
    const gone = button(page, /^Internet is gone ?, done/);
    await gone.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => gone.textContent(), soon).toContain('No link');
    await page.keyboard.press('Control+c');
    await expect
      .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()), soon)
      .toMatch(/^# Drill: Drill passed\n[\s\S]*\| ✓ \| Wi-Fi off \|/);
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await radio(page, 'Wi-Fi off').waitFor();
    await button(page, 'Last report').click();
    await page.getByRole('heading', { level: 2, name: 'Drill passed' }).waitFor();
    await page.keyboard.press('Escape');
    const nav = page.getByRole('button', { name: /^Drill/ });
    await expect.poll(() => nav.textContent(), soon).toMatch(/^Drillpassed (just now|\d+\ss ago)$/);
    await expect.poll(async () => (await app.bar()).icon, whole).toBe('online');
    expect(await app.menu()).toContain('Start a drill…');
    expect((await app.menu()).at(-1)).toBe('Quit Offline Mode');
    expect((await app.bar()).title).toBe('');
    expect(await app.pageErrors()).toEqual([]);
  });
});

describe('what stands against it', () => {
  test('a must blocks Start and is said; at a level that takes nothing it does not', async () => {
    const { page } = await beside();
    await page.getByRole('radio', { name: 'Online' }).click();
    await toDrill(page);
    const why = page.getByText('Not started: the mode is not Auto', { exact: false });
    await why.waitFor();
    expect(await button(page, 'Start drill').isDisabled()).toBe(true);
    await page.getByText('Check only').click();
    await expect.poll(() => button(page, 'Start drill').isEnabled(), soon).toBe(true);
    expect(await why.count()).toBe(0);
  });

  test('what changes while somebody chooses is seen: another way out', async () => {
    const { app, page } = await beside();
    await toDrill(page);
    await expect.poll(() => button(page, 'Start drill').isEnabled(), soon).toBe(true);
    await app.wifi({ how: 'lies' });
    await app.wifi({ power: 'Off' });
    await page.getByText('Not started: Wi-Fi is not on', { exact: false }).waitFor({ timeout: 40_000 });
    expect(await button(page, 'Start drill').isDisabled()).toBe(true);
  });

  test('one that is refused has tried nothing: its sentence stands above the choice', async () => {
    const { page } = await beside();
    await toDrill(page);
    await page.getByText('Check only').click();
    await set(page, 'mode', 'online');
    await send(page, { type: 'drill.start', level: 'app', atMost: 300_000 });
    await page.getByRole('alert').getByText('Not started: the mode is not Auto', { exact: false }).waitFor();
    await title(page).toBe('Drill');
    expect(await page.getByRole('heading', { level: 2, name: /^Drill/ }).count()).toBe(0);
  });
});

describe('while it goes on', () => {
  test('the panel may be closed: it opens on the drill, and what ends it gives all back', async () => {
    const { app, page } = await beside();
    const before = await app.config();
    await app.gateway({ winner: 'silent' });
    await send(page, { type: 'drill.start', level: 'app', atMost: 300_000 });
    await title(page).toBe('Drill running');
    await expect
      .poll(() => row(page, 'Offline config in place').textContent(), soon)
      .toMatch(/under way\d+\.\d\ss$/);
    await page.keyboard.press('Escape');
    await title(page).toBe('Drill running');
    await page.getByRole('button', { name: /^Internet/ }).waitFor();
    const nav = page.getByRole('button', { name: /^Drill/ });
    await expect.poll(() => nav.textContent(), soon).toMatch(/^Drill4:\d\d$/);
    await page.keyboard.press('Control+,');
    await title(page).toBe('Settings');
    await app.closePanel();
    await shown(app, page);
    await title(page).toBe('Drill running');
    await button(page, 'Stop and give it back').focus();
    await page.keyboard.press('Enter');
    await ended(page).toEqual(['Drill stopped']);
    await expect.poll(() => focused(page), soon).toBe('Drill stopped');
    expect(await app.config()).toBe(before);
    expect(await app.pageErrors()).toEqual([]);
  });
});

test('in Korean', async () => {
  const { app, page } = await beside({ locale: 'ko-KR' });
  await toDrill(page);
  await page.getByText('Wi-Fi를 다시 켤 수 있음').waitFor();
  await page.getByText(/^이 앱이 종료되거나 멈춰도 \d\d:\d\d에 Wi-Fi가 다시 켜집니다\.$/).waitFor();
  await page.getByText('앱만 차단').click();
  await expect.poll(() => button(page, '훈련 시작').isEnabled(), soon).toBe(true);
  await button(page, '훈련 시작').click();
  await title(page).toBe('훈련 중입니다');
  await expect.poll(async () => (await app.bar()).tip, soon).toMatch(/^훈련 중입니다\. \d\d:\d\d에 AI가/);
  await ended(page).toEqual([expect.stringMatching(/^훈련 (통과|결과를)/)]);
  const words = (await page.locator('.page').textContent()) ?? '';
  const names =
    /Podman: unrecognized command podman info|Podman|unrecognized|command|podman|info|Wi-Fi|OpenClaw|Ollama|AI|qwen2\.5-coder:32b|telmeet|ms/g;
  expect(words.replaceAll(names, '').match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
});

describe.skipIf(isRealElectron)('notifications', () => {
  const deed = (app: App, what: Parameters<typeof handleNotifications>[1]) =>
    app.electron.evaluate(handleNotifications, what);
  const standing = (app: App) => deed(app, 'allow');

  test('one at the end where nobody looks; its button opens the report', async () => {
    const { app, page } = await beside();
    // Nobody is interrupted in the first twenty seconds.
    await page.waitForTimeout(21_000);
    await send(page, { type: 'drill.start', level: 'app', atMost: 300_000 });
    await title(page).toBe('Drill running');
    await app.closePanel();
    await phase(page, whole).toBe('over');
    await expect
      .poll(() => standing(app), soon)
      .toEqual([{ title: expect.stringMatching(/^Drill /), button: 'Report', silent: true }]);
    await deed(app, 'press');
    await page.getByRole('heading', { level: 2, name: /^Drill (passed|not conclusive)$/ }).waitFor();
    await button(page, 'Copy report').waitFor();
  });

  test('what one that was cut short had left is given back, and told', async () => {
    const home = newFolder();
    const debt = { id: '1-1', level: 'wifi', device: 'en0', until: 4e12, shell: null };
    writeFileSync(join(home, 'drill-debt.json'), JSON.stringify(debt));
    const app = await openApp({ home, env: { OFFLINE_MODE_STACK: '1' } });
    open.push(app);
    const page = await app.page();
    await set(page, 'watching', true);
    const said = 'A drill was cut short. Wi-Fi was turned on again afterwards.';
    await page.getByText(said).waitFor();
    await app.closePanel();
    await expect
      .poll(() => app.notifications(), { timeout: 60_000, interval: 100 })
      .toContainEqual({ title: 'Drill cut short', body: said });
    await deed(app, 'press');
    await page.getByText(said).waitFor();
    await button(page, 'OK').click();
    await expect.poll(() => page.getByText(said).count(), soon).toBe(0);
  });
});
