import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type App, openApp, removeFolders } from './app.ts';
import { besideClaw, secrets, soon } from './claw.ts';
import { follow, terminal } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const at = (app: App, name = '') => join(app.home, 'logs', name);
const read = (app: App) => readFileSync(at(app, 'offline-mode.log'), 'utf8');
const mode = (path: string) => statSync(path).mode & 0o777;

/** What the app has shown in the Finder. */
const shown = (app: App) =>
  app.electron.evaluate(
    () =>
      (
        globalThis as unknown as {
          __electronStandIn: { records: { shown: { reveal?: string; open?: string }[] } };
        }
      ).__electronStandIn.records.shown,
  );
async function toAbout(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'About this app' }).click();
}

test('an outage is in it by stable words, privately, and no secret; the panel and the terminal lead there', async () => {
  const { app, page } = await besideClaw({
    settings: { 'lan.services': ['canary-nas=https://canary.lan:8443/health 200'] },
  });
  open.push(app);
  // What somebody has typed may be in the message of a mistake.
  await page.evaluate(() =>
    window.offline.send({
      type: 'bug.tell',
      name: 'TypeError',
      stack: 'TypeError: bad key sk-canary-1234567890\n    at draw (file:///Users/canary/panel.js:1:2)',
    }),
  );
  await page.getByRole('radio', { name: 'Offline', exact: true }).click();
  await expect.poll(() => read(app), soon).toMatch(/info\/switch 1 ends took applied proof local/);
  await app.change({ link: false });
  await expect.poll(() => read(app), soon).toMatch(/info\/net offline link-down/);
  const text = read(app);
  const head = /^\S+Z \d+ info\/engine begins \S+ \S+ darwin app \d+\n/;
  expect(text).toMatch(head);
  for (const line of ['info/mode offline', 'info/stance offline', 'info/config offline owed', 'error/bug P'])
    expect(text).toContain(line);
  for (const secret of [...secrets, 'canary', 'qwen', '127.0.0.1', app.home])
    expect(text).not.toContain(secret);
  expect([mode(at(app)), mode(at(app, 'offline-mode.log'))]).toEqual([0o700, 0o600]);
  await toAbout(page);
  await page.getByRole('button', { name: 'Show Log' }).click();
  await expect.poll(() => shown(app), soon).toContainEqual({ reveal: at(app, 'offline-mode.log') });
  const { out } = await terminal(app.home, 'log', '--json');
  const { file, lines } = JSON.parse(out);
  expect([file, read(app).includes(`${lines.at(-1)}\n`)]).toEqual([at(app, 'offline-mode.log'), true]);
});

test('a full one moves on, and a terminal that owns the engine writes to the same', async () => {
  const app = await openApp();
  open.push(app);
  await app.page();
  await expect.poll(() => read(app), soon).toContain('engine begins');
  await expect.poll(() => app.menu(), soon).toContain('Offline');
  writeFileSync(at(app, 'offline-mode.log'), `${'x'.repeat(511_990)}\n`);
  await app.choose('Offline');
  await expect
    .poll(() => readdirSync(at(app)).sort(), soon)
    .toEqual(['offline-mode.log', 'offline-mode.log.1']);
  expect(read(app)).toMatch(/^\S+Z \d+ info\/mode offline\n/);
  await app.close();
  open.splice(0);
  expect(read(app)).toMatch(/info\/engine ends app \d+\n$/);
  const shell = follow(app.home, { OFFLINE_MODE_WORLD: app.world });
  await expect.poll(() => read(app), soon).toMatch(/info\/engine begins \S+ \S+ \w+ terminal \d+\n/);
  expect(await shell.end()).toBe(0);
  expect(read(app)).toMatch(/info\/engine ends terminal \d+\n$/);
});
