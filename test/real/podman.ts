import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { hasProgram } from '../lab/possible.ts';
import { compile, furnish } from './scratch-image.ts';

/** The system's own programs; nothing of the test's PATH gets in the way of them. */
const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };

/**
 * A Podman of its own, as far from the machine's as a mount namespace can keep it: other configuration, /run,
 * locks and storage. What Podman leaves mounted ends with the namespace. The way out is taken only when the way in was
 * walked to its end, or it would remove the machine's own containers. It ends with its standard input, so nothing
 * outlives a test that was killed. What Podman cannot end, its storage being broken, its runtime does; whatever else
 * still runs in the namespace was started by the test. A latecomer finds an empty folder, not the machine's storage.
 */
const room = `
set -e
folder=$1
cd "$folder"
[ "$(stat -f -c %T /sys/fs/cgroup)" = cgroup2fs ] || mount -t cgroup2 none /sys/fs/cgroup
names=$(readlink -f /etc/resolv.conf)
cp "$names" resolv.conf || true
mount -t tmpfs tmpfs /run
[ -e "$names" ] || { mkdir -p "$(dirname "$names")"; cp resolv.conf "$names"; } || true
mount -t tmpfs tmpfs /dev/shm
mount --bind etc /etc/containers
mkdir -p /var/lib/containers
mount -t tmpfs tmpfs /var/lib/containers
mount --bind storage /var/lib/containers
leave() {
  set +e
  cd /
  timeout 20 podman rm --all --force --time 0
  for runtime in crun runc; do
    for id in $($runtime list -q); do $runtime delete --force "$id"; done
  done
  room=$(readlink /proc/self/ns/mnt | tr '[]' '??')
  for link in $(find /proc -maxdepth 3 -path '/proc/[0-9]*/ns/mnt' -lname "$room"); do
    pid=\${link#/proc/}
    [ "\${pid%/ns/mnt}" = $$ ] || kill -KILL "\${pid%/ns/mnt}"
  done
  umount -R -l /var/lib/containers
  rmdir /sys/fs/cgroup/libpod_parent/conmon /sys/fs/cgroup/libpod_parent
  rm -rf "$folder"
} > /dev/null 2>&1
trap leave EXIT
trap 'exit 1' HUP INT TERM
`;

/** Says that the room is open and stays there until standard input ends. */
const hold = 'echo ready\ncat > /dev/null\n';

/**
 * The room's own network, apart from the machine's, where Podman may make bridges and rules: public addresses that are
 * only there, so that somebody can stand in for the internet, and a resolver of its own.
 */
const apart = `
ip link set lo up
for address in 1.1.1.1 8.8.8.8 9.9.9.9; do ip address add $address/32 dev lo; done
ip link add lan0 type bridge
ip address add 192.168.50.2/24 dev lan0
ip link set lan0 up
echo 1 > /proc/sys/net/ipv4/ip_forward
echo nameserver 1.1.1.1 > resolv.conf
mount --bind resolv.conf "$names"
`;

/** Everything that tests rely on, once: compile, build, start, stop. */
const trial = `
cd image
${compile.join(' ')}
timeout 20 podman build --quiet --tag trial "$folder/image" > /dev/null
timeout 20 podman run --detach --network none --name trial trial > /dev/null
timeout 20 podman stop trial > /dev/null
`;

const enter = (folder: string, then: string, isApart = false): [string, string[]] => [
  'unshare',
  [
    ...['--mount', '--propagation', 'slave', ...(isApart ? ['--net'] : [])],
    ...['sh', '-c', `${room}${isApart ? apart : ''}${then}`, 'sh', folder],
  ],
];

