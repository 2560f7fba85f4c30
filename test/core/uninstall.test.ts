import { describe, expect, test } from 'vitest';
import { shimBundle } from '../../main/core/tool.ts';
import { givenBack, type Item, type Piece, removed, staying } from '../../main/core/uninstall/item.ts';
import { besideOf, isSocketName, ownFolders, ownWhat, placesOf } from '../../main/core/uninstall/places.ts';
import { type Found, goingOf, planOf } from '../../main/core/uninstall/plan.ts';
import { itemSay } from '../../main/core/uninstall/say.ts';
import { isWord, speaker } from '../../main/core/words.ts';
import { ownPaths } from '../../main/engine/paths.ts';

const nothing: Found = {
  ...{ folder: '/h/own', isOwnHome: false, isMac: true, isDrillOwed: false, config: null, conflict: null },
  ...{ hook: '', pieces: [], strange: [], npm: [], container: null, servers: [], chats: [], backups: [] },
  ...{ isClaw: false, hasFetched: false, opensAtLogin: null },
};
const all = { isKeepingData: false, hasContainers: false };
const piece = (what: Piece['what'], path: string, is: Piece['is'] = 'file'): Piece => ({
  ...{ what, path, is, bytes: 700 },
});
const lines = (items: readonly Item[]) =>
  items.map(({ act, what, about }) => `${act} ${what} ${about}`.trim());

const own = [
  piece('folder', '/h/own', 'folder'),
  piece('journal', '/h/own/journal.json'),
  piece('settings', '/h/own/settings.json'),
  piece('copies', '/h/own/snapshots/a'),
  piece('copies', '/h/own/snapshots/b'),
  piece('copies', '/h/own/snapshots', 'folder'),
  piece('diary', '/h/own/diary.jsonl'),
];

describe('the plan', () => {
  test('what is owed comes first, then what others look at, and the folder last', () => {
    const found: Found = {
      ...nothing,
      ...{ isDrillOwed: true, hook: '/bin/tell', opensAtLogin: true },
      config: { path: '/h/.openclaw/openclaw.json', theirs: [] },
      pieces: [...own, piece('link', '/usr/local/bin/offline-mode', 'link')],
    };
    expect(lines(planOf(found, all))).toEqual([
      'back drill',
      'back config /h/.openclaw/openclaw.json',
      'back hook /bin/tell',
      'remove login',
      'remove link /usr/local/bin/offline-mode',
      'remove copies /h/own/snapshots',
      'remove diary /h/own/diary.jsonl',
      'remove settings /h/own/settings.json',
      'remove journal /h/own/journal.json',
      'remove folder /h/own',
      'stay shell',
      'stay system',
      'stay app',
    ]);
  });

  test('a folder in which something stays, stays; one beside it with a longer name does not count', () => {
    const beside = [{ path: '/h/own-too/x', to: null }];
    expect(goingOf({ pieces: own, strange: beside }, all).at(-1)).toMatchObject({ path: '/h/own' });
    const inside = goingOf({ pieces: own, strange: [{ path: '/h/own/snapshots/x', to: null }] }, all);
    expect(inside.filter(({ is }) => is === 'folder')).toEqual([]);
    const kept = goingOf({ pieces: own, strange: [] }, { ...all, isKeepingData: true });
    expect(kept.map(({ path }) => path)).toEqual([
      ...['/h/own/snapshots/a', '/h/own/snapshots/b', '/h/own/snapshots', '/h/own/journal.json'],
    ]);
  });

  test('a container goes only where that was asked for, and one that nobody could see is told', () => {
    const container = { name: 'openclaw', commands: ['podman rm openclaw', 'podman volume rm v'] };
    const stays = planOf({ ...nothing, container }, all).find(({ what }) => what === 'container');
    expect(stays).toMatchObject({ act: 'stay', how: 'podman rm openclaw && podman volume rm v' });
    const goes = lines(planOf({ ...nothing, container }, { ...all, hasContainers: true }));
    expect(goes).toContain('remove containers openclaw');
    expect(goes.some((line) => line.startsWith('stay container'))).toBe(false);
    const unseen = planOf({ ...nothing, container: 'unseen' }, { ...all, hasContainers: true });
    expect(lines(unseen)).toContain('stay unseen');
  });

  test('where the person has named the folder nothing else is spoken of', () => {
    const found = { ...nothing, isOwnHome: true, opensAtLogin: true, pieces: own };
    const said = lines(planOf(found, all));
    expect(said).toContain('stay home /h/own');
    expect(said.filter((line) => /login|app|system|shell/.test(line))).toEqual([]);
  });

  test('a program that we started is left alone', () => {
    const servers = [{ part: 'ollama', pid: 77 }];
    expect(planOf({ ...nothing, servers }, all)).toContainEqual({
      ...{ act: 'stay', what: 'server', about: 'ollama', bytes: null, how: 'kill 77' },
    });
  });
});

