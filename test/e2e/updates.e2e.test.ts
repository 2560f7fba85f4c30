import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, isRealElectron, newFolder, openApp, removeFolders } from './app.ts';
import { set } from './claw.ts';
import {
  cut,
  half,
  type ReleaseServer,
  redirect,
  release,
  serveReleases,
  text,
  wholeFile,
  zip,
} from './release-server.ts';

const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0)) await end().catch(() => undefined);
});
afterAll(removeFolders);
const soon = { timeout: 20_000, interval: 50 };
const page0 = 'https://releases.example/offline-mode';

const signatures = {
  developer: 'Authority=Developer ID Application: Somebody (ABCDE12345)\nTeamIdentifier=ABCDE12345',
  adhoc: 'Signature=adhoc\nTeamIdentifier=not set',
};

interface Given {
  readonly signed?: keyof typeof signatures;
  /** Waits before anything is asked by itself, in ms. */
  readonly wait?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly isWatching?: boolean;
  /** What the server says to whoever wants the zip. */
  readonly file?: ReleaseServer['file'];
}

interface Room {
  readonly app: App;
  readonly page: Page;
  readonly server: ReleaseServer;
  /** What macOS has put in place at the end of the app. */
  installed(): { readonly bytes: number; readonly relaunches: boolean } | null;
  /** Files of an update that are kept. */
  kept(): string[];
  line(): Promise<string>;
  press(name: string): Promise<void>;
  send(wish: Parameters<typeof window.offline.send>[0]): Promise<void>;
}

/** The app as if it were packed, beside a server of releases. By itself it asks nothing, unless `wait` says so. */
async function room({
  signed = 'developer',
  wait = 3_600_000,
  settings = {},
  isWatching = true,
  file = wholeFile,
}: Given = {}): Promise<Room> {
  const server = await serveReleases();
  close.push(server.close);
  server.file = file;
  const [folder, root, home] = [newFolder(), newFolder(), newFolder()];
  writeFileSync(
    join(folder, 'app-update.yml'),
    `provider: generic\nurl: ${server.address}\nupdaterCacheDirName: offline-mode-updater\n`,
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ offlineMode: { releases: page0 } }));
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  const codesign = join(root, 'usr/bin/codesign');
  writeFileSync(codesign, `#!/bin/sh\necho '${signatures[signed]}' >&2\n`);
  chmodSync(codesign, 0o755);
  const shipIt = join(folder, 'installed.json');
  const app = await openApp({
    env: {
      ...{ HOME: home, OFFLINE_MODE_TEST_UPDATES: folder, OFFLINE_MODE_TEST_UPDATE_WAIT: String(wait) },
      ...{ OFFLINE_MODE_TEST_ROOT: root, OFFLINE_MODE_STACK: '1', ELECTRON_STANDIN_SHIPIT: shipIt },
    },
  });
  close.unshift(app.close);
  const page = await app.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const [key, value] of Object.entries(settings)) await set(page, key, value);
  if (isWatching) await set(page, 'watching', true);
  const pending = join(home, 'Library/Caches/offline-mode-updater/pending');
  return {
    ...{ app, page, server },
    installed: () => (existsSync(shipIt) ? JSON.parse(readFileSync(shipIt, 'utf8')) : null),
    kept: () => (existsSync(pending) ? readdirSync(pending).filter((name) => name.endsWith('.zip')) : []),
    line: async () => (await page.locator('.item [role=status]').first().textContent()) ?? '',
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    send: async (wish) => void (await page.evaluate((one) => window.offline.send(one), wish)),
  };
}

/** The same, on the page of updates, with the internet proved. */
async function atUpdates(given: Given = {}): Promise<Room> {
  const at = await room({ ...given, settings: { 'update.check': false, ...given.settings } });
  await isOnline(at);
  await toPage(at);
  return at;
}
const isOnline = ({ page }: Room) =>
  expect
    .poll(() => page.evaluate(async () => (await window.offline.read())?.snapshot.internet.state), soon)
    .toBe('online');
