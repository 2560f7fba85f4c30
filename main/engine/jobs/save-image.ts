import { backupPath, partOf } from '../../core/jobs/backup-path.ts';
import { imageWanted, isAmong, safeName } from '../../core/jobs/image-name.ts';
import { done, type JobEnd } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { proofFor } from '../../core/ready/proofs.ts';
import type { ArchiveRead } from './archive.ts';
import { hasRoom, prepareTarget, takePlace } from './backup-file.ts';
import { writeAndRead } from './backup-write.ts';
import { endedBy } from './ended.ts';
import { inspectImage, type PodmanImage } from './podman-image.ts';
import { proofOf, troubleIn } from './proof-of.ts';
import type { JobRun } from './run.ts';

/**
 * Saves an image (`what` empty: OpenClaw's own) as its backup. What Podman writes beside the backup is read and has to hold
 * that very image before it takes the backup's place; whatever goes wrong before, the backup is as it was.
 */
export async function saveImage(run: JobRun, what: string): Promise<JobEnd> {
  const { tools, ask, signal, told } = run;
  const name = safeName(imageWanted(ask.settings, what));
  if (!name.ok) return endedBy(name.problem);
  const target = backupPath(ask.settings, what, tools.machine.home);
  told({ phase: 'asking', unit: 'bytes', done: 0, total: null });
  const image = await inspectImage(tools, name.value, signal);
  if (!image.ok) return endedBy(image.problem);
  if (await isSaved(run, target, image.value, name.value)) return done();
  const prepared = await prepareTarget(tools, target);
  if (!prepared.ok) return endedBy(prepared.problem);
  const saved = await saveBeside(run, { name: name.value, target, image: image.value });
  // It has its name by then, or must not stay.
  await tools.files.remove(partOf(target));
  return saved.ok ? kept(run, target, saved.value) : endedBy(saved.problem);
}

/** A backup that was proved, is as it was then, and holds this image. */
async function isSaved(
  { tools, ask }: JobRun,
  target: string,
  image: PodmanImage,
  name: string,
): Promise<boolean> {
  const found = await tools.files.about(target);
  const proof = proofFor(ask.proofs.backups[target], found);
  if (!proof?.isWhole || found?.isFolder) return false;
  return proof.image === image.id && isAmong(proof.names, name);
}

interface Wanted {
  readonly name: string;
  readonly target: string;
  readonly image: PodmanImage;
}

async function saveBeside(run: JobRun, { name, target, image }: Wanted): Promise<Result<ArchiveRead>> {
  const { tools, signal } = run;
  const room = await hasRoom(tools, target, image.bytes);
  if (!room.ok) return room;
  const read = await writeAndRead(run, { name, target, bytes: image.bytes });
  if (!read.ok) return read;
  const trouble = troubleIn(read.value, target) ?? otherImage(read.value, target, image.id);
  if (trouble) return { ok: false, problem: trouble };
  const part = await tools.files.about(partOf(target));
  if (part?.bytes !== read.value.bytes) return fail('file-changed', partOf(target));
  if (signal.aborted) return fail('called-off', name);
  const placed = await takePlace(tools, target);
  return placed.ok ? ok(read.value) : placed;
}

/** Somebody may have built anew while it was saved. */
function otherImage({ images }: ArchiveRead, target: string, wanted: string): Problem | null {
  const id = images[0]?.id ?? '';
  return images.length === 1 && id === wanted
    ? null
    : { code: 'image-other', about: target, detail: id.slice(0, 12) };
}

async function kept({ tools }: JobRun, target: string, read: ArchiveRead): Promise<JobEnd> {
  const found = await tools.files.about(target);
  if (!found) return endedBy({ code: 'backup-missing', about: target });
  return done({ backups: { [target]: proofOf(tools, read, found, null) } });
}