describe('names', () => {
  test.each([
    ['settings.json', 'settings'],
    ['settings.json.broken-2026-11-30T21-17-28-309Z', 'settings'],
    ['diary.jsonl.broken-2026-11-30T21-17-28-309Z', 'diary'],
    ['proofs.json.broken-2026-11-30T21-17-28-309Z', 'work'],
    ['journal.json.new-4242', 'work'],
    ['drill-debt.json.new-4242', 'work'],
    ['.doctor-0123456789ab', 'work'],
    ['.doctor-0123456789ab.new-0123456789abcdef', 'work'],
    ['settings.json.bak', null],
    ['settings.json.new-', null],
    ['my settings.json', null],
    ['settings.json~', null],
    ['diary.jsonl.broken-by-me', null],
    ['build.log.1', null],
  ])('%s is %s', (name, what) => {
    expect(ownWhat(name)).toBe(what);
  });

  test('every file and folder that the engine has a path for is known', () => {
    const { folder, ...paths } = ownPaths({ OFFLINE_MODE_HOME: '/h/own' }, 'linux');
    const names = Object.values(paths).map((path) => path.slice(folder.length + 1));
    expect(names.length).toBeGreaterThan(6);
    const unknown = names.filter((name) => ownWhat(name) === null && !Object.hasOwn(ownFolders, name));
    // The debt goes when it is paid.
    expect(unknown).toEqual(['drill-debt.json']);
  });

  test('sockets and marks', () => {
    expect(['1.sock', '12.end', 'x.sock', '1.sock.bak', '.sock'].map(isSocketName)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });

  test('only a path into a bundle leads into one', () => {
    const to = '/Applications/Offline Mode.app/Contents/Resources/offline-mode';
    expect(shimBundle(to)).toBe('/Applications/Offline Mode.app');
    expect(shimBundle(`${to}/x`)).toBeNull();
    expect(shimBundle('/opt/homebrew/Cellar/offline-mode/1/bin/offline-mode')).toBeNull();
  });

  test('what lies beside a config', () => {
    expect(besideOf('/h/.openclaw/openclaw.json')).toEqual([
      '/h/.openclaw/.openclaw.json.offline-mode',
      '/h/.openclaw/openclaw.json.offline-mode-back',
    ]);
  });

  test('every place on a Mac is below the Library of that home and is named', () => {
    const places = placesOf({ platform: 'darwin', home: '/Users/me', env: {} });
    for (const { path } of places) {
      expect(path).toMatch(/^\/Users\/me\/Library\/[^/]+( [^/]+)*\/[^/]+$/);
      expect(path).toMatch(/app\.offline-mode\.desktop|offline-mode-updater|Offline Mode/);
    }
  });
});

describe('words', () => {
  test.each(['en', 'ko'] as const)('%s: every line can be said', (lang) => {
    const say = speaker(lang);
    const of = (act: Item['act'], whats: readonly Item['what'][]) =>
      whats.map((what): Item => ({ act, what, about: '/h/a', bytes: 5_000, how: 'how' }));
    const items = [...of('back', givenBack), ...of('remove', removed), ...of('stay', staying)];
    for (const one of items) {
      expect(isWord(`un.${one.act}.${one.what}`), one.what).toBe(true);
      expect(itemSay(one, '/h', say)).toMatch(/\(5 kB\)$/);
      expect(itemSay(one, '/h', say)).not.toMatch(/[{}]/);
    }
    const merged: Item = { ...{ act: 'back', what: 'config', about: '/h/c', bytes: null }, how: 'a.b' };
    expect(itemSay(merged, '/h', say)).toMatch(/~\/c.*a\.b/);
  });
});