async function toPage({ page }: Room): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /^Updates/ }).click();
}
const says = (at: Room, what: RegExp | string) => expect.poll(at.line, soon).toMatch(what);
const records = (app: App, isBad: boolean) =>
  app.electron.evaluate((_electron, bad) => {
    const stage = globalThis as unknown as { __electronStandIn: { records: { badSignature: boolean } } };
    stage.__electronStandIn.records.badSignature = bad;
  }, isBad);
/** Files that are gone and still held open: their place on the disk is not free. */
const heldOpen = (app: App) =>
  app.electron.evaluate(() => {
    const { readdirSync: list, readlinkSync: follow } = process.getBuiltinModule('node:fs');
    return list('/proc/self/fd').flatMap((fd) => {
      try {
        return follow(`/proc/self/fd/${fd}`).match(/[^/]+\.zip \(deleted\)$/) ?? [];
      } catch {
        return [];
      }
    });
  });
const ended = (app: App) => new Promise<void>((done) => app.electron.on('close', () => done()));

describe.skipIf(isRealElectron)('updates', () => {
  test('what a server of releases may answer, and what is said of it', async () => {
    const at = await atUpdates();
    const { server } = at;
    await says(at, /^Not asked yet\.$/);
    // Before the first question nothing of electron-updater is loaded: it would listen there.
    const listeners = () => at.app.electron.evaluate(({ autoUpdater }) => autoUpdater.listenerCount('error'));
    expect(await listeners()).toBe(0);
    const newest = /^This is the newest version\. Asked just now\.$/;
    const senseless = /^The release server gave an answer that makes no sense/;
    const unsafe = /^The release server led to an address without encryption/;
    const answers: readonly (readonly [string, ReleaseServer['feed'], RegExp])[] = [
      ['this very version', text(release('0.1.0')), newest],
      ['an older one', text(release('0.0.9')), newest],
      ['an error', text('no', 500), senseless],
      ['nothing there', text('no', 404), senseless],
      ['no release', text('<!doctype html><p>Sign in</p>'), senseless],
      ['no YAML', text('version: ['), senseless],
      ['no version', text(release('v9.0.0')), senseless],
      ['a version that is code', text(release('9.0.0 <b>x</b>')), senseless],
      ['no digest', text(release('9.0.0', 'x.zip', 'short')), senseless],
      ['nothing', text(''), senseless],
      ['more than anybody writes', text(`${release('9.0.0')}# ${'x'.repeat(3_000_000)}\n`), senseless],
      ['another address without TLS', redirect('http://192.0.2.1/latest-mac.yml'), unsafe],
      ['a file of this machine', redirect('file:///etc/passwd'), unsafe],
      ['round and round', redirect('/latest-mac.yml'), senseless],
      [
        'it breaks off',
        (response) =>
          void response.writeHead(200, { 'content-length': 900 }).write('v', () => response.destroy()),
        /^The release server could not be reached/,
      ],
    ];
    const look = async (feed: ReleaseServer['feed'], said: RegExp, message = '') => {
      server.feed = feed;
      await at.send({ type: 'update.look' });
      await expect.poll(at.line, { ...soon, message }).toMatch(said);
    };
    // In between another sentence than any of them, so that none is taken for the one before.
    const between = () => look(text(release('0.3.0')), /^Version 0\.3\.0 is out\./);
    await between();
    for (const [title, feed, said] of answers) {
      await look(feed, said, title);
      await between();
    }
    expect(await listeners()).toBe(1);
    await server.listen(false);
    await at.send({ type: 'update.look' });
    await says(at, /^The release server could not be reached, just now\. Try again later\.$/);
    expect(server.asked.filter((path) => !path.endsWith('.yml'))).toEqual([]);
    // Nothing by which this copy could be known again.
    expect(server.headers.filter((one) => one['x-user-staging-id'] !== undefined)).toEqual([]);
    expect(await at.page.locator('img, script:not([src])').count()).toBe(0);
    expect(await at.app.pageErrors()).toEqual([]);
  });

  test('a version is fetched whole or not at all; macOS refuses one, takes the next, and the app opens anew', async () => {
    const at = await atUpdates();
    const { server, app } = at;
    await at.press('Check now');
    await says(at, /^Version 0\.2\.0 is out\. Asked just now\.$/);
    expect([at.kept(), server.asked]).toEqual([[], ['/latest-mac.yml']]);

    server.file = cut;
    await at.press('Get it');
    await says(at, /^The download of version 0\.2\.0 broke off/);
    expect(at.kept()).toEqual([]);
    server.file = (response) => void response.writeHead(200).end(zip.subarray(1));
    await at.press('Get it');
    await says(at, /^Version 0\.2\.0 arrived damaged/);
    expect(at.kept()).toEqual([]);
    if (process.platform === 'linux') await expect.poll(() => heldOpen(app), soon).toEqual([]);
    server.file = text('gone', 404);
    await at.press('Get it');
    await says(at, /makes no sense/);
    server.file = redirect('http://192.0.2.1/a.zip');
    await at.press('Get it');
    await says(at, /without encryption/);
    server.file = wholeFile;
    await at.press('Get it');
    await says(at, /^Version 0\.2\.0 is ready\. Restart to use it\./);
    expect(at.kept()).toEqual(['Offline-Mode-0.2.0.zip']);

    await records(app, true);
    await at.press('Restart');
    await says(at, /^macOS refused version 0\.2\.0: it is not signed by whoever signed this one\./);
    expect(at.kept()).toEqual([]);
    await at.send({ type: 'update.look' });
    await expect.poll(() => server.asked.at(-1), soon).toBe('/latest-mac.yml');
    await says(at, /^macOS refused version 0\.2\.0/);

    await records(app, false);
    server.feed = text(release('0.2.1'));
    await at.send({ type: 'update.look' });
    await says(at, /^Version 0\.2\.1 is out/);
    await at.press('Get it');
    await says(at, /^Version 0\.2\.1 is ready/);
    const end = ended(app);
    await at.press('Restart');
    await end;
    expect(at.installed()).toEqual({ bytes: zip.length, relaunches: true });
  });

  test('by itself: found, fetched, told in panel and menu, and used when the app is quit', async () => {
    const at = await room({ wait: 300 });
    await toPage(at);
    await says(at, /^Version 0\.2\.0 is ready/);
    expect(at.server.asked.filter((path) => path.endsWith('.zip'))).toEqual(['/Offline-Mode-0.2.0.zip']);
    expect(await at.app.menu()).toContain('Restart to use version 0.2.0');
    expect(await at.app.notifications()).toEqual([]);
    await at.page.keyboard.press('Escape');
    await at.page.keyboard.press('Escape');
    await at.page.getByText('Version 0.2.0 of Offline Mode is ready. Restart to use it.').waitFor();
    expect(at.installed()).toBeNull();
    await at.app.close();
    expect(at.installed()).toEqual({ bytes: zip.length, relaunches: false });
  });

  test('offline: what is fetched is called off, what is here is not used, at a press or at the end', async () => {
    const at = await room({ wait: 300, file: half });
    await toPage(at);
    await expect.poll(() => at.server.asked.at(-1), soon).toBe('/Offline-Mode-0.2.0.zip');
    await says(at, /^Fetching version 0\.2\.0: \d+%$/);
    await at.send({ type: 'mode.set', mode: 'offline' });
    await expect.poll(() => at.server.left, soon).toContain('/Offline-Mode-0.2.0.zip');
    await says(at, /^Version 0\.2\.0 is out/);
    expect(at.kept()).toEqual([]);
    if (process.platform === 'linux') await expect.poll(() => heldOpen(at.app), soon).toEqual([]);

    at.server.file = wholeFile;
    await at.send({ type: 'mode.set', mode: 'auto' });
    await expect.poll(at.line, { ...soon, timeout: 60_000 }).toMatch(/^Version 0\.2\.0 is ready/);
    await at.send({ type: 'mode.set', mode: 'offline' });
    await expect.poll(async () => (await at.app.bar()).icon, soon).not.toBe('online');
    await at.press('Restart');
    await says(at, /^Offline mode is on\. The new version was not used\.$/);
    await at.app.close();
    expect(at.installed()).toBeNull();
  });

  test('nothing is asked before watching, offline, in an outage, a drill or a job, where nobody may be asked, and turned off', async () => {
    const at = await room({ wait: 1, isWatching: false });
    const { server, page } = at;
    /** Nobody has asked although there was every occasion: the engine has told something many times. */
    const isSilent = async () => {
      for (let n = 0; n < 5; n += 1) await at.send({ type: 'look.again' });
      await page.waitForTimeout(300);
      expect(server.asked).toEqual([]);
    };
    const off = () => set(page, 'update.check', false);
    const on = () => set(page, 'update.check', true);
    await isSilent();
    await at.send({ type: 'update.look' });
    await isSilent();

    await off();
    await set(page, 'watching', true);
    await isOnline(at);
    await isSilent();
    await toPage(at);

    await at.send({ type: 'mode.set', mode: 'offline' });
    await expect
      .poll(() => page.evaluate(async () => (await window.offline.read())?.snapshot.stance), soon)
      .toBe('offline');
    await on();
    await isSilent();
    await at.press('Check now');
    await says(at, /^Offline mode is on\. Nothing was asked\.$/);
    await off();
    await at.send({ type: 'mode.set', mode: 'online' });

    await at.app.change({ upstream: 'silent' });
    await expect
      .poll(() => page.evaluate(async () => (await window.offline.read())?.snapshot.internet.state), soon)
      .toBe('offline');
    await on();
    await isSilent();
    await at.press('Check now');
    await says(at, /^There is no working internet now\. Nothing was asked\.$/);
    await off();
    await at.app.change({ upstream: 'ok' });
    await isOnline(at);

    await at.app.parts({ pullTakes: 60_000 });
    await at.send({
      type: 'jobs.start',
      wishes: [{ kind: 'pull', what: 'deepseek-r1:32b', isForced: false }],
    });
    const jobs = () =>
      page.evaluate(async () => (await window.offline.read())?.snapshot.jobs.map(({ is }) => is));
    await expect.poll(jobs, soon).toContain('running');
    await on();
    await isSilent();
    await at.press('Check now');
    await says(at, /^Something is being prepared\. Nothing was asked\.$/);
    await off();
    await at.send({ type: 'job.stop', id: 'pull:deepseek-r1:32b' });
    await expect.poll(jobs, soon).not.toContain('running');

    await at.send({ type: 'mode.set', mode: 'auto' });
    const phase = () =>
      page.evaluate(async () => (await window.offline.read())?.snapshot.drill?.now?.phase ?? '');
    await at.send({ type: 'drill.start', level: 'check', atMost: 300_000 });
    await expect.poll(phase, soon).toMatch(/looking|arming|running/);
    await on();
    await isSilent();
    await at.send({ type: 'update.look' });
    await isSilent();
    await off();
    await at.send({ type: 'drill.stop' });
    await expect.poll(phase, { ...soon, timeout: 40_000 }).toBe('over');

    await set(page, 'probe.enabled', false);
    await on();
    await isSilent();
    await set(page, 'probe.enabled', true);
    // And all of that could have been seen: now it asks.
    await expect.poll(() => server.asked.length, { ...soon, timeout: 40_000 }).toBeGreaterThan(0);
  });

  test('a copy without a Developer ID fetches nothing: it leads to the page of the releases', async () => {
    const at = await room({ signed: 'adhoc', settings: { 'update.check': false } });
    await isOnline(at);
    await at.app.choose('Check for updates…');
    await at.page.getByRole('heading', { name: 'Updates', level: 1 }).waitFor();
    await says(
      at,
      /^Version 0\.2\.0 is out\. This copy cannot replace itself: get it from the release page\./,
    );
    await at.send({ type: 'update.get' });
    await at.send({ type: 'update.restart' });
    await at.press('Open the release page');
    await expect.poll(at.app.opened, soon).toEqual([page0]);
    expect([at.server.asked, at.kept()]).toEqual([['/latest-mac.yml'], []]);
  });

  test('a copy that was built here says so', async () => {
    const app = await openApp();
    close.unshift(app.close);
    const page = await app.page();
    await set(page, 'watching', true);
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Updates/ }).click();
    await page.getByText('This copy was built here. It does not update itself.').waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
  });
});
