import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerParts, tarOf } from '../engine/archives.ts';
import { type FakeOllama, startFakeOllama } from '../fakes/ollama-pull.ts';
import { json, serve } from '../openclaw/server.ts';
import { base, type HeldImage, openclawScript, own, podmanScript } from './stand-ins.ts';
import { direct, type Run } from './terminal.ts';

const program = new URL('../../out/main/terminal.js', import.meta.url).pathname;

/**
 * A machine on which nothing is prepared: a home of its own, an Ollama with its registry on loopback, and under a root of its own
 * a Podman and an OpenClaw that only know what is asked of them here. Everything else is real: the built program, its files, its
 * processes. The watching of the line is off, so that no packet leaves.
 */
export interface Lab {
  readonly home: string;
  readonly ollama: FakeOllama;
  /** OLLAMA_MODELS. */
  readonly models: string;
  readonly main: string;
  readonly small: string;
  /** Where the image's backup comes to lie. */
  readonly backup: string;
  /** The built command, to its end. */
  run(...args: readonly string[]): Promise<Run>;
  /** The built command in a terminal of its own, where a person answers `y` when asked; null where none can be made. */
  inTerminal(...args: readonly string[]): Promise<Run> | null;
  /** The built command, to be ended from outside. */
  begin(...args: readonly string[]): Going;
  /** What the journal says is being prepared. */
  jobs(): Promise<unknown>;
  /** Every line with which the stand-in of Podman was called. */
  podman(): Promise<string[]>;
  end(): Promise<void>;
}

export interface Going {
  readonly pid: number;
  /** Everything that it has said so far, of both outputs. */
  said(): string;
  /** Resolves when it says something like that. */
  says(what: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  type(text: string): void;
  readonly ended: Promise<Run>;
}

export async function prepareLab(): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), 'offline-mode-lab-'));
  const at = (...parts: string[]) => join(home, ...parts);
  const [models, ownFolder, recipe, there] = [at('models'), at('own'), at('recipe'), at('there')];
  const bin = at('root', 'usr', 'bin');
  for (const folder of [models, ownFolder, recipe, there, bin]) await mkdir(folder, { recursive: true });
  const ollama = await startFakeOllama({
    folder: models,
    speed: 4_000_000,
    bytes: (name) => (name.includes('main') ? 6_000_000 : 1_000_000),
  });
  const nameOf = (model: string) => `127.0.0.1:${ollama.port}/library/${model}:1b`;
  const [main, small] = [nameOf('main'), nameOf('small')];
  await writeFile(join(recipe, 'Containerfile'), `FROM ${base}\nRUN true\n`);
  const images = [await imageOf(at('base.tar'), base), await imageOf(at('own.tar'), own)];
  await executable(join(bin, 'podman'), podmanScript({ home, there, images }));
  const gateway = await serve(({ path }, answer) =>
    json(answer, path === '/startupz' ? { ok: true, status: 'started' } : { ready: true }),
  );
  await executable(join(bin, 'openclaw'), openclawScript(main));
  await writeFile(at('openclaw.json'), configOf(ollama.url, main, small));
  const settings = {
    ...{ version: 1, 'probe.enabled': false, 'ollama.places': [ollama.url] },
    ...{ 'openclaw.config': at('openclaw.json'), 'openclaw.port': gateway.port, 'image.context': recipe },
  };
  await writeFile(join(ownFolder, 'settings.json'), JSON.stringify(settings));
  const env = {
    ...{
      ...direct,
      PATH: process.env.PATH ?? '',
      LANG: 'C',
      COLUMNS: '1000',
      HOME: home,
      OFFLINE_MODE_HOME: ownFolder,
    },
    ...{ OLLAMA_MODELS: models, OFFLINE_MODE_TEST_ROOT: at('root') },
  };
  const open = new Set<Going>();
  const hold = (going: Going) => {
    open.add(going);
    void going.ended.then(() => open.delete(going));
    return going;
  };
  const begin = (...args: readonly string[]) => hold(started([process.execPath, program, ...args], env));
  return {
    ...{ home, ollama, models, main, small, begin },
    backup: at('backups', 'openclaw-local.tar'),
    run: (...args) => begin(...args).ended,
    inTerminal(...args) {
      if (process.platform !== 'linux' || !existsSync(script)) return null;
      const line = `stty cols 100; exec ${[process.execPath, program, ...args].join(' ')}`;
      const going = hold(started([script, '-qefc', line, '/dev/null'], { ...env, TERM: 'xterm' }));
      void going.says(/\[y\/N\]/).then(
        () => going.type('y\n'),
        () => undefined,
      );
      return going.ended;
    },
    jobs: async () => JSON.parse(await readFile(join(ownFolder, 'journal.json'), 'utf8')).jobs,
    podman: async () => (await readFile(at('podman.log'), 'utf8').catch(() => '')).split('\n'),
    async end() {
      for (const going of open) going.signal('SIGKILL');
      await Promise.all([...open].map(({ ended }) => ended));
      await Promise.all([ollama.stop(), gateway.close()]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Linux has it from util-linux; the one of macOS takes other words. */
const script = '/usr/bin/script';

/** A program begun, with what it says. */
export function started([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Going {
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, err, all] = ['', '', ''];
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    all += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    all += text;
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode ?? -1, out, err }));
  return {
    pid: child.pid ?? 0,
    ended,
    said: () => all,
    says: (what) =>
      new Promise((resolve, reject) => {
        const look = () => what.test(all) && resolve();
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without ${what}: ${all}`)));
      }),
    signal: (name) => void child.kill(name),
    type: (text) => void child.stdin.write(text),
  };
}

async function executable(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

async function imageOf(archive: string, name: string): Promise<HeldImage> {
  const { id, parts } = dockerParts({ layers: [Buffer.alloc(700_000, name)], names: [name] });
  const tar = await tarOf(parts);
  await writeFile(archive, tar);
  return { name, id, archive, bytes: tar.length };
}

/** Both models of the chain are Ollama's, the fallback the smaller one. */
const configOf = (url: string, main: string, small: string) =>
  JSON.stringify(
    {
      gateway: { mode: 'local' },
      agents: { defaults: { model: { primary: `ollama/${main}`, fallbacks: [`ollama/${small}`] } } },
      models: { providers: { ollama: { baseUrl: url, api: 'ollama', models: [] } } },
    },
    null,
    2,
  );
