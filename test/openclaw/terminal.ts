import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../out/main/terminal.js');

/** Whether the command has been built (`npm run build`); the test runner does so before. */
export const isBuilt = () => existsSync(program);

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Printed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where the command finds its own files and the program `openclaw`, and what else is around it. */
export type Around = Readonly<Record<'OFFLINE_MODE_HOME' | 'OFFLINE_MODE_TEST_ROOT', string>> &
  Readonly<Record<string, string>>;

/** Runs the built command to its end; `see` gets what it has printed so far, and may kill it. */
export async function terminal(
  around: Around,
  args: readonly string[],
  see: (out: string, kill: () => void) => void = () => {},
): Promise<Printed> {
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: around.OFFLINE_MODE_HOME,
    LANG: 'C',
    COLUMNS: '1000',
    ...around,
  };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    see(out, () => child.kill('SIGKILL'));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  await once(child, 'close').finally(() => running.delete(child));
  return { code: child.exitCode, out, err };
}
