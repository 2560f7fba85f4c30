import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Said {
  readonly isOwner?: boolean;
  readonly mode?: string;
  readonly pid?: number;
  readonly problem?: { readonly code: string; readonly about: string };
  readonly sent?: unknown;
  readonly silentFor?: number;
  readonly read?: { readonly ok: boolean; readonly problem?: { readonly code: string } };
}

/** A process with a seat. */
export interface SeatProcess {
  readonly pid: number;
  readonly said: Said[];
  isOwner(): boolean | undefined;
  mode(): string | undefined;
  /** The process of the engine that the last snapshot came from. */
  enginePid(): number | undefined;
  tell(word: string): void;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export const newHome = () => mkdtempSync(join(tmpdir(), 'oms-'));

const started = new Set<ChildProcess>();

export function startSeat(home: string, owner: 'app' | 'terminal' = 'terminal'): SeatProcess {
  const script = join(import.meta.dirname, 'seat-process.ts');
  const env = { ...process.env, OFFLINE_MODE_HOME: home };
  const child = spawn(process.execPath, [script, owner], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  started.add(child);
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line)));
  const last = <K extends keyof Said>(key: K) => said.findLast((line) => line[key] !== undefined)?.[key];
  return {
    pid: child.pid ?? 0,
    said,
    isOwner: () => last('isOwner'),
    mode: () => last('mode'),
    enginePid: () => last('pid'),
    tell: (word) => void child.stdin.write(`${word}\n`),
    async kill(signal) {
      const isEnding = signal === 'SIGKILL' || signal === 'SIGTERM';
      const gone =
        isEnding && child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child.kill(signal);
      await gone;
    },
  };
}

/** Ends all that were started, whatever state they are in. */
export async function endSeats(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  started.clear();
}

export const removeHome = (home: string) => rmSync(home, { recursive: true, force: true });
