import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, openApp, removeFolders } from './app.ts';
import { besideClaw, planted, soon } from './claw.ts';
import { status } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

/** The app with OpenClaw's config offline by a person's choice. */
async function offline(): Promise<{ app: App; page: Page }> {
  const begun = await besideClaw();
  open.push(begun.app);
  await begun.page.getByRole('radio', { name: 'Offline', exact: true }).click();
  await expect
    .poll(
      () =>
        begun.page.evaluate(async () => (await window.offline.read())?.snapshot.switch?.run?.isOver ?? false),
      soon,
    )
    .toBe(true);
  return begun;
}

interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly isHung: boolean;
  readonly stay: boolean;
}
interface Questions {
  questions: { readonly told: Asked; answer(button: number): void }[];
}

/** From now on the system's questions stand until a test answers them. */
const hold = (app: App) =>
  app.electron.evaluate(({ dialog }) => {
    const stage = globalThis as unknown as Questions;
    stage.questions = [];
    dialog.showMessageBox = (...args: unknown[]) =>
      new Promise((done) => {
        const options = args.at(-1) as Record<string, unknown> & { buttons: string[] };
        const { message = '', detail = '', buttons, defaultId, cancelId } = options;
        const stay = defaultId === buttons.length - 1 && cancelId === defaultId;
        stage.questions.push({
          told: { message: String(message), detail: String(detail), buttons, isHung: args.length > 1, stay },
          answer: (response) => done({ response, checkboxChecked: false }),
        });
      });
  });
const asked = (app: App) =>
  app.electron.evaluate(() => (globalThis as unknown as Questions).questions.map(({ told }) => told));
const press = (app: App, label: string) =>
  app.electron.evaluate((_electron, wanted) => {
    const last = (globalThis as unknown as Questions).questions.at(-1);
    last?.answer(last.told.buttons.indexOf(wanted));
  }, label);
const quit = (app: App) => app.electron.evaluate(({ app: own }) => void setTimeout(() => own.quit(), 0));
/** Resolves when the app has ended. */
const gone = (app: App) => {
  open.splice(open.indexOf(app), 1);
  return app.electron.waitForEvent('close', { timeout: 20_000 });
};

describe('quitting', () => {
  test('with nothing open it quits at once, and asks nobody', async () => {
    const app = await openApp();
    open.push(app);
    await app.page();
    await hold(app);
    const ended = gone(app);
    await quit(app);
    await ended;
  });

  test('with a config that is offline it asks: staying stays, and one more ⌘Q opens no second question', async () => {
    const { app, page } = await offline();
    await hold(app);
    await app.choose('Quit Offline Mode');
    await quit(app);
    await expect.poll(() => asked(app), soon).toHaveLength(1);
    expect(await asked(app)).toEqual([
      {
        message: 'Quit Offline Mode?',
        detail: expect.stringMatching(/^OpenClaw’s config is offline\. It stays offline until/),
        buttons: ['Quit', 'Put it back and quit', 'Stay'],
        // One of its own would hold up the engine.
        isHung: true,
        stay: true,
      },
    ]);
    // What the question hangs from is in sight, and stays so when it loses the focus to it.
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.blur());
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
    await press(app, 'Stay');
    expect((await status(app.home)).engine.owner).toBe('app');
    expect(await app.config()).not.toBe(planted);
    await quit(app);
    await expect.poll(async () => (await asked(app)).length, soon).toBe(2);
    const ended = gone(app);
    await press(app, 'Quit');
    await ended;
  });

  test('put back first: the config is as it was before it ends, and the mode is kept for the next start', async () => {
    const { app } = await offline();
    await hold(app);
    await quit(app);
    await expect.poll(async () => (await asked(app)).length, soon).toBe(1);
    const last = app.electron.evaluate(
      ({ app: own }) =>
        new Promise<string | null>((done) => {
          const world = globalThis as unknown as { offlineWorld: { config(): string | null } };
          const { exit } = own;
          own.exit = (code) => {
            done(world.offlineWorld.config());
            setTimeout(() => exit.call(own, code), 200);
          };
        }),
    );
    const ended = gone(app);
    await press(app, 'Put it back and quit');
    expect(await last).toBe(planted);
    await ended;
    expect(JSON.parse(readFileSync(join(app.home, 'settings.json'), 'utf8'))).toMatchObject({
      mode: 'offline',
    });
  });

  test('a shutdown or a log-out is held up by no question', async () => {
    const { app } = await offline();
    await hold(app);
    const ended = gone(app);
    await app.electron.evaluate(
      ({ powerMonitor }) => void setTimeout(() => powerMonitor.emit('shutdown'), 0),
    );
    await ended;
  });

  test('an app whose engine runs elsewhere leaves nothing behind, and is not asked', async () => {
    const { app } = await offline();
    const face = await openApp({ home: app.home });
    open.push(face);
    await expect.poll(async () => (await face.bar()).icon, soon).toBe('offline');
    await hold(face);
    const ended = gone(face);
    await quit(face);
    await ended;
    expect((await status(app.home)).engine.owner).toBe('app');
  });
});

describe('one app', () => {
  test('a second start shows the panel of the first and ends; so does opening it once more', async () => {
    const app = await openApp();
    open.push(app);
    const page = await app.page();
    const shown = () => page.evaluate(() => document.visibilityState);
    const close = async () => {
      await app.closePanel();
      return shown();
    };
    // The first start shows it by itself.
    await expect.poll(shown, soon).toBe('visible');
    await expect.poll(close, soon).toBe('hidden');
    const root = new URL('../..', import.meta.url).pathname;
    const data = await app.electron.evaluate(({ app: own }) => own.getPath('userData'));
    const second = spawn(join(root, 'test/electron/electron'), [root, `--user-data-dir=${data}`], {
      env: { ...process.env, ELECTRON_STANDIN_PLATFORM: 'darwin', OFFLINE_MODE_HOME: app.home },
      stdio: 'ignore',
    });
    const code = new Promise<number | null>((done) => second.on('exit', done));
    await expect.poll(shown, soon).toBe('visible');
    expect(await code).toBe(0);
    expect((await status(app.home)).engine.owner).toBe('app');
    await expect.poll(close, soon).toBe('hidden');
    await app.electron.evaluate(({ app: own }) => void own.emit('activate', {}, false));
    await expect.poll(shown, soon).toBe('visible');
  });
});
