import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Seen {
  /** When the line arrived, ms on performance.now(). */
  readonly arrived: number;
  readonly state: string;
  readonly cause: string | null;
}

export interface Watcher {
  readonly pid: number;
  readonly lines: Seen[];
  /** The first line from `since` on that `is` takes, or null when it did not come within `ms`. */
  seen(is: (line: Seen) => boolean, since: number, ms: number): Promise<Seen | null>;
  end(): Promise<void>;
}

/** Runs `offline-mode watch --json` as a person would and keeps its lines with the moment they came. */
export async function watchVerdicts(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Watcher> {
  const [file = '', ...args] = command;
  const child: ChildProcess = spawn(file, [...args, 'watch', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: Seen[] = [];
  const hearers = new Set<() => void>();
  if (!child.stdout) throw new Error('the watcher has no output');
  createInterface({ input: child.stdout }).on('line', (text) => {
    const { state, cause } = JSON.parse(text) as { state: string; cause: string | null };
    lines.push({ arrived: performance.now(), state, cause });
    for (const hear of [...hearers]) hear();
  });
  return {
    pid: child.pid ?? 0,
    lines,
    seen: (is, since, ms) =>
      new Promise((resolve) => {
        const look = () => {
          const found = lines.find((line) => line.arrived >= since && is(line));
          if (found) end(found);
        };
        const end = (found: Seen | null) => {
          clearTimeout(timer);
          hearers.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => end(null), ms);
        hearers.add(look);
        look();
      }),
    async end() {
      if (child.exitCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
