import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { STAND_INS } from './stand-ins.ts';

/** Tailscale 1.104 asks for a Go of 1.27, so this is the newest that a Go of 1.26 builds. */
const TAILSCALE = { module: 'tailscale.com', version: '1.102.5', stamps: ['longStamp', 'shortStamp'] };
/** The newest release, and the first minor version whose policy has the `nodeAttrs` that netmap caches need. */
const HEADSCALE = { module: 'github.com/juanfont/headscale', version: '0.29.2', stamps: [] };
/** The newest that the checksum database knows; it still carries llama.cpp as sources for cgo. */
const OLLAMA = { module: 'github.com/ollama/ollama', version: '0.17.4', stamps: ['Version'] };
/** The oldest Go that builds all of them. */
const GO = { major: 1, minor: 26 };

const PROGRAMS = {
  ollama: { ...OLLAMA, folder: '' },
  tailscale: { ...TAILSCALE, folder: '/cmd/tailscale' },
  tailscaled: { ...TAILSCALE, folder: '/cmd/tailscaled' },
  derper: { ...TAILSCALE, folder: '/cmd/derper' },
  headscale: { ...HEADSCALE, folder: '/cmd/headscale' },
};

/** A search for captive portals asks hosts of the internet. */
const TAGS = 'ts_omit_captiveportal';

export type Program = keyof typeof PROGRAMS;

/** Where the programs are kept, so that only the first run of a machine builds them. */
export function cacheFolder(): string {
  return process.env.OFFLINE_MODE_REAL_CACHE ?? join(homedir(), '.cache', 'offline-mode-real');
}

/** Whether programs can be built here; when not, `why` says it in words that fit after "skipped,". */
export function goPossible(): { ok: true } | { ok: false; why: string } {
  const { stdout, error } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  if (error !== undefined) return { ok: false, why: "the program 'go' is missing" };
  const [, major = 0, minor = 0] = /^go(\d+)\.(\d+)/.exec(stdout)?.map(Number) ?? [];
  if (major > GO.major || (major === GO.major && minor >= GO.minor)) return { ok: true };
  return { ok: false, why: `Go ${GO.major}.${GO.minor} or newer is needed, this is ${stdout.trim()}` };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * One build at a time for this cache. The lock is made by a link, so that it always names its owner; the lock
 * of an owner that is gone is taken over. Should two ever build at once all the same, each has its own folder.
 */
async function withLock(act: () => Promise<void>): Promise<void> {
  const path = join(cacheFolder(), 'building.lock');
  const mine = `${path}-${process.pid}`;
  const take = () =>
    link(mine, path).then(
      () => true,
      () => false,
    );
  for (;;) {
    await writeFile(mine, String(process.pid));
    if (await take()) break;
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (owner !== 0 && !isAlive(owner)) await rm(path, { force: true });
    await new Promise((done) => setTimeout(done, 250));
  }
  try {
    await act();
  } finally {
    await rm(path, { force: true });
    await rm(mine, { force: true });
  }
}

/** Runs a command of a build to its end; gives its standard output, or fails with the last it said. */
async function run(folder: string, command: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, GOWORK: 'off', CGO_ENABLED: folder.endsWith('-ollama') ? '1' : '0' };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-4_000)));
  const [code] = await once(child, 'close');
  if (code === 0) return out.trim();
  throw new Error(`'${command} ${args.join(' ')}' ended with code ${code}: ${complaint.trim()}`);
}

/** A copy of Ollama's sources with the stand-ins, taken instead of the module. */
async function completeOllama(work: string): Promise<void> {
  // Of a module that was never here the list knows no folder.
  await run(work, 'go', 'mod', 'download', OLLAMA.module);
  const sources = await run(work, 'go', 'list', '-mod=mod', '-m', '-f={{.Dir}}', OLLAMA.module);
  await run(work, 'cp', '-R', sources, 'sources');
  await run(work, 'chmod', '-R', 'u+w', 'sources');
  for (const [name, text] of Object.entries(STAND_INS)) {
    const path = join(work, 'sources/llama/llama.cpp', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${text}\n`);
  }
  await run(work, 'go', 'mod', 'edit', `-replace=${OLLAMA.module}=./sources`);
}

/**
 * Built as a dependency of an empty module: `go install` would also ask which versions there are, and not
 * every module proxy tells that of every module.
 */
async function build(name: Program, path: string): Promise<void> {
  const { module, folder, version, stamps } = PROGRAMS[name];
  const work = join(cacheFolder(), `building-${process.pid}-${name}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const head = `module real\n\ngo ${GO.major}.${GO.minor}\n\nrequire ${module} v${version}\n`;
  await writeFile(join(work, 'go.mod'), head);
  if (name === 'ollama') await completeOllama(work);
  const says = stamps.map((stamp) => `-X=${module}/version.${stamp}=${version}`).join(' ');
  const flags = ['-mod=mod', '-p=2', '-trimpath', `-tags=${TAGS}`, `-ldflags=-s -w ${says}`, `-o=${name}`];
  await run(work, 'go', 'build', ...flags, `${module}${folder}`);
  await mkdir(dirname(path), { recursive: true });
  await rename(join(work, name), path);
  await rm(work, { recursive: true, force: true });
}

/** The absolute path of a real program, built at first use. Its folder holds nothing else: it fits in a PATH. */
export async function installed(name: Program): Promise<string> {
  const path = join(cacheFolder(), `${name}-${PROGRAMS[name].version}`, name);
  if (existsSync(path)) return path;
  const possible = goPossible();
  if (!possible.ok) throw new Error(`${name} cannot be built: ${possible.why}.`);
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(async () => {
    if (!existsSync(path)) await build(name, path);
  });
  return path;
}
