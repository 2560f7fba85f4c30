import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import type { Command } from '../../main/core/command.ts';
import { type App, openApp, removeFolders } from './app.ts';
import type { DrillLab } from './drill-lab.ts';
import { drillRoom, isBack, passes, soon } from './drill-room.ts';
import { saidIn } from './drill-told.ts';
import { isWifiOn } from './lab-wifi.ts';

const room = drillRoom();
afterAll(removeFolders);

/** The app on that machine, once the internet is known to be there. */
async function opened(it: DrillLab): Promise<App> {
  const app = await openApp({ isScripted: false, platform: 'linux', home: it.own, env: it.env });
  let isClosed = false;
  app.electron.once('close', () => {
    isClosed = true;
  });
  room.later(async () => {
    if (!isClosed) await app.close();
  });
  await expect.poll(async () => (await told(app))?.internet.state, soon).toBe('online');
  return app;
}

const told = async (app: App) => {
  const frame = await (await app.page()).evaluate(() => window.offline.read());
  return frame?.snapshot;
};
const drillOf = async (app: App) => (await told(app))?.drill;
const send = async (app: App, command: Command) =>
  (await app.page()).evaluate((wish) => window.offline.send(wish), command);
/** Begun as soon as nothing stands against it any more: an app that has just started is not sure of its line. */
const start = (app: App, level: 'app' | 'wifi') =>
  expect
    .poll(
      async () => {
        const now = (await drillOf(app))?.now;
        if (now?.phase === 'running' && now.level === level) return 'running';
        if (!now || now.phase === 'over') await send(app, { type: 'drill.start', level, atMost: 60_000 });
        return now?.problem ?? now?.phase ?? 'not begun';
      },
      { ...soon, interval: 100 },
    )
    .toBe('running');
const isDoing = (app: App, step: string) =>
  expect
    .poll(async () => (await drillOf(app))?.now?.steps.find(({ is }) => is === 'doing')?.id, soon)
    .toBe(step);
/** From the first question to Ollama itself on, OpenClaw says nothing: the switch has had its own answer by then. */
async function hangsAtClaw({ ollama, claw }: DrillLab): Promise<void> {
  await expect.poll(() => ollama.asked.some((one) => one.carries('Count from one')), soon).toBe(true);
  claw.winner = 'silent';
}
const isOver = (app: App) =>
  expect.poll(async () => (await drillOf(app))?.now?.phase, { ...soon, timeout: 60_000 }).toBe('over');

test('begun in the panel: all of it passes, menu and icon say what is, and nobody is alarmed', async () => {
  const it = await room.place();
  const app = await opened(it);
  await start(app, 'wifi');
  await isDoing(app, 'config');
  expect((await app.bar()).tip).toMatch(/^Drill running\. Wi-Fi comes back at /);
  expect((await app.menu())[1]).toMatch(/Internet: Off for the drill/);
  await isOver(app);
  await expect.poll(async () => (await drillOf(app))?.isOwed, soon).toBe(false);
  const last = (await drillOf(app))?.last;
  expect(last?.outcome).toBe('pass');
  expect(
    last?.steps
      .filter(({ is }) => is !== 'left')
      .map(({ id, is }) => `${id} ${is}`)
      .join(', '),
  ).toBe(passes('cut', 'gone', 'config', 'cold', 'warm', 'claw', 'back', 'online', 'restored'));
  await expect.poll(async () => (await app.bar()).tip, soon).toMatch(/Internet: Works/);
  // Nothing about an outage: only how the drill ended, once.
  expect((await app.notifications()).map(({ title }) => title)).toEqual(['Drill passed']);
  expect(await app.pageErrors()).toEqual([]);
  await app.close();
  await isBack(it);
});

test('Stop in the panel, a terminal beside it that sees the same, and a quit in the middle', async () => {
  const it = await room.place({ takes: 300 });
  const app = await opened(it);
  await start(app, 'app');
  await isDoing(app, 'config');
  expect(await send(app, { type: 'drill.stop' })).toMatchObject({ ok: true });
  await isOver(app);
  expect((await drillOf(app))?.last?.outcome).toBe('stopped');
  await start(app, 'wifi');
  await hangsAtClaw(it);
  await isDoing(app, 'claw');
  expect(isWifiOn()).toBe(false);
  const other = await it.run('drill', 'app', '--yes');
  expect([other.code, saidIn(other)]).toEqual([1, expect.stringContaining('A drill is running')]);
  // It asks first; a second press after the yes does not end it before all is given back.
  const ended = once(app.electron.process(), 'exit');
  await app.electron.evaluate(({ app: one, dialog }) => {
    dialog.showMessageBox = async () => {
      setTimeout(() => one.quit(), 0);
      return { response: 0, checkboxChecked: false };
    };
    one.quit();
  });
  await ended;
  expect(isWifiOn()).toBe(true);
  const report = await it.run('drill', 'report');
  expect(report.out).toContain('Drill stopped');
  await isBack(it);
});

test('the app is killed while Wi-Fi is off: opened again it pays first, and says so', async () => {
  const it = await room.place({ takes: 300 });
  const app = await opened(it);
  await start(app, 'wifi');
  await hangsAtClaw(it);
  await isDoing(app, 'claw');
  app.electron.process().kill('SIGKILL');
  await expect.poll(() => it.owed(), soon).not.toBeNull();
  expect(isWifiOn()).toBe(false);
  const again = await opened(it);
  expect(isWifiOn()).toBe(true);
  await expect.poll(async () => (await drillOf(again))?.paidAt ?? null, soon).not.toBeNull();
  await expect.poll(() => it.config() === it.before, soon).toBe(true);
  await again.close();
  await isBack(it);
});
