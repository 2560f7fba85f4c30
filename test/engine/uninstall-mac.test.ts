import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appId } from '../../main/core/app-id.ts';
import { ownPaths, type Paths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';
import { treeOf } from './uninstall-home.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'om-mac-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const put = (name: string, text = 'x') => {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), text);
};
const link = (name: string, to: string) => {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  symlinkSync(to, join(home, name));
};
const support = 'Library/Application Support/Offline Mode';

const pathsIn = (folder: string): Paths => ownPaths({ OFFLINE_MODE_HOME: folder }, 'darwin');

/** As on a Mac: the same files on a real disk, in another home. */
async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const real = realTools({ programRoot: '/nowhere', isLogging: false });
  const tools: Tools = { ...real, platform: 'darwin', machine: { ...real.machine, home }, env: {} };
  let [out, err] = ['', ''];
  const code = await runTerminal({
    ...{ argv, env: {}, isColoured: false, locale: 'en-US', tools, version: 'test', cwd: home },
    paths: pathsIn(join(home, support, 'engine')),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    columns: () => 1_000,
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

/** What a Mac has of others, close by in name and place. */
function others(): void {
  put('Library/Application Support/Offline Mode Pro/data');
  put(`Library/Caches/${appId}.other/x`);
  put('Library/Caches/offline-mode-updater-2/x');
  put(`Library/Preferences/${appId}.plist.bak`);
  put('Library/Logs/Other/log');
  put('Library/HTTPStorages/com.example/x');
  put('Library/Saved Application State/com.example.savedState/x');
  put('Library/Logs/DiagnosticReports/x');
  mkdirSync(join(home, 'bin'));
}

function ours(): void {
  put(`${support}/engine/settings.json`, '{"version":1}');
  put(`${support}/engine/diary.jsonl`, '');
  put(`${support}/window.json`, '{}');
  put(`${support}/Cache/Cache_Data/index`);
  put(`${support}/Local Storage/leveldb/LOG`);
  put(`${support}/Preferences`);
  link(`${support}/SingletonLock`, 'mac-17');
  put(`Library/Caches/${appId}/x`);
  put(`Library/Caches/${appId}.ShipIt/ShipItState.plist`);
  put('Library/Caches/offline-mode-updater/pending/a.zip');
  put(`Library/Preferences/${appId}.plist`);
  put(`Library/Saved Application State/${appId}.savedState/window_1.data`);
  put(`Library/HTTPStorages/${appId}/httpstorages.sqlite`);
  put(`Library/HTTPStorages/${appId}.binarycookies`);
  put('Library/Logs/Offline Mode/offline-mode.log');
  put('Library/Logs/Offline Mode/offline-mode.log.2');
}

test('every place of the app goes, and nothing beside it', async () => {
  others();
  const before = treeOf(home);
  ours();
  link('bin/offline-mode', '/Applications/Offline Mode.app/Contents/Resources/offline-mode');
  const full = treeOf(home);
  const dry = await run('uninstall', '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Login Items') });
  expect(treeOf(home)).toEqual(full);
  const ran = await run('uninstall', '--yes');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('drag it from Applications to the Trash');
  expect(treeOf(home)).toEqual(before);
});

test('somebody’s file beside the window’s stays, and so does the folder', async () => {
  ours();
  put(`${support}/my notes.txt`, 'mine');
  const ran = await run('uninstall', '--yes');
  expect(ran).toMatchObject({
    code: 0,
    out: expect.stringContaining(`left alone: ~/${support}/my notes.txt`),
  });
  expect(treeOf(join(home, support)).map((line) => line.replace(/ \d.*/, ''))).toEqual(['my notes.txt']);
});

const bundle = (id: string) => `<dict><key>CFBundleIdentifier</key><string>${id}</string></dict>`;

test.each([
  ['a bundle of ours with another name', 'Apps/Mine.app', appId, true],
  ['a bundle of somebody else', 'Apps/Offline Mode.app', 'com.example.other', false],
  ['a bundle that is gone, of our name', 'Apps/Offline Mode.app', null, true],
  ['a bundle that is gone, of another name', 'Apps/Other.app', null, false],
])('the command leads into %s', async (_name, app, id, isGone) => {
  const to = join(home, app, 'Contents/Resources/offline-mode');
  if (id !== null) {
    put(`${app}/Contents/Info.plist`, bundle(id));
    put(`${app}/Contents/Resources/offline-mode`, '#!/bin/sh\n');
  }
  link('.local/bin/offline-mode', to);
  expect(await run('uninstall', '--yes')).toMatchObject({ code: 0 });
  expect(lstatSync(join(home, '.local/bin/offline-mode'), { throwIfNoEntry: false }) === undefined).toBe(
    isGone,
  );
  if (id !== null) expect(existsSync(to)).toBe(true);
});

test('a program of that name, and a link of npm, are left and the link is named', async () => {
  put('bin/offline-mode', '#!/bin/sh\n');
  put('lib/node_modules/offline-mode/out/main/terminal.js', '//');
  link('.local/bin/offline-mode', '../../lib/node_modules/offline-mode/out/main/terminal.js');
  const before = treeOf(home);
  const ran = await run('uninstall', '--yes');
  expect(ran.out).toContain('~/.local/bin/offline-mode. To remove it: npm uninstall -g offline-mode');
  expect(treeOf(home)).toEqual(before);
});

test('a link in the place of a folder of the app stays, with what it leads to', async () => {
  ours();
  rmSync(join(home, 'Library/Logs/Offline Mode'), { recursive: true });
  put('Documents/logs/precious', 'mine');
  link('Library/Logs/Offline Mode', join(home, 'Documents/logs'));
  expect((await run('uninstall', '--yes')).out).toContain('~/Library/Logs/Offline Mode →');
  expect(readFileSync(join(home, 'Documents/logs/precious'), 'utf8')).toBe('mine');
});
