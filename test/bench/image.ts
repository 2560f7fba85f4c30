import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { jobsOf, makeContext, makeImagePlace } from '../real/image-place.ts';
import { makePodman, podmanPossible, type RealPodman } from '../real/podman.ts';
import { median, type Row } from './figures.ts';

/** The image's data in MB, rounds of both ways, and what ours may take longer, as a share. */
const [megabytes, rounds, most] = [512, 3, 0.15];

/** What the last one has written is on the disk before the next one begins, or it would pay for it. */
const settle = () => spawnSync('sync');

async function took(work: () => Promise<unknown>): Promise<number> {
  settle();
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function plainly(podman: RealPodman, path: string): Promise<number> {
  rmSync(path, { force: true });
  return took(async () => {
    const { exitCode, stderr } = await podman.podman(['save', '--output', path, 'large:local']);
    if (exitCode !== 0) throw new Error(stderr);
  });
}

async function proved(podman: RealPodman, folder: string): Promise<number> {
  const backup = join(folder, 'ours.tar');
  for (const path of [backup, `${backup}.previous`]) rmSync(path, { force: true });
  const settings = { 'openclaw.image': 'large:local', 'image.backup': backup };
  const jobs = jobsOf(podman.root, join(folder, 'own'), settings);
  return took(async () => {
    const { end } = await jobs.perform('save');
    if (!end.isDone) throw new Error(end.problem.code);
  });
}

/**
 * What it costs that a backup is proved before it takes its place: `podman save` alone beside ours, one after the other in turn,
 * on the same disk. Ours also waits until all of it is on the disk.
 */
export async function measureImage(): Promise<Row[]> {
  const possible = podmanPossible();
  if (!possible.ok) {
    console.log(`skipped: saving an image: ${possible.why}`);
    return [];
  }
  const place = makeImagePlace();
  const podman = await makePodman();
  try {
    const context = makeContext(join(place.folder, 'large'), 'FROM scratch\nCOPY data /data\n', megabytes);
    await podman.podman(['build', '--tag', 'large:local', context]);
    const [plain, ours]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await plainly(podman, join(place.folder, 'plain.tar')));
      ours.push(await proved(podman, place.folder));
    }
    return [rowOf(median(plain), median(ours))];
  } finally {
    await podman.dispose();
    place.dispose();
  }
}

function rowOf(plain: number, ours: number): Row {
  const more = ours / plain - 1;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  return {
    what: `saving and proving an image of ${megabytes} MB, beside podman save alone`,
    promise: `<= ${most * 100} % longer`,
    measured: `${seconds(ours)} and ${seconds(plain)}: ${(more * 100).toFixed(1)} %`,
    isHeld: more <= most,
  };
}
