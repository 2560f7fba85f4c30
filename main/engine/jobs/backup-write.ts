import { partOf } from '../../core/jobs/backup-path.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { pause } from '../pause.ts';
import { type ArchiveRead, readArchive } from './archive.ts';
import { hasRoom } from './backup-file.ts';
import { lettingGo } from './let-go.ts';
import { workPodman } from './long-podman.ts';
import { whyNot } from './podman-image.ts';
import type { JobRun } from './run.ts';

/** How often the size is looked at, and whether the file is there yet; in ms. */
const [every, soon] = [250, 25];

/** What is saved, and where. */
export interface Saving {
  readonly name: string;
  readonly target: string;
  /** As Podman says of the image; the archive is a little larger. */
  readonly bytes: number;
}

/**
 * Lets Podman write the archive beside the backup, and reads it at the same time: when it is written it is as good as read. The
 * client on a Mac says nothing while it works, so progress is the size of the file.
 */
export async function writeAndRead(run: JobRun, saving: Saving): Promise<Result<ArchiveRead>> {
  const { tools, signal } = run;
  const { name, target } = saving;
  const part = partOf(target);
  const working = new AbortController();
  const isWorking = () => !working.signal.aborted;
  const end = () => working.abort();
  // Ends by itself; called off it is waited for, because until then it may still write.
  const writing = workPodman(tools, ['save', '--output', part, '--', name], target, signal).finally(end);
  const [written, read] = await Promise.all([
    writing,
    readGrowing(run, part, isWorking, working.signal),
    tellSize(run, saving, working.signal),
    settleMeanwhile(run, part, working.signal),
  ]);
  if (signal.aborted) return fail('called-off', name);
  if (!written.ok) return written;
  const { exitCode, stderr } = written.value;
  if (exitCode !== 0) return { ok: false, problem: await whyUnsaved(run, saving, stderr) };
  if (read?.isWhole) return ok(read);
  // Should it ever be written in another order than it is read in, this is how it ended.
  const again = await readAll(run, part);
  return again ? ok(again) : fail('called-off', name);
}

async function readGrowing(
  run: JobRun,
  part: string,
  isWorking: () => boolean,
  ended: AbortSignal,
): Promise<ArchiveRead | null> {
  const { clock, files } = run.tools;
  while ((await files.about(part)) === null) {
    if (!isWorking()) return null;
    await pause(clock, soon, ended);
  }
  return readAll(run, part, isWorking);
}

/** Null where it could not be read to its end: it was called off, or is gone. */
async function readAll(run: JobRun, part: string, isGrowing = () => false): Promise<ArchiveRead | null> {
  try {
    return await readArchive(lettingGo(run.tools.bulk.pieces(part, run.signal, isGrowing)));
  } catch {
    return null;
  }
}

async function tellSize(
  { tools, told }: JobRun,
  { target, bytes }: Saving,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    const done = (await tools.files.about(partOf(target)))?.bytes ?? 0;
    told({ phase: 'saving', unit: 'bytes', done, total: Math.max(bytes, done) });
    await pause(tools.clock, every, ended);
  }
}

/** What is on the disk already need not be waited for at the end. A failure shows there. */
async function settleMeanwhile({ tools }: JobRun, part: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await pause(tools.clock, every, ended);
    if (!ended.aborted && (await tools.files.about(part))) await tools.bulk.settle(part);
  }
}

/** Where there is room here, it is Podman's own machine that has none. */
async function whyUnsaved({ tools }: JobRun, saving: Saving, stderr: string): Promise<Problem> {
  const { target, bytes } = saving;
  const isNamed = stderr.includes(partOf(target));
  if (/no space left on device|disk quota exceeded/i.test(stderr)) {
    await tools.files.remove(partOf(target));
    const room = await hasRoom(tools, target, bytes);
    if (!room.ok) return room.problem;
    const free = (await tools.machine.disk(target.slice(0, target.lastIndexOf('/') + 1)))?.free ?? 0;
    if (isNamed) return { code: 'backup-no-room', about: target, detail: `${room.value}/${free}` };
  }
  const denied = /permission denied|read-only file system/i.exec(stderr)?.[0];
  if (denied && isNamed) return { code: 'backup-unwritable', about: target, detail: denied };
  const why = whyNot(stderr, target, 'podman save');
  return why.code === 'no-image' ? { code: 'no-image', about: saving.name } : why;
}
