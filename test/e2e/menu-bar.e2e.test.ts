import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, type AppOptions, isRealElectron, openApp, removeFolders } from './app.ts';
import { follow, status, terminal } from './terminal.ts';

console.log(`end to end: ${isRealElectron ? 'real Electron' : 'the stand-in (no Electron binary here)'}`);

const open: App[] = [];
async function start(options: AppOptions = {}): Promise<App> {
  const app = await openApp(options);
  open.push(app);
  return app;
}
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 20_000, interval: 100 };
const iconOf = (app: App) => expect.poll(async () => (await app.bar()).icon, soon);

/** An app that is past its first run, with its panel closed. */
async function watching(options: AppOptions = {}): Promise<App> {
  const app = await start(options);
  await expect.poll(() => app.menu(), soon).toContain('Start watching…');
  await (await app.page()).evaluate(() =>
    window.offline.send({ type: 'setting.set', key: 'watching', value: true }),
  );
  await iconOf(app).toBe('online');
  await app.closePanel();
  return app;
}

describe('the icon, the menu and the notification', () => {
  test('nothing is asked before the person says so', async () => {
    const app = await start();
    await expect.poll(() => app.menu(), soon).toContain('Start watching…');
    expect(await app.asked()).toBe(0);
    expect((await app.bar()).icon).toBe('unknown');
  });

  test('a cut link turns the icon, the tooltip and the menu, and is told once; so is the return', async () => {
    const app = await watching();
    expect((await app.bar()).tip).toMatch(/^The internet works\. Internet: Works/);
    await app.change({ link: false });
    await iconOf(app).toBe('offline');
    expect((await app.bar()).tip).toMatch(/^Offline mode is on\. Internet: No link.* Local network: None\.$/);
    expect((await app.menu()).slice(0, 3)).toEqual([
      '(Offline mode is on)',
      expect.stringMatching(/^\(Internet: No link/),
      '[Auto]',
    ]);
    await expect.poll(() => app.notifications(), soon).toHaveLength(1);
    expect((await app.notifications())[0]).toEqual({
      title: 'Internet is down, you are offline now',
      body: 'Cause: no Wi-Fi and no cable. Nothing to do.',
    });
    expect(await status(app.home)).toMatchObject({
      stance: 'offline',
      internet: { state: 'offline', cause: 'link-down' },
    });
    await app.change({ link: true });
    await expect.poll(() => app.notifications(), { timeout: 30_000 }).toHaveLength(2);
    expect((await app.notifications())[1]?.title).toMatch(/^Internet is back after \d+ s$/);
  });

  test('the person chooses Offline in the menu; the terminal says the same; it survives kill -9', async () => {
    const app = await watching();
    await app.choose('Offline');
    await iconOf(app).toBe('offline');
    expect(await app.menu()).toContain('[Offline]');
    const seen = await status(app.home);
    expect(seen).toMatchObject({ schema: 1, mode: 'offline', stance: 'offline', engine: { owner: 'app' } });
    process.kill(seen.engine.pid, 'SIGKILL');
    open.splice(0);
    const again = await start({ home: app.home });
    await iconOf(again).toBe('offline');
    expect(await again.menu()).toContain('[Offline]');
    expect((await status(app.home)).engine.pid).not.toBe(seen.engine.pid);
    expect((await terminal(app.home, 'mode', 'auto')).out).toBe('Mode is now Auto.\n');
    await expect.poll(() => again.menu(), soon).toContain('[Auto]');
  });

  test('a wake is no outage: no notification in the grace', async () => {
    const app = await watching();
    await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await app.change({ link: false });
    await iconOf(app).toBe('offline');
    await app.change({ link: true });
    await expect.poll(async () => (await status(app.home)).internet.state, soon).toBe('online');
    expect(await app.notifications()).toEqual([]);
  });

  test('it speaks Korean where the system does', async () => {
    const app = await start({ locale: 'ko-KR' });
    await expect.poll(() => app.menu(), soon).toContain('지켜보기 시작…');
    expect(await app.menu()).toContain('오프라인 모드 종료');
  });
});

describe('one engine, many faces', () => {
  test('the app takes the place of a terminal that owned the engine; the terminal goes on showing', async () => {
    const app = await watching();
    const { home } = app;
    await app.close();
    open.splice(0);
    const shell = follow(home, { OFFLINE_MODE_WORLD: app.world });
    await expect.poll(() => shell.lines.map(({ state }) => state), soon).toEqual(['online']);
    expect((await status(home)).engine).toMatchObject({ owner: 'terminal', pid: shell.pid });
    const again = await start({ home });
    await expect.poll(async () => (await status(home)).engine.owner, soon).toBe('app');
    await again.change({ link: false });
    await expect.poll(() => shell.lines.at(-1), soon).toMatchObject({ state: 'offline', cause: 'link-down' });
    await again.change({ link: true });
    await expect.poll(() => shell.lines.at(-1)?.state, soon).toBe('online');
    expect(await shell.end()).toBe(0);
  });

  test('a second app on the same data is a face; when the engine falls silent it says so', async () => {
    const app = await watching();
    const face = await start({ home: app.home });
    await iconOf(face).toBe('online');
    const { pid } = (await status(app.home)).engine;
    process.kill(pid, 'SIGSTOP');
    await expect
      .poll(async () => (await face.bar()).tip, { timeout: 30_000 })
      .toMatch(/^The engine does not answer\./);
    expect((await face.bar()).icon).toBe('unknown');
    process.kill(pid, 'SIGCONT');
    await iconOf(face).toBe('online');
  });
});

test('an app whose loop is stuck: the panel says by itself that the engine does not answer', async () => {
  const app = await watching();
  const page = await app.page();
  const { pid } = (await status(app.home)).engine;
  const heading = page.getByRole('heading', { level: 1 });
  await app.clickIcon();
  await expect.poll(() => page.evaluate(() => document.visibilityState), soon).toBe('visible');
  process.kill(pid, 'SIGSTOP');
  try {
    await expect.poll(() => heading.textContent(), { timeout: 30_000 }).toBe('The engine does not answer');
    expect(await page.getByRole('radio', { name: 'Offline' }).isDisabled()).toBe(true);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await expect.poll(() => heading.textContent(), soon).toBe('The internet works');
});

describe('the window', () => {
  test('it comes back with the last truth after it was destroyed', async () => {
    const app = await watching();
    await app.choose('Offline');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    const opening = app.electron.waitForEvent('window');
    await app.clickIcon();
    const page = await opening;
    await expect
      .poll(() => page.evaluate(() => window.offline.read().then((frame) => frame?.snapshot.mode)), soon)
      .toBe('offline');
  });

  test('what is no wish is refused; so is a wish from a foreign page', async () => {
    const app = await watching();
    const page = await app.page();
    const refused = { ok: false, problem: { code: 'refused' } };
    const send = (wish: unknown) => page.evaluate((input) => window.offline.send(input as never), wish);
    for (const wish of [
      { type: 'nope' },
      { type: 'mode.set', mode: 'x' },
      { type: 'mode.set', mode: 'auto', more: 1 },
      null,
      'mode.set',
      [],
    ]) {
      expect(await send(wish)).toMatchObject(refused);
    }
    const answer = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows();
      const ours = own?.webContents.getURL().replace('renderer/index.html', 'preload/index.cjs') ?? '';
      const preferences = decodeURIComponent(ours.replace('file://', ''));
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { preload: preferences, sandbox: true },
      });
      await foreign.loadURL('data:text/html,<p>hello</p>');
      const said = await foreign.webContents.executeJavaScript(
        "window.offline.send({ type: 'mode.set', mode: 'offline' })",
      );
      foreign.destroy();
      return said;
    });
    expect(answer).toMatchObject(refused);
    expect((await status(app.home)).mode).toBe('auto');
  });

  test('it goes nowhere, opens nothing and has no Node', async () => {
    const app = await watching();
    const page = await app.page();
    const before = page.url();
    await page.evaluate(() => {
      window.open('https://example.invalid/');
      location.href = 'https://example.invalid/';
    });
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(globalThis, 'require'),
        typeof Reflect.get(globalThis, 'process'),
      ]),
    ).toEqual(['undefined', 'undefined']);
    expect(page.url()).toBe(before);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await page.evaluate(() => Object.isFrozen(window.offline))).toBe(true);
    expect(await app.pageErrors()).toEqual([]);
  });
});
