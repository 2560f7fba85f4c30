import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { hasProgram } from '../lab/possible.ts';
import { clawPossible } from './openclaw.ts';
import { type Ended, makePodman, podmanPossible, type RealPodman } from './podman.ts';

/** Whether the forms can be tried here; when not, `why` fits after "skipped: ". */
export async function formsPossible(): Promise<
  { ok: true; node: string; entry: string } | { ok: false; why: string }
> {
  const podman = podmanPossible();
  if (!podman.ok) return podman;
  const missing = ['slirp4netns', 'iptables'].find((name) => !hasProgram(name, '--version'));
  if (missing !== undefined) return { ok: false, why: `the program '${missing}' is missing` };
  if (!existsSync('/usr/libexec/podman/catatonit') && !hasProgram('catatonit', '--version'))
    return { ok: false, why: "the program 'catatonit' is missing" };
  const claw = await clawPossible();
  if (!claw.ok) return claw;
  const [node = '', entry = ''] = claw.argv;
  return { ok: true, node, entry };
}

/**
 * As OpenClaw's official image is laid out, but with nothing in it: this machine's programs, Node and OpenClaw are looked
 * into from outside, for a copy would take longer than all tests. A stand-in in the config's folder takes the place of the
 * gateway where a real one is not needed.
 */
const recipe = `FROM scratch
COPY root/ /
ENV PATH=/opt/bin:/usr/bin:/bin
USER 1000
CMD ["openclaw", "gateway"]
`;
const openclaw = `#!/bin/sh
[ "$1" = gateway ] && [ -f "$HOME/.openclaw/stand-in.cjs" ] && exec node "$HOME/.openclaw/stand-in.cjs" "$@"
exec node /opt/openclaw/node_modules/openclaw/openclaw.mjs "$@"
`;

function layOut(folder: string): void {
  const at = (...names: readonly string[]) => join(folder, 'root', ...names);
  for (const name of ['opt/bin', 'opt/openclaw', 'usr', 'tmp', 'home/node/.openclaw', 'etc'])
    mkdirSync(at(name), { recursive: true });
  for (const name of ['bin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, at(name));
  chmodSync(at('tmp'), 0o1777);
  writeFileSync(at('etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n');
  writeFileSync(at('opt/bin/openclaw'), openclaw, { mode: 0o755 });
  writeFileSync(at('opt/bin/node'), '');
  writeFileSync(join(folder, 'Containerfile'), recipe);
}

const patience = 60_000;

export interface FormsRoom {
  readonly podman: RealPodman;
  /** A person's home, with nothing in it. */
  readonly home: string;
  /** Runs the terminal command there; `typed` is what comes by its standard input. */
  offline(args: readonly string[], typed?: string): Promise<Ended>;
  /** A page that the gateway's port gives to whoever is on this machine; empty where it does not answer. */
  page(path: string): Promise<string>;
  /** Who came to the provider of models in the internet since this was asked last. */
  cloud(): Promise<{ readonly connections: number; readonly asked: readonly unknown[] }>;
  logs(name: string): Promise<string>;
  dispose(): Promise<void>;
}

/** Somebody's machine: a Podman with OpenClaw's image, an Ollama on loopback, and an internet of one server. */
export async function formsRoom(node: string, entry: string): Promise<FormsRoom> {
  const installed = dirname(dirname(dirname(entry)));
  const volumes = ['/usr:/usr:ro', `${node}:/opt/bin/node:ro`, `${installed}:/opt/openclaw:ro`];
  const podman = await makePodman(true, volumes);
  const image = mkdtempSync(join(tmpdir(), 'om-forms-'));
  const home = join(image, 'home');
  mkdirSync(home);
  layOut(image);
  const within = ['--target', String(podman.pid), '--net', '--', process.execPath];
  const script = (name: string) => join(import.meta.dirname, name);
  const env = { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C' };
  const own = { OFFLINE_MODE_TEST_ROOT: podman.root, OFFLINE_MODE_TEST_PERSON: home };
  const inRoom = async (args: readonly string[], input = ''): Promise<Ended> => {
    const options = { input, reject: false, extendEnv: false, timeout: patience } as const;
    const all = { ...env, ...own, OFFLINE_MODE_HOME: join(image, 'offline') };
    const { stdout, stderr, exitCode } = await execa('nsenter', [...within, ...args], {
      ...options,
      env: all,
    });
    return { stdout, stderr, exitCode };
  };
  const scene = spawn('nsenter', [...within, script('forms-scene.ts')], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const dispose = async () => {
    await endOf(scene);
    await podman.dispose();
    rmSync(image, { recursive: true, force: true });
  };
  try {
    await Promise.race([once(scene.stdout, 'data'), once(scene, 'exit')]);
    const built = await podman.podman(['build', '--quiet', '--tag', 'openclaw:local', image]);
    if (scene.exitCode !== null || built.exitCode !== 0) throw new Error(`no room: ${built.stderr}`);
  } catch (error) {
    await dispose();
    throw error;
  }
  const ask = "fetch(process.argv[1]).then((a) => a.text()).then(console.log, () => console.log(''))";
  const said = async (url: string) => (await inRoom(['-e', ask, url])).stdout.trim();
  return {
    podman,
    home,
    offline: (args, typed) => inRoom([script('forms-terminal.ts'), ...args], typed),
    page: (path) => said(`http://127.0.0.1:18789${path}`),
    cloud: async () => JSON.parse(await said('http://127.0.0.1:11433/')),
    logs: async (name) => {
      const { stdout, stderr } = await podman.podman(['logs', name]);
      return stdout + stderr;
    },
    dispose,
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
