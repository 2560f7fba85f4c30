import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = new URL('../..', import.meta.url).pathname;
const program = join(root, 'out/main/terminal.js');

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command to its end. */
export function terminal(home: string, ...args: readonly string[]): Promise<Run> {
  const env = { ...process.env, OFFLINE_MODE_HOME: home, LANG: 'C', COLUMNS: '1000' };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env, timeout: 30_000 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out, err });
    });
  });
}

export interface Status {
  readonly schema: number;
  readonly mode: string;
  readonly stance: string;
  readonly stanceSince: number;
  readonly lan: string;
  readonly internet: { readonly state: string; readonly cause: string | null; readonly evidence: unknown[] };
  readonly engine: { readonly owner: string; readonly pid: number };
}

/** What `status --json` says. */
export async function status(home: string): Promise<Status> {
  const { out, err, code } = await terminal(home, 'status', '--json');
  if (code !== 0) throw new Error(`status ended with ${code}: ${err}`);
  return JSON.parse(out);
}

/** `watch --json` that goes on until it is ended; its lines so far. */
export function follow(home: string, extra: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, OFFLINE_MODE_HOME: home, LANG: 'C', COLUMNS: '1000', ...extra };
  const child = spawn(process.execPath, [program, 'watch', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: { at: number; state: string; cause: string | null }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  return {
    lines,
    pid: child.pid ?? 0,
    async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** Whatever proxy this machine has, the lab does not. */
export const direct = {
  http_proxy: '',
  https_proxy: '',
  HTTP_PROXY: '',
  HTTPS_PROXY: '',
  all_proxy: '',
  ALL_PROXY: '',
};
