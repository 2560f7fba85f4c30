import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { type App, type AppOptions, isRealElectron, openApp, removeFolders } from './app.ts';
import { picture } from './picture.ts';
import { status } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 20_000, interval: 100 };

/** An app that is past its first run, and its panel. */
async function watching(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const app = await openApp(options);
  open.push(app);
  const page = await app.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => window.offline.send({ type: 'setting.set', key: 'watching', value: true }));
  await expect.poll(async () => (await app.bar()).icon, soon).toBe('online');
  await app.closePanel();
  return { app, page };
}

interface System {
  readonly __electronStandIn: {
    readonly records: {
      readonly trays: { systemPlaces(bounds: object | null): void }[];
      readonly shortcuts: Map<string, () => void>;
      readonly takenShortcuts: Set<string>;
    };
  };
}
const opens = (app: App, url: string) =>
  app.electron.evaluate(
    ({ app: own }, address) => void own.emit('open-url', { preventDefault() {} }, address),
    url,
  );
const seen = (page: Page) => expect.poll(() => page.evaluate(() => document.visibilityState), soon);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('a link', () => {
  test('asks first: “Not now” changes nothing, a yes changes the mode; what it may not ask is told', async () => {
    const { app, page } = await watching();
    await opens(app, 'offline-mode://mode/offline');
    await seen(page).toBe('visible');
    const card = page.getByRole('region', { name: 'A link' });
    await card.getByText('A link asks for offline mode.').waitFor();
    // Return must do no harm to whoever goes on typing.
    expect(await focused(page)).toBe('Not now');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    expect((await status(app.home)).mode).toBe('auto');
    await page.waitForTimeout(600);
    await opens(app, 'offline-mode://mode/online');
    await opens(app, 'offline-mode://mode/offline');
    await card.getByText('A link asks for offline mode.').waitFor();
    expect(await card.count()).toBe(1);
    await picture(app, page, 'link.en');
    await card.getByRole('button', { name: 'Go offline' }).click();
    await expect.poll(async () => (await status(app.home)).mode, soon).toBe('offline');
    await card.waitFor({ state: 'detached' });
    await page.waitForTimeout(600);
    await opens(app, 'offline-mode://drill/wifi');
    await card.getByText(/a drill that cuts something off can only be started here/).waitFor();
    expect((await app.bar()).icon).toBe('offline');
    await page.waitForTimeout(600);
    await opens(app, 'offline-mode://open/diary');
    await page.getByRole('heading', { name: 'Diary' }).waitFor();
    expect(await app.pageErrors()).toEqual([]);
  });
});

describe.skipIf(isRealElectron)('an icon that macOS hides', () => {
  test('a banner, a panel in the corner, and keys for everywhere', async () => {
    const { app, page } = await watching();
    await app.electron.evaluate(() => {
      const { records } = (globalThis as unknown as System).__electronStandIn;
      records.takenShortcuts.add('Control+Alt+O');
      records.trays[0]?.systemPlaces({ x: 0, y: 900, width: 32, height: 22 });
    });
    const activate = () => app.electron.evaluate(({ app: own }) => void own.emit('activate', {}, false));
    const place = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    const banner = page.getByText(/^macOS hides this icon/);
    await expect
      .poll(() => activate().then(() => banner.count()), { timeout: 20_000, interval: 500 })
      .toBe(1);
    await activate();
    await expect.poll(async () => (await place())?.x, soon).toBe(1_440 - 380 - 12);
    expect((await place())?.y).toBe(37);
    await picture(app, page, 'hidden.en');
    await page.getByRole('button', { name: 'Use ⌃⌥O' }).click();
    await page.getByText(/another app has taken ⌃⌥O/).waitFor();
    await app.electron.evaluate(() =>
      (globalThis as unknown as System).__electronStandIn.records.takenShortcuts.clear(),
    );
    await page.getByText('macOS hides this icon. ⌃⌥O opens the panel any time.').waitFor();
    const press = () =>
      app.electron.evaluate(() =>
        (globalThis as unknown as System).__electronStandIn.records.shortcuts.get('Control+Alt+O')?.(),
      );
    await press();
    await seen(page).toBe('hidden');
    await press();
    await seen(page).toBe('visible');
    await page.getByRole('button', { name: 'Open System Settings' }).click();
    await expect
      .poll(() => app.opened(), soon)
      .toEqual(['x-apple.systempreferences:com.apple.MenuBarSettings']);
    await banner.waitFor({ state: 'detached' });
  });
});

describe('a mistake in this app', () => {
  test('a panel that cannot draw says so and is loaded anew; one in the main process is told', async () => {
    const { app, page } = await watching({ locale: 'ko-KR' });
    await app.electron.evaluate(({ app: own }) => void own.emit('activate', {}, false));
    await seen(page).toBe('visible');
    await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('no panel');
      const real = contents.send.bind(contents);
      // A frame that no page can make sense of, once.
      contents.send = (channel, frame) => {
        contents.send = real;
        real(channel, { ...frame, snapshot: { ...frame.snapshot, parts: null } });
      };
    });
    await page.getByText(/^패널에 표시할 수 없습니다\(P[0-9a-f]{4}\)/).waitFor();
    await picture(app, page, 'broken.ko');
    await page.getByRole('button', { name: '다시 불러오기' }).click();
    await page.getByText(/^이 앱에 문제가 생겼습니다\(P[0-9a-f]{4}\)/).waitFor();
    // The doctor has seen it: back on Home it is gone.
    await page.getByRole('button', { name: speaker('ko')('doctor.open') }).click();
    await page.getByRole('heading', { level: 1, name: speaker('ko')('doctor.title') }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/^이 앱에 문제가 생겼습니다/).waitFor({ state: 'detached' });
    await app.electron.evaluate(() => void setTimeout(() => JSON.parse('sk-secret'), 0));
    await page.getByText(/^이 앱에 문제가 생겼습니다\(M[0-9a-f]{4}\)/).waitFor();
    await picture(app, page, 'bug.ko');
    await app.choose('오프라인');
    await expect.poll(async () => (await status(app.home)).mode, soon).toBe('offline');
  });
});
