import { spawn } from 'node:child_process';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';

/**
 * The terminal is the program's own until it ends: what is typed there, Ctrl-C included, is meant for it and must not
 * end us before it.
 */
export function attach(
  path: string | null,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Result<number>> {
  if (path === null) return Promise.resolve(fail('no-program', name));
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return new Promise<Result<number>>((resolve) => {
    const child = spawn(path, [...args], { stdio: 'inherit', env: { ...env } });
    child.once('error', (error) => resolve(fail('unreachable', name, codeOf(error))));
    child.once('exit', (code) => resolve(ok(code ?? stopped)));
  }).finally(() => process.off('SIGINT', ignore));
}

/** What a shell says of a program that was ended by a signal. */
const stopped = 130;

/** Somebody sits there: both what is typed and what is shown are a terminal's. */
export const isTyped = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY);
