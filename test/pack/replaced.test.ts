import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { status } from '../e2e/terminal.ts';
import { newFolder, removeFolders, root } from './packed.ts';

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});
afterAll(removeFolders);

/** A home in which nobody is asked. */
function quietHome(): string {
  const home = join(newFolder(), 'home');
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(join(home, 'settings.json'), '{"version":1,"probe.enabled":false}', { mode: 0o600 });
  return home;
}

function watch(program: string, home: string): ChildProcess {
  const child = spawn(process.execPath, [program, 'watch', '--json'], {
    env: { ...process.env, OFFLINE_MODE_HOME: home, HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  return child;
}

const ownerIn = async (home: string) => (await status(home)).engine.pid;
const soon = { timeout: 20_000, interval: 200 };

test('files that are replaced under two that run: the one that stays takes over with what it has', async () => {
  const home = quietHome();
  const files = join(newFolder(), 'out');
  cpSync(join(root, 'out/main'), files, { recursive: true });
  const first = watch(join(root, 'out/main/terminal.js'), home);
  await expect.poll(() => ownerIn(home), soon).toBe(first.pid);
  const second = watch(join(files, 'terminal.js'), home);
  // It has been there long enough to be more than a question.
  await pause(5_000);
  for (const name of readdirSync(files)) rmSync(join(files, name));
  first.kill('SIGTERM');
  await expect.poll(() => ownerIn(home).catch(() => 0), soon).toBe(second.pid);
});
