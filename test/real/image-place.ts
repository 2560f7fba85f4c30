import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobAsk, JobEnd, Progressed } from '../../main/core/jobs/job.ts';
import { noProofs, type Proofs, withProofs } from '../../main/core/ready/proofs.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { imageJobs } from '../../main/engine/jobs/images.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { RealPodman } from './podman.ts';

export const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** A folder for backups, with disks of their own in it: a small one, and one that takes nothing. */
export interface ImagePlace {
  readonly folder: string;
  /** 400 MB. */
  readonly small: string;
  readonly readOnly: string;
  dispose(): void;
}

function must(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

/** Made before Podman gets its room, which takes over what is mounted at that moment. */
export function makeImagePlace(): ImagePlace {
  const folder = mkdtempSync(join(tmpdir(), 'om-images-'));
  const [small, readOnly] = [join(folder, 'small'), join(folder, 'read-only')];
  for (const path of [small, readOnly]) mkdirSync(path);
  must('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', small]);
  must('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', readOnly]);
  writeFileSync(join(readOnly, 'old.tar'), 'the old one');
  must('mount', ['-o', 'remount,ro', readOnly]);
  return {
    ...{ folder, small, readOnly },
    dispose() {
      for (const path of [small, readOnly]) spawnSync('umount', ['-l', path]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder that an image is built from; its data does not shrink. */
export function makeContext(folder: string, recipe: string, megabytes = 0): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Containerfile'), recipe);
  if (megabytes > 0) writeFileSync(join(folder, 'data'), randomFillSync(Buffer.alloc(megabytes * 1_000_000)));
  return folder;
}

/** A folder that stands for `/`, whose Podman is another one with these options before everything else. */
export function programRoot(folder: string, program: string, options: readonly string[]): string {
  const bin = join(folder, 'usr/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'podman'), `#!/bin/sh\nexec ${program} ${options.join(' ')} "$@"\n`, {
    mode: 0o755,
  });
  return folder;
}

/** Podman's service, as in the machine on a Mac; it is this very process that is ended. */
export async function startService(podman: RealPodman, socket: string): Promise<ChildProcess> {
  rmSync(socket, { force: true });
  const program = join(podman.root, 'usr/bin/podman');
  const child = spawn(program, ['system', 'service', '--time=0', `unix://${socket}`], { stdio: 'ignore' });
  for (let tries = 0; !existsSync(socket); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error('Podman’s service did not start');
    await wait(50);
  }
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What came of one job. */
export interface Came {
  readonly end: JobEnd;
  readonly told: readonly Progressed[];
}

export interface JobGiven {
  readonly what?: string;
  readonly isForced?: boolean;
  readonly settings?: Partial<Settings>;
  readonly signal?: AbortSignal;
  /** Another Podman than the usual one. */
  readonly root?: string;
  readonly told?: (progress: Progressed) => void;
}

/** Does jobs with real tools, and keeps what they prove. */
export function jobsOf(root: string, own: string, settings: Partial<Settings>) {
  let proofs: Proofs = noProofs;
  const paths = ownPaths({ OFFLINE_MODE_HOME: own }, 'linux');
  return {
    proofs: () => proofs,
    async perform(kind: keyof typeof imageJobs, given: JobGiven = {}): Promise<Came> {
      const { what = '', isForced = false } = given;
      const told: Progressed[] = [];
      const ask: JobAsk = {
        ...{ id: `${kind}:${what}`, kind, what, isForced, ollama: null, podman: null, memory: null, proofs },
        settings: { ...defaultSettings, ...settings, ...given.settings },
      };
      const tools = realTools({ programRoot: given.root ?? root, isLogging: false });
      const tell = (progress: Progressed) => {
        told.push(progress);
        given.told?.(progress);
      };
      const signal = given.signal ?? new AbortController().signal;
      const end = await imageJobs[kind]({ tools, paths, ask, signal, told: tell });
      proofs = withProofs(proofs, end.proofs);
      return { end, told };
    },
  };
}

/** Waits until a file has so many bytes; fails when it never does. */
export async function untilBytes(path: string, bytes: number): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < 60_000; await wait(2)) {
    const found = await stat(path).catch(() => null);
    if (found && found.size >= bytes) return;
  }
  throw new Error(`${path} never had ${bytes} bytes`);
}
