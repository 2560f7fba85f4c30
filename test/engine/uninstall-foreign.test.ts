import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ownPaths } from '../../main/engine/paths.ts';
import { type Home, newUninstallHome } from './uninstall-home.ts';

const homes: Home[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) home.end();
});

function newHome(env: Readonly<Record<string, string>> = {}): Home {
  const home = newUninstallHome(env);
  homes.push(home);
  return home;
}

const logs = (home: Home, folder: string) =>
  ['offline-mode.log', 'offline-mode.log.1', 'offline-mode.log.2'].map((name) =>
    home.put(`${folder}/${name}`, 'a line\n', 0o600),
  );

describe('somebody has a folder of our name where XDG leads', () => {
  test('our log goes by name, and their clone of this very project stays', async () => {
    const home = newHome();
    const thesis = home.put('src/offline-mode/thesis.txt', 'years of work');
    home.put('src/offline-mode/.git/HEAD', 'ref: refs/heads/main\n');
    const before = home.tree();
    logs(home, 'src/offline-mode');
    const ran = await home.run(['uninstall', '--yes'], { XDG_STATE_HOME: join(home.path, 'src') });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toContain('Not ours, so it is left alone: ~/src/offline-mode/thesis.txt');
    expect(home.tree()).toEqual(before);
    expect(readFileSync(thesis, 'utf8')).toBe('years of work');
  });

  test('nothing else is in it: the folder goes with its log', async () => {
    const home = newHome();
    const before = home.tree();
    logs(home, '.local/state/offline-mode');
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran.out).toContain('The log: ~/.local/state/offline-mode\n');
    expect(home.tree()).toEqual(before);
  });

  test('state and data are one folder: what is to be kept is kept', async () => {
    const home = newHome();
    const env = { XDG_STATE_HOME: join(home.path, '.local/share') };
    expect(await home.run(['settings', 'set', 'hooks.limit', '5'], env)).toMatchObject({ code: 0 });
    const settings = readFileSync(join(home.own, 'settings.json'), 'utf8');
    const mine = home.put('.local/share/offline-mode/mine.txt', 'mine');
    logs(home, '.local/share/offline-mode');
    const kept = await home.run(['uninstall', '--yes', '--keep-data'], env);
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('settings.json') });
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect(readFileSync(join(home.own, 'settings.json'), 'utf8')).toBe(settings);
    expect(readdirSync(home.own)).toEqual(['mine.txt', 'settings.json']);
    rmSync(mine);
    expect(await home.run(['uninstall', '--yes'], env)).toMatchObject({ code: 0 });
    expect(existsSync(home.own)).toBe(false);
  });

  test.each([
    ['the engine’s folder is in the log’s', '.local/share', '.local/share/offline-mode'],
    ['the log’s folder is in the engine’s', '.local/share/offline-mode', '.local/share'],
  ])('%s', async (_name, state, data) => {
    const home = newHome();
    const env = { XDG_STATE_HOME: join(home.path, state), XDG_DATA_HOME: join(home.path, data) };
    const before = home.tree();
    expect(await home.run(['settings', 'set', 'hooks.limit', '5'], env)).toMatchObject({ code: 0 });
    logs(home, `${state}/offline-mode`);
    const kept = await home.run(['uninstall', '--yes', '--keep-data'], env);
    expect(kept).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(home.path, data, 'offline-mode/settings.json'))).toBe(true);
    const ran = await home.run(['uninstall', '--yes'], env);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).not.toContain('Not ours');
    expect(home.tree()).toEqual(before);
  });

  test.each([
    ['downloads of updates', 'XDG_CACHE_HOME', '.cache', '.cache/offline-mode-updater'],
    ['what the window keeps', 'XDG_CONFIG_HOME', '.config', '.config/Offline Mode/Cache'],
  ])('the engine’s folder is in %s: that stays whole, and is named', async (_name, name, value, around) => {
    const home = newHome();
    const env = { [name]: join(home.path, value), XDG_DATA_HOME: join(home.path, around) };
    expect(await home.run(['settings', 'set', 'hooks.limit', '5'], env)).toMatchObject({ code: 0 });
    const mine = home.put(`${around}/offline-mode/mine.txt`, 'mine');
    const ran = await home.run(['uninstall', '--yes', '--keep-data'], env);
    expect(ran.out).toContain(`Not ours, so it is left alone: ~/${around}\n`);
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect(existsSync(join(home.path, around, 'offline-mode/settings.json'))).toBe(true);
  });
});

test('in a folder that the person has named: private files of theirs, by names of ours', async () => {
  const home = newHome();
  const env = { OFFLINE_MODE_HOME: join(home.path, 'Documents') };
  home.put('Documents/settings.json', '{"editor.fontSize":12}', 0o600);
  home.put('Documents/diary.jsonl', 'dear diary\n', 0o600);
  home.put('Documents/journal.json', '{"entries":[]}', 0o600);
  home.put('Documents/build.log', 'make: done\n', 0o600);
  home.put('Documents/check/2026-11/book.txt', 'mine', 0o600);
  for (const name of ['.', 'check', 'check/2026-11']) chmodSync(join(home.path, 'Documents', name), 0o700);
  const before = home.tree();
  const ran = await home.run(['uninstall', '--yes'], env);
  expect(ran).toMatchObject({ code: 0 });
  for (const name of ['settings.json', 'diary.jsonl', 'journal.json', 'build.log', 'check/2026-11'])
    expect(ran.out).toContain(`Not ours, so it is left alone: ~/Documents/${name}`);
  expect(home.tree()).toEqual(before);
});

test('a relative place is none: it would be another one wherever somebody types', () => {
  const usual = ownPaths({}, 'linux');
  expect(ownPaths({ XDG_STATE_HOME: '.', XDG_DATA_HOME: 'data' }, 'linux')).toEqual(usual);
  const elsewhere = ownPaths({ XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d' }, 'linux');
  expect(elsewhere).toMatchObject({ logs: '/s/offline-mode', folder: '/d/offline-mode' });
});

test.each(['.', ''])('uninstalling ignores a relative place, too: “%s”', async (value) => {
  const home = newHome();
  const names = ['XDG_STATE_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME'];
  const env = Object.fromEntries(names.map((name) => [name, value]));
  const [at] = logs(home, '.local/state/offline-mode');
  mkdirSync(join(home.path, 'offline-mode'));
  expect(await home.run(['uninstall', '--yes'], env)).toMatchObject({ code: 0 });
  expect(existsSync(at ?? '')).toBe(false);
  expect(existsSync(join(home.path, 'offline-mode'))).toBe(true);
});
