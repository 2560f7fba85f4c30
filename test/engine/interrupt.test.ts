import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PrintedBeside } from '../../main/core/printed.ts';
import { isTooOld, nodeNeeded } from '../../main/terminal/node-needed.ts';

const script = join(import.meta.dirname, '../../main/terminal/index.ts');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omi-'));
  // Nothing may leave the machine.
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, 'probe.enabled': false }));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What the build puts in. */
const version = 'data:text/javascript,globalThis.__VERSION__=%22test%22;globalThis.__COMMIT__=%22%22';
function pipe(): string {
  const path = join(home, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** Linux alone says this without asking a program. */
const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();

if (process.platform !== 'linux') console.warn('Not run: only Linux tells of children without a program.');

test.runIf(process.platform === 'linux').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a %s while a program of ours runs lets the command end what it has begun',
  async (signal) => {
    const child = spawn(process.execPath, ['--import', version, script, 'watch', '--json'], {
      env: { ...process.env, OFFLINE_MODE_HOME: home, HOME: home },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', (code, by) => resolve([code, by])));
    // The kernel's own news are followed by `ip monitor`.
    await expect.poll(() => childrenOf(child.pid ?? 0), { timeout: 20_000 }).not.toBe('');
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
  },
);

/** As on that Node: what says so is loaded before all else. */
function onNode(node: string, args: readonly string[]) {
  const lie = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${node}"}})`;
  return spawnSync(process.execPath, ['--import', lie, script, ...args], {
    env: { ...process.env, OFFLINE_MODE_HOME: home, HOME: home },
    encoding: 'utf8',
  });
}

test('on a Node that is too old it says so, and nothing else', () => {
  const said =
    'Offline Mode needs Node 22.18 or newer, and this is 20.20.2. Install a newer one, and try again.';
  expect(onNode('20.20.2', ['status', '--lang=en'])).toMatchObject({
    ...{ status: 1, stdout: '', stderr: `${said}\n` },
  });
  const json = onNode('20.20.2', ['status', '--json']);
  expect(PrintedBeside.parse(JSON.parse(json.stderr))).toMatchObject({ problem: { code: 'node-old' } });
});

test.each([
  ['18.0.0', true],
  ['22.17.9', true],
  ['22.18.0', false],
  ['24.1.0', false],
  ['100.0.0', false],
])('Node %s is too old: %s', (version, isOld) => {
  expect(isTooOld(version)).toBe(isOld);
  expect(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).engines.node).toBe(
    `>=${nodeNeeded}.0`,
  );
});

test('a pipe in the place of a file is refused with a sentence, and not waited for', async () => {
  const child = spawn(
    process.execPath,
    ['--import', version, script, 'settings', 'import', pipe(), '--lang=en'],
    {
      env: { ...process.env, OFFLINE_MODE_HOME: home, HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const ended = await new Promise((resolve) => child.on('exit', (code, by) => resolve([code, by])));
  clearTimeout(timer);
  expect(ended).toEqual([1, null]);
  expect(said.replace(/\s+/g, ' ')).toContain('is not a file but a folder, a pipe or a device.');
});

test.each(['SIGINT', 'SIGTERM'] as const)('a second %s ends it, whatever it waits for', async (signal) => {
  const stuck = `data:text/javascript,import{open}from"node:fs/promises";open("${pipe()}")`;
  const child = spawn(process.execPath, ['--import', version, '--import', stuck, script, 'watch', '--json'], {
    env: { ...process.env, OFFLINE_MODE_HOME: home, HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.on('exit', (code, by) => resolve([code, by])));
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill(signal);
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill(signal);
  expect(await ended).toEqual([null, signal]);
  clearTimeout(timer);
});
