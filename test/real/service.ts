import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { installed, type Program } from './go.ts';

/** A TCP port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Asks again until there is an answer; a throw counts as none. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  patience = 30_000,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms.`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/**
 * A shell that waits for this process to be gone, however it goes: its standard input ends then, and it kills
 * the program's group by number. Without it a killed test run would leave servers behind.
 */
function guard(pid: number): ChildProcess {
  const command = `read -r _; kill -s KILL -- -${pid}`;
  const shell = spawn('sh', ['-c', command], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  return shell;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

/** A real program that can be ended and started again. */
export interface Service {
  /** Starts it and waits until it is up. */
  start(): Promise<void>;
  /** Asks it to end, and after five seconds makes it. Safe to call twice. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  pid(): number;
  /** The last of what it said, for the words of a failed test. */
  said(): string;
}

/** A service with this environment and no other, in a group of its own with all that it starts itself. */
export function makeService(
  name: Program,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isUp: () => Promise<boolean>,
): Service {
  const env = { PATH: process.env.PATH ?? '', ...environment };
  let child: ChildProcess | undefined;
  let gone: Promise<void> = Promise.resolve();
  let said = '';
  const hasEnded = () => child === undefined || child.exitCode !== null || child.signalCode !== null;
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child?.kill(signal);
    const timer = setTimeout(() => child?.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
  };
  return {
    stop,
    pid: () => child?.pid ?? 0,
    said: () => said,
    async start() {
      const path = await installed(name);
      if (await isUp().catch(() => false)) throw new Error(`${name}: another one is up at its address.`);
      const begun = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      await once(begun, 'spawn');
      child = begun;
      const pid = begun.pid ?? 0;
      const shell = guard(pid);
      gone = once(begun, 'exit').then(() => {
        shell.kill('SIGKILL');
        killGroup(pid);
      });
      for (const stream of [begun.stdout, begun.stderr])
        stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-64_000)));
      await until(`${name} is up`, async () => hasEnded() || (await isUp()) || undefined).catch(() => stop());
      if (hasEnded()) throw new Error(`${name} did not start: ${said.trim().slice(-2_000)}`);
    },
  };
}