function tryPodman(): string | undefined {
  const folder = furnish();
  const { status, stderr } = spawnSync(...enter(folder, trial), { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (status === 0) return undefined;
  const said = (stderr ?? '').trim().split('\n').at(-1);
  return `Podman cannot run a container here (${said || 'it did not end in 20 s'})`;
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `Podman runs by itself on Linux only, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'only root may give Podman a mount namespace; run it as root';
  const packages = { podman: 'podman', unshare: 'util-linux', nsenter: 'util-linux', cc: 'gcc libc6-dev' };
  const missing = Object.entries(packages).find(([name]) => !hasProgram(name, '--version'));
  if (missing !== undefined) return `the program '${missing[0]}' is missing; apt-get install ${missing[1]}`;
  return tryPodman();
}

let known: { ok: true } | { ok: false; why: string } | undefined;

/** Whether a container can be run here; when not, `why` fits after "skipped: ". Takes a second, the first time. */
export function podmanPossible(): { ok: true } | { ok: false; why: string } {
  if (known !== undefined) return known;
  const why = whyNot();
  known = why === undefined ? { ok: true } : { ok: false, why };
  return known;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

export interface RunOptions {
  readonly image: string;
  /** For `podman run`; without any `--network` the container gets one of its own. */
  readonly flags?: readonly string[];
  /** Where it answers HTTP inside of its network. */
  readonly port?: number;
  /** Whether it ignores SIGTERM. */
  readonly isDeaf?: boolean;
}

export interface RealPodman {
  /** The process that holds the room, for `nsenter`. */
  readonly pid: number;
  /** A folder that stands for `/`, with `usr/bin/podman` and no other program. */
  readonly root: string;
  /** Podman's storage, for tests that break it. */
  readonly storage: string;
  podman(args: readonly string[]): Promise<Ended>;
  buildImage(tag: string): Promise<void>;
  run(name: string, options: RunOptions): Promise<void>;
  /** Removes the containers, the namespace and the folder. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Podman in the room, where the caller stands; the shell is there because nsenter loses the folder. */
const door = (pid: number, isApart: boolean) => `#!/bin/sh
export PATH=${env.PATH}
exec nsenter --target ${pid} --mount ${isApart ? '--net ' : ''}-- sh -c 'cd "$0"; exec podman "$@"' "$PWD" "$@"
`;

async function open(folder: string, isApart: boolean): Promise<ChildProcess> {
  const child = spawn(...enter(folder, hold, isApart), {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode === null) return child;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`Podman got no room of its own: ${complaint.trim()}`);
}

async function must(ending: Promise<Ended>): Promise<void> {
  const { exitCode, stderr } = await ending;
  if (exitCode !== 0) throw new Error(`Podman ended with ${exitCode}: ${stderr}`);
}

/**
 * Opens a Podman of its own, which is empty. `podmanPossible` knows whether this can be done. With `isApart` it also has a
 * network of its own, and all containers see these folders and files of the machine.
 */
export async function makePodman(isApart = false, volumes: readonly string[] = []): Promise<RealPodman> {
  const folder = furnish(volumes);
  const child = await open(folder, isApart);
  const program = join(folder, 'usr/bin/podman');
  writeFileSync(program, door(child.pid ?? 0, isApart), { mode: 0o755 });
  const options = { env, extendEnv: false, stdin: 'ignore', reject: false } as const;
  const podman = async (args: readonly string[]): Promise<Ended> => {
    const { stdout, stderr, exitCode } = await execa(program, args, options);
    return { stdout, stderr, exitCode };
  };
  const image = join(folder, 'image');
  return {
    pid: child.pid ?? 0,
    root: folder,
    storage: join(folder, 'storage/storage'),
    podman,
    async buildImage(tag) {
      const [compiler, ...args] = compile;
      await execa(compiler, args, { cwd: image });
      await must(podman(['build', '--quiet', '--tag', tag, image]));
    },
    async run(name, { image, flags = [], port = 0, isDeaf = false }) {
      const args = [image, String(port), ...(isDeaf ? ['deaf'] : [])];
      await must(podman(['run', '--detach', '--name', name, ...flags, ...args]));
    },
    async dispose() {
      const isOver = child.exitCode !== null || child.signalCode !== null;
      const gone = isOver ? null : once(child, 'exit');
      child.stdin?.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
