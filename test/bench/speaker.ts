import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Lab } from '../lab/lab.ts';
import type { Checker } from './checkers.ts';
import { lineOnlyRoot } from './line-only.ts';
import { signalTree, treeOf } from './processes.ts';
import type { Saying } from './truth.ts';

const root = lineOnlyRoot();

/** What was said, and when its line arrived, in ms on performance.now(). */
export interface Said extends Saying {
  readonly at: number;
}

/** A checker that runs in a lab and is listened to. */
export interface Speaker {
  readonly checker: Checker;
  readonly pid: number;
  readonly said: readonly Said[];
  /** Resolves when `is` takes what it says now, or with false when that did not come within `ms` or it has ended. */
  until(is: (said: Said) => boolean, ms: number): Promise<boolean>;
  /** Its exit code once it has ended by itself; null while it runs. */
  exitCode(): number | null;
  end(): Promise<void>;
}

/** Those that run. */
const running = new Set<Speaker>();

/** Ends every checker that still runs, for a bench that is told to stop. */
export async function endSpeakers(): Promise<void> {
  await Promise.all([...running].map((speaker) => speaker.end()));
}

/** Milliseconds a checker gets to end before it is killed. */
const PATIENCE = 4_000;

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function endChild(child: ChildProcess, home: string): Promise<void> {
  if (!isOver(child)) {
    const exited = once(child, 'exit');
    const left = treeOf(child.pid ?? 0);
    const timer = setTimeout(() => left.forEach(kill), PATIENCE);
    child.stdin?.end();
    child.kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  }
  rmSync(home, { recursive: true, force: true });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** This machine's proxies are not the lab's. */
const withoutProxies = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/_proxy$/i.test(name)));

/** Starts a checker on the lab's machine, with a home of its own. */
export function startSpeaker(lab: Lab, checker: Checker, home = newHome()): Speaker {
  const [command = '', ...args] = lab.wrap(checker.argv);
  const env = {
    ...withoutProxies(process.env),
    ...lab.env,
    OFFLINE_MODE_HOME: home,
    OFFLINE_MODE_TEST_ROOT: root,
    LANG: 'C',
  };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const said: Said[] = [];
  const hearers = new Set<() => void>();
  const tell = (): void => [...hearers].forEach((hear) => void hear());
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push({ at: performance.now(), ...checker.read(line) });
    tell();
  });
  child.on('exit', tell);
  const speaker: Speaker = {
    ...{ checker, pid: child.pid ?? 0, said },
    until: (is, ms) =>
      waitFor(() => (is(said.at(-1) ?? NOTHING) ? true : isOver(child) ? false : null), hearers, ms),
    exitCode: () => child.exitCode,
    end: async () => {
      await endChild(child, home);
      running.delete(speaker);
    },
  };
  running.add(speaker);
  return speaker;
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'om-bench-'));

const NOTHING: Said = { at: 0, isUp: null, word: '' };

/** `verdict`: null as long as it is open. */
function waitFor(verdict: () => boolean | null, hearers: Set<() => void>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = verdict();
      if (found !== null) end(found);
    };
    const end = (met: boolean): void => {
      clearTimeout(timer);
      hearers.delete(look);
      resolve(met);
    };
    const timer = setTimeout(() => end(false), ms);
    hearers.add(look);
    look();
  });
}

/** As if the lid were closed: everything of the checker stands still. */
export const freeze = ({ pid }: Speaker): void => signalTree(pid, 'SIGSTOP');
export const thaw = ({ pid }: Speaker): void => signalTree(pid, 'SIGCONT');
