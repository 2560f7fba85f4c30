import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type App, newFolder, openApp, removeFolders } from './app.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 10_000, interval: 100 };
const name = (bin: string) => join(bin, 'offline-mode');

/** A Mac's disk with the app on it, and no folder yet that a command could be in. */
function disk(): { readonly root: string; readonly shim: string } {
  const root = newFolder();
  const shim = join(root, 'Applications/Offline Mode.app/Contents/Resources/offline-mode');
  mkdirSync(dirname(shim), { recursive: true });
  writeFileSync(shim, '#!/bin/sh\necho from the app\n', { mode: 0o755 });
  chmodSync(shim, 0o755);
  const plist = join(root, 'Applications/Offline Mode.app/Contents/Info.plist');
  writeFileSync(plist, '<string>app.offline-mode.desktop</string>');
  mkdirSync(join(root, 'etc'));
  writeFileSync(join(root, 'etc/paths'), '/usr/local/bin\n/usr/bin\n');
  return { root, shim };
}
function folder(root: string, path: string): string {
  const made = join(root, path);
  mkdirSync(made, { recursive: true });
  chmodSync(made, 0o755);
  return made;
}

async function about(root: string, shim: string): Promise<{ app: App; page: Page }> {
  const env = {
    ...{ OFFLINE_MODE_INSPECT: 'installed', OFFLINE_MODE_TEST_ROOT: root },
    ELECTRON_STANDIN_RESOURCES: dirname(shim),
  };
  const app = await openApp({ env });
  open.push(app);
  const page = await app.page();
  await page.getByRole('button', { name: 'Start watching' }).click();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'About this app' }).click();
  return { app, page };
}
const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true });

test('said first, then made, found by a shell, and removed again', async () => {
  const { root, shim } = disk();
  const bin = folder(root, 'usr/local/bin');
  const { app, page } = await about(root, shim);
  await button(page, 'Install…').click();
  await page.getByText(`A link is made at ${name(bin)}. It leads to ${shim}.`, { exact: false }).waitFor();
  expect(existsSync(name(bin))).toBe(false);
  await button(page, 'Make the link').click();
  await button(page, 'Remove Terminal command').waitFor();
  expect(readlinkSync(name(bin))).toBe(shim);
  expect(execFileSync('offline-mode', { env: { PATH: bin }, encoding: 'utf8' })).toBe('from the app\n');
  await button(page, 'Remove Terminal command').click();
  await button(page, 'Install…').waitFor();
  expect([existsSync(name(bin)), existsSync(shim)]).toEqual([false, true]);
  expect(await app.pageErrors()).toEqual([]);
});

test('no folder will do: one of the person’s own is made, and the line for their shell can be copied', async () => {
  const { root, shim } = disk();
  chmodSync(folder(root, 'usr/local/bin'), 0o777);
  const { app, page } = await about(root, shim);
  await button(page, 'Install…').click();
  await button(page, 'Make the link').click();
  await button(page, 'Copy').click();
  const own = join(root, '/Users/me/.local/bin');
  expect([readlinkSync(name(own)), statSync(own).mode & 0o777]).toEqual([shim, 0o755]);
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    'export PATH="$HOME/.local/bin:$PATH"',
  );
});

test('a link into another copy is renewed; what is not ours is left alone', async () => {
  const { root, shim } = disk();
  const bin = folder(root, 'usr/local/bin');
  const old = '/Volumes/Offline Mode/Offline Mode.app/Contents/Resources/offline-mode';
  symlinkSync(old, name(bin));
  const { page } = await about(root, shim);
  await page.getByText(`${name(bin)} leads to another copy of Offline Mode: ${old}`).waitFor();
  await button(page, 'Renew…').click();
  await button(page, 'Make the link').click();
  await expect.poll(() => readlinkSync(name(bin)), soon).toBe(shim);
  await button(page, 'Remove Terminal command').waitFor();

  const other = disk();
  const theirs = name(folder(other.root, 'opt/homebrew/bin'));
  writeFileSync(theirs, 'theirs');
  const { page: second } = await about(other.root, other.shim);
  await second.getByText(`${theirs} is something else. It is left alone.`).waitFor();
  // A page that is not ours to trust is not believed either.
  for (const type of ['tool.install', 'tool.remove'] as const)
    expect(await second.evaluate((wish) => window.offline.send(wish), { type, at: theirs })).toMatchObject({
      ok: false,
      problem: { code: 'tool-changed' },
    });
  expect(readFileSync(theirs, 'utf8')).toBe('theirs');
});

test('what has changed since it was shown is not done', async () => {
  const { root, shim } = disk();
  const bin = folder(root, 'usr/local/bin');
  const { page } = await about(root, shim);
  await button(page, 'Install…').click();
  writeFileSync(name(bin), 'theirs');
  await button(page, 'Make the link').click();
  await page.getByText('has changed meanwhile. Nothing was done.', { exact: false }).waitFor();
  expect(lstatSync(name(bin)).isFile()).toBe(true);
});

test('a copy that was built here offers none', async () => {
  const app = await openApp();
  open.push(app);
  const page = await app.page();
  await page.getByRole('button', { name: 'Start watching' }).click();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'About this app' }).click();
  await page.getByText('This copy was built here.', { exact: false }).waitFor();
  await expect.poll(() => button(page, 'Install…').count(), soon).toBe(0);
});
