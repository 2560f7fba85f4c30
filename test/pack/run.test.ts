import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFolder, pack, removeFolders, root, runnable } from './packed.ts';

let app = '';
beforeAll(async () => {
  app = runnable(await pack('arm64'));
});
afterAll(removeFolders);

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, with a data folder of its own. */
function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const own = { ...process.env, OFFLINE_MODE_HOME: newFolder(), LANG: 'C', COLUMNS: '1000', ...env };
  return new Promise((done) =>
    execFile(file, args, { env: own, timeout: 60_000, maxBuffer: 8_000_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }),
    ),
  );
}

const tool = () => join(app, 'Contents/Resources/offline-mode');

describe('the command-line tool in the bundle', () => {
  test('is the terminal, in the packed app’s own program: no window is opened and no browser started', async () => {
    const none = { ELECTRON_STANDIN_CHROMIUM: '/nonexistent' };
    const { code, out } = await run(tool(), ['status', '--json'], none);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ schema: 1, engine: { owner: 'terminal' } });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect((await run(tool(), ['version'], none)).out).toContain(version);
  });

  test('its exit codes, its errors and its help are the command’s own', async () => {
    const wrong = await run(tool(), ['--bad']);
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('--bad');
    expect((await run(tool(), ['--help'])).out).toContain('offline-mode');
    const completed = await run(tool(), ['__complete', 'sta']);
    expect(completed.out).toContain('status');
  });

  test('what is long comes whole to whoever reads slowly', async () => {
    const piped = `"${tool()}" schema | (sleep 1; cat)`;
    const { out } = await run('/bin/sh', ['-c', piped]);
    expect(out.length).toBeGreaterThan(100_000);
    expect(() => JSON.parse(out)).not.toThrow();
  });

  test('keeps what is told to it, as the command beside does', async () => {
    const home = { OFFLINE_MODE_HOME: newFolder() };
    expect((await run(tool(), ['settings', 'set', 'language', 'ko'], home)).code).toBe(0);
    expect((await run(tool(), ['settings', 'get', 'language'], home)).out.trim()).toBe('ko');
  });

  test('in a packed app nothing from the environment chooses the world or the programs', async () => {
    const world = join(newFolder(), 'world.js');
    writeFileSync(world, 'export const makeWorld = () => { throw new Error("a foreign world"); };');
    const env = { OFFLINE_MODE_WORLD: world, OFFLINE_MODE_TEST_ROOT: newFolder() };
    const { code, err } = await run(tool(), ['settings', 'list'], env);
    expect([code, err]).toEqual([0, '']);
  });
});

describe('the shim', () => {
  /** A bundle with a program that only says how it was started. */
  function bundle(): string {
    const folder = join(newFolder(), 'Offline Mode.app', 'Contents');
    mkdirSync(join(folder, 'MacOS'), { recursive: true });
    mkdirSync(join(folder, 'Resources'));
    const program = join(folder, 'MacOS', 'Offline Mode');
    writeFileSync(program, '#!/bin/sh\nfor one in "$@"; do printf "%s|" "$one"; done\nexit 7\n');
    chmodSync(program, 0o755);
    const shim = join(folder, 'Resources', 'offline-mode');
    writeFileSync(shim, readFileSync(join(root, 'build/pack/offline-mode.sh')));
    chmodSync(shim, 0o755);
    return shim;
  }

  test('hands on every word as it was typed, behind "--", and the exit code', async () => {
    const typed = ['pull', 'a model', '', '--inspect=0', '--remote-debugging-port=1', "it's", '$(id)', '*'];
    const { code, out } = await run(bundle(), typed);
    expect(out.split('|').slice(0, -1)).toEqual(['--terminal', '--', ...typed]);
    expect(code).toBe(7);
  });

  test('is found through a link, through links to links, and relative ones', async () => {
    const shim = bundle();
    const bin = newFolder();
    symlinkSync(shim, join(bin, 'one'));
    symlinkSync('one', join(bin, 'two'));
    mkdirSync(join(bin, 'deep'));
    symlinkSync('../two', join(bin, 'deep', 'offline-mode'));
    const { out } = await run(join(bin, 'deep', 'offline-mode'), ['status']);
    expect(out).toBe('--terminal|--|status|');
  });

  test('is found by name on PATH, with CDPATH and a foreign folder to stand in', () => {
    const bin = newFolder();
    symlinkSync(bundle(), join(bin, 'offline-mode'));
    const { stdout } = spawnSync('offline-mode', ['status'], {
      env: { PATH: `${bin}:/usr/bin:/bin`, CDPATH: '/tmp:.' },
      cwd: newFolder(),
      encoding: 'utf8',
    });
    expect(stdout).toBe('--terminal|--|status|');
  });

  test('without its app it says so', async () => {
    const lonely = join(newFolder(), 'offline-mode');
    writeFileSync(lonely, readFileSync(join(root, 'build/pack/offline-mode.sh')));
    chmodSync(lonely, 0o755);
    const { code, err } = await run(lonely, ['status']);
    expect(code).toBe(127);
    expect(err).toMatch(/^offline-mode: the app that this command belongs to is not beside it any more/);
  });
});
