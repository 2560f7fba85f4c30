import { backupPath, partOf } from '../../core/jobs/backup-path.ts';
import { imageWanted, isAmong, safeName } from '../../core/jobs/image-name.ts';
import { done, type JobEnd } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { type BackupProof, proofFor } from '../../core/ready/proofs.ts';
import type { ArchiveRead } from './archive.ts';
import { hasRoom, prepareTarget, takePlace } from './backup-file.ts';
import { writeAndRead } from './backup-write.ts';
import { endedBy } from './ended.ts';
import { inspectImage, type PodmanImage } from './podman-image.ts';
import { proofOf, troubleIn } from './proof-of.ts';
import type { JobRun } from './run.ts';
import { lookInto } from './verify-image.ts';

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
  const { end, isBroken } = await before(run, target, image.value, name.value);
  if (end) return end;
  const prepared = await prepareTarget(tools, target);
  if (!prepared.ok) return endedBy(prepared.problem);
  const saved = await saveBeside(run, { name: name.value, target, image: image.value, isBroken });
  // It has its name by then, or must not stay.
  await tools.files.remove(partOf(target));
  return saved.ok ? kept(run, target, saved.value) : endedBy(saved.problem);
}

/** What has the backup's name before anything is done. */
interface Before {
  /** It already holds this image under this name: nothing is to be done. */
  readonly end: JobEnd | null;
  /** It is an archive with a part missing or wrong: of no use to anybody. */
  readonly isBroken: boolean;
}

/**
 * One that is not known to be whole is read: somebody may have saved it by hand, or a kill came between its last rename and its
 * proof. To save over that would cost the one before.
 */
async function before(run: JobRun, target: string, image: PodmanImage, name: string): Promise<Before> {
  const { tools, ask, signal } = run;
  const found = await tools.files.about(target);
  const nothing = { end: null, isBroken: false };
  if (!found || found.isFolder) return nothing;
  const holds = (proof: BackupProof) =>
    proof.isWhole && proof.image === image.id && isAmong(proof.names, name);
  const known = proofFor(ask.proofs.backups[target], found);
  if (known?.isWhole) return { end: holds(known) ? done() : null, isBroken: false };
  const looked = await lookInto(run, { path: target, wanted: name });
  if (signal.aborted) return { end: endedBy({ code: 'called-off', about: name }), isBroken: false };
  if (!looked.ok) return nothing;
  const { proof, problem } = looked.value;
  return {
    end: holds(proof) ? done({ backups: { [target]: proof } }) : null,
    isBroken: problem?.code === 'image-short' || problem?.code === 'image-broken',
  };
}

interface Wanted {
  readonly name: string;
  readonly target: string;
  readonly image: PodmanImage;
  /** What gives way to it is of no use. */
  readonly isBroken: boolean;
}

async function saveBeside(run: JobRun, wanted: Wanted): Promise<Result<ArchiveRead>> {
  const { name, target, image, isBroken } = wanted;
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
  const placed = await takePlace(tools, target, isBroken);
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
