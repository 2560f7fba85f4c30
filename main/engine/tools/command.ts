import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';
import type { CommandEnd, CommandOptions } from './tools.ts';

/** How long (ms) a group that was asked to end has for it, and how often it is looked whether it has. */
const [tidies, looks] = [2_000, 50];
/** How long (ms) what was said last is waited for after the end: something else may hold the output open. */
const lingers = 200;

/** See `Programs.command`. */
export async function runCommand(
  argv: readonly string[],
  { env, home, timeoutMs, signal, most }: CommandOptions,
): Promise<Result<CommandEnd>> {
  const [typed = '', ...args] = argv;
  const program = typed.startsWith('~/') ? join(home, typed.slice(2)) : typed;
  const trusted = await mayRun(program, typed);
  if (!trusted.ok) return trusted;
  const cwd = (await stat(home).catch(() => null))?.isDirectory() ? home : '/';
  if (signal.aborted) return fail('called-off', typed);
  const child = spawn(program, args, {
    cwd,
    env: { ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = keepLast(most, [child.stdout, child.stderr]);
  let isLate = false;
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= endGroup(child.pid);
  };
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeoutMs);
  signal.addEventListener('abort', end, { once: true });
  const ended = await new Promise<Result<Pick<CommandEnd, 'exitCode' | 'endedBy'>>>((resolve) => {
    child.once('error', (error) => resolve(fail('hook-unstarted', typed, codeOf(error))));
    child.once('exit', (exitCode, endedBy) => resolve(ok({ exitCode, endedBy })));
  });
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  await said.ended();
  // What it has left behind in its group ends with it.
  end();
  await ending;
  if (!ended.ok) return ended;
  return signal.aborted && !isLate
    ? fail('called-off', typed)
    : ok({ ...ended.value, isLate, said: said.text() });
}

/** A program that nobody but this person and the system can change: else whoever can would run what they like as this person. */
async function mayRun(program: string, typed: string): Promise<Result<null>> {
  const real = await realpath(program).catch(() => null);
  const found = real === null ? null : await stat(real).catch(() => null);
  if (real === null || found === null) return fail('hook-missing', typed);
  const isExecutable = await access(real, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!found.isFile() || !isExecutable) return fail('hook-not-program', typed);
  if (!isOurs(found.uid)) return fail('hook-foreign', typed);
  if ((found.mode & 0o022) !== 0) return fail('hook-loose', typed, real);
  const loose = await looseFolder(dirname(real));
  return loose === null ? ok(null) : fail('hook-loose', typed, loose);
}

const isOurs = (uid: number): boolean => uid === 0 || uid === process.getuid?.();

/** A folder above it in which everybody may put another file in its place; a sticky one keeps them from it. */
async function looseFolder(folder: string): Promise<string | null> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found && (found.mode & 0o002) !== 0 && (found.mode & 0o1000) === 0) return at;
    if (found && !isOurs(found.uid)) return at;
    if (at === dirname(at)) return null;
  }
}

/** Asks the whole group to end, and kills what has not after a while. Resolves when nothing of it is left, or nothing more can be done. */
async function endGroup(leader: number | undefined): Promise<void> {
  if (leader === undefined || !tell(leader, 'SIGTERM')) return;
  for (let waited = 0; waited < tidies; waited += looks) {
    await new Promise((done) => setTimeout(done, looks));
    if (!tell(leader, 0)) return;
  }
  tell(leader, 'SIGKILL');
}

/** Whether there was anybody left to be told. */
function tell(leader: number, what: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, what);
    return true;
  } catch {
    return false;
  }
}

/** Of everything that comes only the last characters are kept, and a flood is read slowly, so that it costs nothing. */
function keepLast(most: number, streams: readonly (Readable | null)[]) {
  let text = '';
  const there = streams.filter((stream) => stream !== null);
  for (const stream of there) {
    stream.on('error', () => {});
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-most);
      if (chunk.length < flood) return;
      stream.pause();
      setTimeout(() => stream.resume(), rest).unref();
    });
  }
  const closed = Promise.all(
    there.map((stream) => new Promise<void>((done) => void stream.once('close', () => done()))),
  );
  return {
    text: () => text,
    async ended(): Promise<void> {
      for (const stream of there) stream.resume();
      await Promise.race([closed, new Promise((done) => setTimeout(done, lingers))]);
      for (const stream of there) stream.destroy();
    },
  };
}

/** See `programs.ts`. */
const [flood, rest] = [16_384, 100];
