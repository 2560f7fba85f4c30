import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { z } from 'zod';

type Env = Readonly<Record<string, string | undefined>>;
type Wish = { config: unknown; port?: number; until?: 'live' | 'ready'; env?: Env; args?: readonly string[] };

// Pinned: what the tests expect was measured on this one.
const version = '2026.9.6';
const cache = process.env.OFFLINE_MODE_REAL_CACHE ?? join(homedir(), '.cache', 'offline-mode-real');
const installed = join(cache, `openclaw-${version}`);
const entry = join(installed, 'node_modules', 'openclaw', 'openclaw.mjs');

/** In ms, for two busy cores. A stop takes 1 s; with a channel that cannot reach its service, it takes forever. */
const patience = { install: 300_000, start: 120_000, command: 90_000, stop: 10_000 } as const;

const forget = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** What runs and the folder it owns: neither may outlive the test run, however that ends. */
const alive = new Map<ChildProcess, string>();
process.on('exit', () => {
  for (const [child, folder] of alive) {
    child.kill('SIGKILL');
    forget(folder);
  }
});

/** Runs a program inside a folder it owns, with nothing but `env`. `log` grows while it runs. */
function start([file = '', ...args]: readonly string[], env: Env, folder: string, timeout = 0) {
  const how = { cwd: folder, env, extendEnv: false, stdin: 'ignore', all: true, reject: false } as const;
  const running = execa(file, args, { ...how, timeout, forceKillAfterDelay: patience.stop });
  const child = running.nodeChildProcess;
  alive.set(child, folder);
  let log = '';
  running.all.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = running.then(({ exitCode, stdout, shortMessage = '' }) => {
    alive.delete(child);
    return { exitCode, stdout, log: log || shortMessage };
  });
  return { running, ended, log: () => log, isAlive: () => alive.has(child) };
}

/** OpenClaw wants Node 24.16 or a later 24: the one among the project's packages, else the one that runs this. */
function clawNode(): string {
  const ours = join(import.meta.dirname, '../../node_modules/.bin/node');
  if (existsSync(ours)) return ours;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major !== 24 || minor < 16)
    throw new Error('OpenClaw needs Node 24.16, npm install has not brought it');
  return process.execPath;
}

/** Takes the lock, or gives false while a living process has it. That of a dead one is taken away. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!existsSync(lock)) throw error;
  }
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch {
    rmSync(lock, { force: true });
  }
  return false;
}

/** One install at a time, in all processes of a test run. */
async function installOnce(): Promise<string> {
  const lock = `${installed}.lock`;
  mkdirSync(cache, { recursive: true });
  while (!existsSync(entry)) {
    if (take(lock)) await install().finally(() => rmSync(lock));
    else await sleep(250);
  }
  return entry;
}

/** npm fills a folder that gets its name only when it is complete, so a killed install leaves no half of one. */
async function install(): Promise<void> {
  if (existsSync(entry)) return;
  const partial = mkdtempSync(`${installed}.partial-`);
  const calm = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'];
  const argv = ['npm', 'install', ...calm, '--prefix', partial, `openclaw@${version}`];
  const env = { ...process.env, PATH: `${dirname(clawNode())}${delimiter}${process.env.PATH ?? ''}` };
  const { exitCode, log } = await start(argv, env, partial, patience.install).ended;
  if (exitCode === 0) return renameSync(partial, installed);
  forget(partial);
  const why = /npm error code (\S+)/.exec(log)?.[1] ?? log.trim().slice(0, 200);
  throw new Error(`npm could not install openclaw@${version} (${why})`);
}

let installing: Promise<string> | undefined;

/** The entry script of the real OpenClaw. The first call on a computer downloads it. */
export const installedClaw = () => (installing ??= installOnce());
const clawArgv = async () => [clawNode(), await installedClaw()];

/** Whether the real OpenClaw can be run here; when not, `why` says it in words that fit after "skipped: ". */
export async function clawPossible(): Promise<{ ok: true; argv: string[] } | { ok: false; why: string }> {
  try {
    return { ok: true, argv: await clawArgv() };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

/** Nothing of the tester's own, no keys and no proxy, and OpenClaw neither updates, nor reports, nor announces. */
const clawEnv = (home: string) => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  HOME: home,
  OPENCLAW_HOME: home,
  OPENCLAW_NO_AUTO_UPDATE: '1',
  OPENCLAW_DISABLE_BONJOUR: '1',
  OPENCLAW_NO_RESPAWN: '1',
  DO_NOT_TRACK: '1',
});

const newHome = () => mkdtempSync(join(tmpdir(), 'omclaw-'));

/** Runs one command of OpenClaw in an empty home, or in that of a gateway when `env` names it. */
export async function runClaw(args: readonly string[], env: Env = {}) {
  const argv = [...(await clawArgv()), ...args];
  const home = newHome();
  const { ended } = start(argv, { ...clawEnv(home), ...env }, home, patience.command);
  return ended.finally(() => forget(home));
}

/** What OpenClaw itself says about a configuration file. */
export function validate(configPath: string, env: Env = {}) {
  return runClaw(['config', 'validate', '--json'], { ...env, OPENCLAW_CONFIG_PATH: configPath });
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Puts a program `openclaw` where the product looks when `folder` stands for `/`. It lives in `home`, never the tester's. */
export async function wrapClaw(folder: string, home = folder): Promise<string> {
  const path = join(folder, 'usr', 'bin', 'openclaw');
  const env = Object.entries(clawEnv(home)).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const exec = `exec ${(await clawArgv()).map(quoted).join(' ')} "$@"`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, ['#!/bin/sh', ...env, exec, ''].join('\n'), { mode: 0o755 });
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await once(server.close(), 'close');
  return port;
}

/** A 200 proves nothing, because the control page answers every path: the body has to say it. */
async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  const body = z.object({ ok: z.literal(true), status: z.enum(['live', 'started']) });
  return body.safeParse(await response?.json().catch(() => undefined)).success;
}

export type Claw = Awaited<ReturnType<typeof startClaw>>;

/**
 * Starts a real gateway on loopback; `config` is an object or the text of the file. `live`: it answers. `ready`:
 * what starts beside it has settled, whatever its channels say. When it does not come up, fails with its own words.
 */
export async function startClaw({ config, until = 'ready', env = {}, args = [], ...wish }: Wish) {
  const argv = await clawArgv();
  const port = wish.port ?? (await freePort());
  const home = newHome();
  const configPath = join(home, '.openclaw', 'openclaw.json');
  mkdirSync(dirname(configPath), { mode: 0o700 });
  writeFileSync(configPath, typeof config === 'string' ? config : JSON.stringify(config), { mode: 0o600 });
  const command = [...argv, 'gateway', '--port', String(port), '--bind', 'loopback', ...args];
  const { running, ended, log, isAlive } = start(command, { ...clawEnv(home), ...env }, home);
  const stop = async () => {
    running.kill();
    await ended.finally(() => forget(home));
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + patience.start;
  while (!(await answers(`${url}${until === 'live' ? '/healthz' : '/startupz'}`))) {
    await sleep(100);
    if (isAlive() && Date.now() < deadline) continue;
    await stop();
    throw new Error(`OpenClaw ended with ${(await ended).exitCode}: ${log().slice(-2_000)}`);
  }
  return { url, port, home, configPath, pid: running.pid ?? 0, log, stop };
}
