import { spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writtenLine } from '../../main/core/log/line.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { fileLog, logMost } from '../../main/engine/tools/log-file.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'oml-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const at = (...names: string[]) => join(home, 'logs', ...names);
const mode = (path: string) => statSync(path).mode & 0o777;

function newLog(isOwner = true) {
  const refused: string[] = [];
  const log = fileLog({
    folder: at(),
    written: writtenLine,
    refused: (code) => void refused.push(code),
    now: () => 0,
  });
  log.owns(isOwner);
  return { log, refused };
}

const half = 'x y '.repeat(250);
const fill = (log: ReturnType<typeof newLog>['log'], bytes: number) => {
  for (let n = 0; n * (half.length + 46) < bytes; n += 1) log.write('info', 'test', half);
};

describe('the log file', () => {
  test('is private, in a folder that it makes private, whatever the umask', () => {
    const before = process.umask(0);
    try {
      const { log } = newLog();
      log.write('info', 'net', 'online');
      expect([mode(at()), mode(at('offline-mode.log'))]).toEqual([0o700, 0o600]);
      chmodSync(at('offline-mode.log'), 0o644);
      log.write('info', 'net', 'offline');
      expect([mode(at()), mode(at('offline-mode.log'))]).toEqual([0o700, 0o600]);
    } finally {
      process.umask(before);
    }
    expect(readFileSync(at('offline-mode.log'), 'utf8')).toBe(
      `1970-01-01T00:00:00.000Z ${process.pid} info/net online\n1970-01-01T00:00:00.000Z ${process.pid} info/net offline\n`,
    );
  });

  test('a folder that was there keeps its mode; the file in it is private', () => {
    mkdirSync(at());
    chmodSync(at(), 0o755);
    newLog().log.write('info', 'net', 'online');
    expect([mode(at()), mode(at('offline-mode.log'))]).toEqual([0o755, 0o600]);
  });

  test('never grows past three files of its size, and none has half a line', () => {
    const { log } = newLog();
    fill(log, 5 * logMost.bytes);
    const names = ['offline-mode.log', 'offline-mode.log.1', 'offline-mode.log.2'];
    expect(readdirSync(at()).sort()).toEqual(names);
    for (const name of names) {
      expect(statSync(at(name)).size).toBeLessThanOrEqual(logMost.bytes);
      expect(mode(at(name))).toBe(0o600);
      expect(readFileSync(at(name), 'utf8')).toMatch(/^1970[^\n]*\n(1970[^\n]*\n)*$/);
    }
  });

  test('who does not own the engine begins no new file, and stops at twice the size', () => {
    const { log } = newLog(false);
    fill(log, 4 * logMost.bytes);
    expect(readdirSync(at())).toEqual(['offline-mode.log']);
    const { size } = statSync(at('offline-mode.log'));
    expect(size).toBeGreaterThan(1.9 * logMost.bytes);
    expect(size).toBeLessThanOrEqual(2 * logMost.bytes);
    newLog(true).log.write('info', 'net', 'online');
    expect(readdirSync(at()).sort()).toEqual(['offline-mode.log', 'offline-mode.log.1']);
  });

  test.each([
    ['a link', (path: string) => symlinkSync(join(home, 'victim'), path)],
    ['a second name of another file', (path: string) => linkSync(join(home, 'victim'), path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('%s in its place is left alone, told once, and the app goes on', (_name, put) => {
    writeFileSync(join(home, 'victim'), 'theirs');
    chmodSync(join(home, 'victim'), 0o644);
    mkdirSync(at());
    put(at('offline-mode.log'));
    const { log, refused } = newLog();
    log.write('info', 'net', 'online');
    log.write('info', 'net', 'offline');
    expect(refused).toHaveLength(1);
    expect(readFileSync(join(home, 'victim'), 'utf8')).toBe('theirs');
    expect(mode(join(home, 'victim'))).toBe(0o644);
  });

  test('a folder that is a link is left alone', () => {
    mkdirSync(join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), at());
    const { log, refused } = newLog();
    log.write('info', 'net', 'online');
    expect(refused).toEqual(['EPERM']);
    expect(readdirSync(join(home, 'elsewhere'))).toEqual([]);
  });

  test('a disk that refuses: nothing is thrown, it is told once, and later it goes on', () => {
    const { log, refused } = newLog();
    // A file is in the way of the folder: nothing can be made there.
    writeFileSync(at(), '');
    for (let n = 0; n < 10; n += 1) log.write('error', 'bug', 'x');
    expect(refused).toHaveLength(1);
    rmSync(at());
    log.write('info', 'net', 'online');
    expect(readFileSync(at('offline-mode.log'), 'utf8')).toMatch(/online\n$/);
  });

  test('no older file can be moved on: the line is lost, and nobody else’s file is closed', async () => {
    const { log, refused } = newLog();
    fill(log, 1.5 * logMost.bytes);
    mkdirSync(at('offline-mode.log.2'));
    fill(log, logMost.bytes);
    // Once the file is closed its number is somebody else's.
    expect(refused).toEqual(['EISDIR']);
    for (let round = 0; round < 30; round += 1) {
      const opening = Array.from({ length: 20 }, () => open(at('offline-mode.log')));
      for (let n = 0; n < 20; n += 1) log.write('info', 'test', half);
      for (const file of await Promise.all(opening)) {
        expect((await file.stat()).isFile()).toBe(true);
        await file.close();
      }
    }
  });

  test('two processes that write at once mix no lines', async () => {
    const script = `
      import { fileLog } from ${JSON.stringify(new URL('../../main/engine/tools/log-file.ts', import.meta.url).href)};
      import { writtenLine } from ${JSON.stringify(new URL('../../main/core/log/line.ts', import.meta.url).href)};
      const log = fileLog({ folder: process.argv[1], written: writtenLine, refused: (code) => { throw new Error(code); } });
      for (let n = 0; n < 400; n += 1) log.write('info', 'test', 'a b '.repeat(100));
    `;
    const run = () =>
      new Promise<number | null>((done) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script, at()], {
          stdio: 'inherit',
        });
        child.on('exit', done);
      });
    expect(await Promise.all([run(), run()])).toEqual([0, 0]);
    const lines = readFileSync(at('offline-mode.log'), 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(800);
    expect(lines.filter((line) => !/^\S+Z \d+ info\/test (a b ){99}a b ?$/.test(line))).toEqual([]);
  });
});

test.each([
  ['darwin', {}, /\/Library\/Logs\/Offline Mode$/],
  ['linux', {}, /\/\.local\/state\/offline-mode$/],
  ['linux', { XDG_STATE_HOME: '/state' }, /^\/state\/offline-mode$/],
  ['darwin', { OFFLINE_MODE_HOME: '/h' }, /^\/h\/logs$/],
] as const)('on %s with %j it is in %s', (platform, env, place) => {
  expect(ownPaths(env, platform).logs).toMatch(place);
});

test('a folder that is named relative to where the command is typed is a full path from there on', () => {
  const { folder, settings, logs } = ownPaths({ OFFLINE_MODE_HOME: 'mine/../own/' }, 'linux');
  expect([folder, settings, logs]).toEqual(
    ['own', 'own/settings.json', 'own/logs'].map((path) => join(process.cwd(), path)),
  );
});
