import type { ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ExecaError, execa } from 'execa';
import { fail, ok, type Result } from '../../core/problem.ts';
import { attach, isTyped } from './attach.ts';
import { runCommand } from './command.ts';
import { converseWith } from './converse.ts';
import { codeOf } from './files.ts';
import { end, isRunning, launch } from './processes.ts';
import type { Output, Programs, RunOptions, WorkOptions } from './tools.ts';

/**
 * Known places, the system's own first: an app opened from Finder has no useful PATH, and a planted
 * program earlier on PATH must not be run.
 */
const places = [
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/opt/podman/bin',
];

/**
 * Where else a program is looked for, before the usual places. A Homebrew CLI cannot always talk to the daemon of
 * Tailscale's app, so the app's own binary goes first where the app is installed. In /usr/local/bin there may be the app's
 * own shim, or on an Intel Mac the CLI of Homebrew.
 */
const ownPlaces: Readonly<Record<string, readonly string[]>> = {
  tailscale: [
    '/Applications/Tailscale.app/Contents/MacOS/Tailscale',
    '~/Applications/Tailscale.app/Contents/MacOS/Tailscale',
    '/usr/local/bin/tailscale',
    '/opt/homebrew/bin/tailscale',
  ],
  ollama: [
    '/usr/local/bin/ollama',
    '/opt/homebrew/bin/ollama',
    '/Applications/Ollama.app/Contents/Resources/ollama',
  ],
  // The first two of each are pnpm's own home (since version 11, before it), which its setup puts before all else on PATH.
  pnpm: [
    ...['~/Library/pnpm/bin/pnpm', '~/Library/pnpm/pnpm'],
    ...['~/.local/share/pnpm/bin/pnpm', '~/.local/share/pnpm/pnpm', '~/.volta/bin/pnpm'],
  ],
};

const most = 1_000_000;

/** `root` is a folder that stands for `/`, for tests; the composition root of a packed app never hands one in. */
export function programsUnder(root: string): Programs {
  const found = new Map<string, string | null>();
  const find = (name: string) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const candidates = [...(ownPlaces[name] ?? []), ...places.map((place) => join(place, name))];
    const home = process.env.HOME ?? '/';
    const path = candidates.map((place) => join(root, place.replace(/^~/, home))).find(isExecutable) ?? null;
    // What is missing may be installed while we run.
    if (path !== null) found.set(name, path);
    return path;
  };
  const env = {
    PATH: places.map((place) => join(root, place)).join(':'),
    LC_ALL: 'C',
    HOME: process.env.HOME ?? '/',
    ...(process.env.XDG_RUNTIME_DIR ? { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR } : {}),
  };
  return {
    find,
    run: (name, args, options) =>
      run(find(name), name, args, { ...options, env: { ...beside(env, find(name)), ...options.env } }),
    follow: (name, args, line, signal) => follow(find(name), name, args, { line, signal, env }),
    work: (name, args, options) =>
      work(find(name), name, args, { ...options, env: { ...beside(env, find(name)), ...options.env } }),
    converse: (name, args, hear, signal) => {
      const path = find(name);
      return path === null ? null : converseWith(path, args, env, hear, signal);
    },
    attach: (name, argsFor) => attach(find(name), name, argsFor(isTyped()), env),
    command: runCommand,
    launch: (name, args, more) => launch(find(name), name, args, { ...env, ...more }),
    isRunning,
    end,
  };
}

