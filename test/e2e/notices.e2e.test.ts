import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  type App,
  type AppOptions,
  handleNotifications,
  isRealElectron,
  openApp,
  removeFolders,
} from './app.ts';
import { status, terminal } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

/** A notice comes up to 30 s after a start that is followed by a drop: the time in which nothing is told, and that of belief. */
const soon = { timeout: 60_000, interval: 100 };
const settings = 'x-apple.systempreferences:com.apple.Notifications-Settings.extension';

/** An app that has seen the internet, with its panel closed. */
async function watching(options: AppOptions = {}): Promise<App> {
  const app = await openApp(options);
  open.push(app);
  await expect.poll(() => app.menu(), soon).toContain('Start watching…');
  await (await app.page()).evaluate(() =>
    window.offline.send({ type: 'setting.set', key: 'watching', value: true }),
  );
  await expect.poll(async () => (await app.bar()).icon, soon).toBe('online');
  await app.closePanel();
  return app;
}
const deed = (app: App, what: Parameters<typeof handleNotifications>[1]) =>
  app.electron.evaluate(handleNotifications, what);
const standing = (app: App) => deed(app, 'allow');
const visible = async (app: App) => (await app.page()).evaluate(() => document.visibilityState);

describe.skipIf(isRealElectron)('notifications', () => {
  test('the notice of a drop is replaced by that of the return; "Why?" opens the evidence', async () => {
    const app = await watching();
    await app.change({ upstream: 'silent' });
    await expect
      .poll(() => standing(app), soon)
      .toEqual([{ title: 'Internet is down, you are offline now', button: 'Why?', silent: true }]);
    const page = await app.page();
    const evidence = page.getByRole('button', { name: /^Internet/ });
    await deed(app, 'press');
    await expect.poll(() => visible(app), soon).toBe('visible');
    await expect.poll(() => evidence.getAttribute('aria-expanded'), soon).toBe('true');
    await expect.poll(() => page.getByText('Decided at').isVisible(), soon).toBe(true);
    await app.closePanel();
    await app.change({ upstream: 'ok' });
    await expect
      .poll(async () => (await standing(app)).map(({ title }) => title), soon)
      .toEqual([expect.stringMatching(/^Internet is back after/)]);
    // The evidence was closed meanwhile; a click on the text opens it again.
    await app.clickIcon();
    await evidence.click();
    await expect.poll(() => evidence.getAttribute('aria-expanded'), soon).toBe('false');
    await app.closePanel();
    await deed(app, 'click');
    await expect.poll(() => evidence.getAttribute('aria-expanded'), soon).toBe('true');
    expect(await app.pageErrors()).toEqual([]);
  });

  test('a sign-in page: corrected in place, its button opens the page, and so does the menu', async () => {
    const app = await watching();
    await app.change({ upstream: 'silent' });
    await expect.poll(() => standing(app), soon).toHaveLength(1);
    await app.change({ upstream: 'ok', portal: 'honest' });
    await expect
      .poll(() => standing(app), soon)
      .toEqual([{ title: 'This network wants you to sign in', button: 'Open sign-in page', silent: true }]);
    expect((await app.menu())[2]).toBe('Open sign-in page');
    await deed(app, 'press');
    await expect.poll(() => app.opened(), soon).toEqual([expect.stringMatching(/^http/)]);
  });

  test('macOS refuses: banner and menu line say so, lead to System Settings, and go once one was shown', async () => {
    const app = await watching();
    await deed(app, 'refuse');
    await app.change({ link: false });
    const refused = '(macOS blocks notifications from Offline Mode.)';
    await expect.poll(() => app.menu(), soon).toContain(refused);
    expect(await app.notifications()).toEqual([]);
    await app.choose('Open System Settings');
    await app.clickIcon();
    const page = await app.page();
    await page.getByRole('button', { name: 'Open System Settings' }).click();
    await expect.poll(() => app.opened(), soon).toEqual([settings, settings]);
    expect(await page.getByText('macOS blocks notifications from Offline Mode.').isVisible()).toBe(true);
    await app.closePanel();
    await deed(app, 'allow');
    await app.change({ link: true });
    await expect.poll(() => app.notifications(), soon).toHaveLength(1);
    await expect.poll(() => app.menu(), soon).not.toContain(refused);
    await app.clickIcon();
    await expect
      .poll(() => page.getByText('macOS blocks notifications from Offline Mode.').count(), soon)
      .toBe(0);
  });

  test('a system without notifications counts as one that refuses', async () => {
    const app = await watching({ env: { ELECTRON_STANDIN_NO_NOTIFICATIONS: '1' } });
    expect(await app.menu()).toContain('(macOS blocks notifications from Offline Mode.)');
  });

  test('snooze in the menu, quiet hours in the terminal and in the panel', async () => {
    const app = await watching();
    await app.choose('Snooze notifications for 1 hour');
    await expect.poll(() => app.menu(), soon).toContain('Show notifications again');
    const until = Number((await terminal(app.home, 'settings', 'get', 'notices.snoozedUntil')).out);
    expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect((await terminal(app.home, 'settings', 'set', 'quiet.from', '22:00')).out).toBe(
      'quiet.from = 22:00\n',
    );
    const wrong = await terminal(app.home, 'settings', 'set', 'quiet.to', '25:00');
    expect(wrong.err).toContain('Write a time of day like 22:00.');
    await app.clickIcon();
    const page = await app.page();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect.poll(() => page.getByLabel('Quiet from').inputValue(), soon).toBe('22:00');
    await page.getByLabel('Quiet until').fill('07:00');
    await expect
      .poll(async () => (await terminal(app.home, 'settings', 'get', 'quiet.to')).out, soon)
      .toBe('07:00\n');
    await page.getByRole('button', { name: 'Show notifications again' }).click();
    await expect.poll(() => app.menu(), soon).toContain('Snooze notifications for 1 hour');
  });

  test('the system says that it sleeps: nothing is concluded until it wakes', async () => {
    const app = await watching();
    const emit = (what: string) =>
      app.electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name as 'resume'), what);
    await emit('suspend');
    await app.change({ link: false });
    await new Promise((done) => setTimeout(done, 3_000));
    expect((await app.bar()).icon).toBe('online');
    await emit('unlock-screen');
    await expect.poll(async () => (await app.bar()).icon, soon).toBe('offline');
    expect(await app.notifications()).toEqual([]);
  });

  test('never ask: the person is asked for the return, and the button brings it', async () => {
    const app = await watching();
    await terminal(app.home, 'settings', 'set', 'probe.enabled', 'false');
    await app.change({ link: false });
    await expect.poll(async () => (await status(app.home)).stance, soon).toBe('offline');
    await app.change({ link: true });
    await expect
      .poll(() => standing(app), soon)
      .toEqual([
        { title: 'The network is back. Is the internet there?', button: 'Go online', silent: false },
      ]);
    expect((await app.menu())[2]).toBe('Go online');
    await app.clickIcon();
    await (await app.page()).getByRole('button', { name: 'Go online' }).click();
    await expect.poll(async () => (await status(app.home)).stance, soon).toBe('online');
    await expect.poll(() => standing(app), soon).toEqual([]);
  });
});
