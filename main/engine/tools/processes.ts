import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';
import type { Launched } from './tools.ts';

/** Starts a program in a session of its own, so that it outlives us and no key pressed at our terminal reaches it. */
export function launch(
  path: string | null,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Result<Launched>> {
  if (path === null) return Promise.resolve(fail('no-program', name));
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(path, [...args], { detached: true, stdio: 'ignore', env: { ...env } });
    child.once('error', (error) => resolve(fail('unreachable', name, codeOf(error))));
    child.once('spawn', () => {
      child.unref();
      const { pid = 0 } = child;
      const startedAt = startOf(pid);
      resolve(startedAt === null ? fail('unreachable', name, 'ESRCH') : ok({ pid, startedAt }));
    });
  });
}

/** Numbers of processes are used again; the moment of its start tells one from the next. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return ticksOf(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const said = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 2_000,
    });
    return said.trim() || null;
  } catch {
    return null;
  }
}

/** The 22nd field, counted behind the name, which may hold anything. A process that has ended has no start. */
function ticksOf(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

export const isRunning = ({ pid, startedAt }: Launched): boolean => pid > 1 && startOf(pid) === startedAt;

export function end(launched: Launched): void {
  if (!isRunning(launched)) return;
  try {
    process.kill(launched.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