/** A program from a place of its own finds what is installed beside it, last of all: pnpm starts node, and itself again. */
function beside<T extends { readonly PATH: string }>(env: T, path: string | null): T {
  return path === null ? env : { ...env, PATH: `${env.PATH}:${dirname(path)}` };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function run(
  path: string | null,
  name: string,
  args: readonly string[],
  { timeoutMs, signal, env, cwd, most: mostSaid = most }: RunOptions & { env: Record<string, string> },
): Promise<Result<Output>> {
  if (path === null) return fail('no-program', name);
  const child = execa(path, [...args], {
    env,
    extendEnv: false,
    ...(cwd === undefined ? {} : { cwd }),
    stdin: 'ignore',
    timeout: timeoutMs,
    cancelSignal: signal,
    forceKillAfterDelay: 1_000,
    maxBuffer: mostSaid,
    reject: false,
  });
  letGo(child.nodeChildProcess);
  const { stdout, stderr, exitCode, timedOut, isMaxBuffer, ...rest } = await child;
  if (timedOut) return fail('timed-out', name, String(timeoutMs / 1_000));
  if (isMaxBuffer) return fail('too-large', name, String(mostSaid));
  if (exitCode === undefined) return fail('unreachable', name, codeOf(rest));
  return ok({ stdout, stderr, exitCode });
}

/** How long in ms the output of a program may stay open after its end: a child of its own may hold on to it. */
const lingers = 500;

function letGo(child: ChildProcess): void {
  const close = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  child.once('exit', () => setTimeout(close, lingers).unref());
}

/** How long (ms) a program whose work was called off may take to tidy up. */
const tidies = 5_000;

async function work(
  path: string | null,
  name: string,
  args: readonly string[],
  { line, signal, env, cwd }: WorkOptions & { readonly env: Record<string, string> },
): Promise<Result<number>> {
  if (path === null) return fail('no-program', name);
  const child = execa(path, [...args], {
    env,
    extendEnv: false,
    ...(cwd === undefined ? {} : { cwd }),
    stdin: 'ignore',
    buffer: false,
    cancelSignal: signal,
    forceKillAfterDelay: tidies,
    reject: false,
  });
  letGo(child.nodeChildProcess);
  // A bar that is drawn anew ends its line by a carriage return.
  const lines = (from: 'out' | 'err') => {
    const split = lineSplitter((text) => line(text, from));
    return (chunk: string) => split(chunk.replace(/\r\n?/g, '\n'));
  };
  readCalmly(child.stdout, lines('out'));
  readCalmly(child.stderr, lines('err'));
  const { exitCode, ...rest } = await child;
  if (signal.aborted) return fail('called-off', name);
  // Ended by a signal of somebody else's.
  if (exitCode === undefined) return rest.signal ? ok(128) : fail('unreachable', name, codeOf(rest));
  return ok(exitCode);
}

interface Following {
  readonly line: (text: string) => void;
  readonly signal: AbortSignal;
  readonly env: Record<string, string>;
}

async function follow(
  path: string | null,
  name: string,
  args: readonly string[],
  { line, signal, env }: Following,
): Promise<Result<null>> {
  if (path === null) return fail('no-program', name);
  const child = execa(path, [...args], {
    env,
    extendEnv: false,
    stdin: 'ignore',
    stderr: 'ignore',
    buffer: false,
    cancelSignal: signal,
    forceKillAfterDelay: 500,
  });
  letGo(child.nodeChildProcess);
  readCalmly(child.stdout, lineSplitter(line));
  try {
    await child;
    return fail('monitor-ended', name);
  } catch (error) {
    if (signal.aborted) return ok(null);
    const why = error instanceof ExecaError ? error.shortMessage : String(error);
    return fail('monitor-ended', name, why.slice(0, 100));
  }
}

/** A chunk of this many characters means that more is waiting than anybody can use; then reading rests, for ms. */
const [flood, rest] = [16_384, 100];

/** A flood is read at half a megabyte a second or so: the pipe fills up and the program has to wait. */
function readCalmly(stream: Readable, take: (chunk: string) => void): void {
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    take(chunk);
    if (chunk.length < flood) return;
    stream.pause();
    setTimeout(() => stream.resume(), rest);
  });
}

/** The longest line, in characters. */
const longest = 65_536;

/** Cuts a stream into lines. A longer line than the longest is left out, so nothing grows. */
export function lineSplitter(line: (text: string) => void): (chunk: string) => void {
  let rest = '';
  let isTooLong = false;
  return (chunk) => {
    const parts = chunk.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      if (!isTooLong && rest.length + part.length <= longest) line(rest + part);
      rest = '';
      isTooLong = false;
    }
    isTooLong ||= rest.length + last.length > longest;
    rest = isTooLong ? '' : rest + last;
  };
}
