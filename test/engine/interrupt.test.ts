import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../main/terminal/index.ts');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omi-'));
  // Nothing may leave the machine.
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, 'probe.enabled': false }));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Linux alone says this without asking a program. */
const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();

if (process.platform !== 'linux') console.warn('Not run: only Linux tells of children without a program.');

test.runIf(process.platform === 'linux').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a %s while a program of ours runs lets the command end what it has begun',
  async (signal) => {
    const version = 'data:text/javascript,globalThis.__VERSION__=%22test%22';
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
