import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../main/core/settings.ts';
import { ownPaths, type Paths, programRoot } from '../../main/engine/paths.ts';
import { loadJournal, loadSettings, saveSettings } from '../../main/engine/stores.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realFiles } from '../../main/engine/tools/files.ts';

const tools = { files: realFiles, clock: realClock };
let paths: Paths;
beforeEach(() => {
  paths = ownPaths({ OFFLINE_MODE_HOME: mkdtempSync(join(tmpdir(), 'omt-')) }, 'linux');
});
afterEach(() => rmSync(paths.folder, { recursive: true, force: true }));

const broken = () => readdirSync(paths.folder).filter((name) => name.includes('.broken-'));

test('a file is read up to its limit, whatever size it tells', async () => {
  const path = join(paths.folder, 'x');
  writeFileSync(path, 'héllo');
  expect(await realFiles.read(path, 6)).toEqual({ ok: true, value: 'héllo' });
  expect(await realFiles.read(path, 5)).toMatchObject({ ok: false, problem: { code: 'too-large' } });
});

test.each(['/dev/zero', '/dev/null', () => paths.folder])('%s is no file to be read', async (where) => {
  const path = typeof where === 'string' ? where : where();
  expect(await realFiles.read(path, 1_000)).toEqual({
    ok: false,
    problem: { code: 'not-a-file', about: path },
  });
});

describe('settings on disk', () => {
  test('no file: the standard settings, and no problem', async () => {
    expect(await loadSettings(tools, paths, true)).toEqual({ value: defaultSettings, problem: null });
  });

  test.each([
    ['truncated', '{"version": 1, "mode": "off', 'settings-unreadable'],
    ['not JSON', 'mode = offline', 'settings-unreadable'],
    ['empty', '', 'settings-unreadable'],
    ['a list', '[]', 'settings-unreadable'],
    ['a mode that is none', '{"version": 1, "mode": "sideways"}', 'settings-unreadable'],
    ['a wrong type', '{"version": 1, "notifications": "yes"}', 'settings-unreadable'],
    ['a target without a port', '{"version": 1, "probe.dns": ["1.1.1.1"]}', 'settings-unreadable'],
    ['no version', '{"mode": "offline"}', 'settings-unreadable'],
    ['a future version', '{"version": 2, "mode": "offline"}', 'settings-newer'],
    ['two megabytes', `{"version": 1, "x": "${'y'.repeat(2_000_000)}"}`, 'settings-unreadable'],
  ])(
    '%s: the standard settings, the file kept beside, a problem that names it',
    async (_title, text, code) => {
      writeFileSync(paths.settings, text);
      const kept = await loadSettings(tools, paths, true);
      expect(kept.value).toEqual(defaultSettings);
      expect(broken()).toHaveLength(1);
      expect(kept.problem).toEqual({ code, about: join(paths.folder, broken()[0] ?? '') });
      expect(readFileSync(join(paths.folder, broken()[0] ?? ''), 'utf8')).toBe(text);
    },
  );

  test('a look that owns nothing moves nothing', async () => {
    writeFileSync(paths.settings, 'nonsense');
    const kept = await loadSettings(tools, paths, false);
    expect(kept.problem?.code).toBe('settings-unreadable');
    expect(broken()).toEqual([]);
    expect(readFileSync(paths.settings, 'utf8')).toBe('nonsense');
  });

  test('what was chosen comes back; only what differs is written; what others wrote stays', async () => {
    writeFileSync(paths.settings, '{"version": 1, "from.tomorrow": [1, 2]}');
    const chosen = { ...defaultSettings, mode: 'offline' as const, 'probe.dns': ['1.2.3.4:53'] };
    expect((await saveSettings(tools, paths, chosen)).ok).toBe(true);
    expect(JSON.parse(readFileSync(paths.settings, 'utf8'))).toEqual({
      version: 1,
      'from.tomorrow': [1, 2],
      mode: 'offline',
      'probe.dns': ['1.2.3.4:53'],
    });
    expect((await loadSettings(tools, paths, true)).value).toEqual(chosen);
    expect(statSync(paths.settings).mode & 0o777).toBe(0o600);
  });

  test('a journal that is nonsense is kept beside, and the stance starts online', async () => {
    writeFileSync(paths.journal, '{"version":1,"stance":"sideways"}');
    const kept = await loadJournal(tools, paths, true);
    expect(kept.value).toMatchObject({ stance: 'online', outage: null });
    expect(broken()).toHaveLength(1);
  });
});

describe('files', () => {
  test('a write is whole or not at all, private, and leaves nothing beside', async () => {
    const path = join(paths.folder, 'a');
    for (let turn = 0; turn < 20; turn += 1) expect((await realFiles.write(path, `${turn}`)).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('19');
    expect(readdirSync(paths.folder)).toEqual(['a']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a folder in the way, or a file where a folder should be, is a problem and not a crash', async () => {
    mkdirSync(join(paths.folder, 'taken'));
    expect(await realFiles.write(join(paths.folder, 'taken'), 'x')).toMatchObject({
      ok: false,
      problem: { code: 'not-writable' },
    });
    writeFileSync(join(paths.folder, 'file'), '');
    const below = await realFiles.write(join(paths.folder, 'file', 'x'), 'x');
    expect(below).toMatchObject({ ok: false, problem: { code: 'not-writable', detail: 'ENOTDIR' } });
    expect(readdirSync(paths.folder).sort()).toEqual(['file', 'taken']);
  });

  test('our own folder is made private; a file or a link in its place is refused', async () => {
    const loose = join(paths.folder, 'loose');
    mkdirSync(loose);
    chmodSync(loose, 0o755);
    expect((await realFiles.privateFolder(loose)).ok).toBe(true);
    expect(statSync(loose).mode & 0o777).toBe(0o700);
    writeFileSync(join(paths.folder, 'file'), '');
    expect((await realFiles.privateFolder(join(paths.folder, 'file'))).ok).toBe(false);
    symlinkSync(loose, join(paths.folder, 'link'));
    expect((await realFiles.privateFolder(join(paths.folder, 'link'))).ok).toBe(false);
  });
});

test('a packed app takes no other place for programs, whatever the environment says', () => {
  expect(programRoot({ OFFLINE_MODE_TEST_ROOT: '/elsewhere' }, true)).toBe('/');
  expect(programRoot({ OFFLINE_MODE_TEST_ROOT: '/elsewhere' }, false)).toBe('/elsewhere');
});
