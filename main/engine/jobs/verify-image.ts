import { backupPath } from '../../core/jobs/backup-path.ts';
import { imageWanted, isAmong, safeName } from '../../core/jobs/image-name.ts';
import { done, type JobEnd } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { type BackupProof, isAbout, proofFor } from '../../core/ready/proofs.ts';
import { codeOf } from '../tools/files.ts';
import { type ArchiveRead, readArchive } from './archive.ts';
import { mendTarget } from './backup-file.ts';
import { endedBy } from './ended.ts';
import { lettingGo } from './let-go.ts';
import { inspectImage } from './podman-image.ts';
import { heldImage, proofOf, troubleIn } from './proof-of.ts';
import type { JobRun } from './run.ts';

/** An archive that a job is about. */
export interface Archive {
  readonly path: string;
  /** The image that ought to be in it; null where any will do. */
  readonly wanted: string | null;
}

/** By a full path, by an image's name, or OpenClaw's own backup. */
export async function archiveOf({ ask, tools }: JobRun): Promise<Result<Archive>> {
  const { what, settings } = ask;
  if (what.startsWith('/')) return ok({ path: what, wanted: null });
  const wanted = safeName(imageWanted(settings, what));
  if (!wanted.ok) return wanted;
  const path = backupPath(settings, what, tools.machine.home);
  await mendTarget(tools, path);
  return ok({ path, wanted: wanted.value });
}

/** An archive that was read: what is in it, and what that proves of the file. */
export interface Looked {
  readonly read: ArchiveRead;
  readonly proof: BackupProof;
  readonly problem: Problem | null;
}

/** Reads all of an archive. Fails where that was not possible; what is wrong with it is its `problem`. */
export async function lookInto(run: JobRun, { path, wanted }: Archive): Promise<Result<Looked>> {
  const { tools, ask, signal, told } = run;
  const found = await tools.files.about(path);
  if (!found) return fail('backup-missing', path);
  // A pipe or a device has no size either; nothing is read of those.
  if (found.isFolder || found.bytes === 0)
    return fail('image-foreign', path, found.isFolder ? 'folder' : 'empty');
  const tell = (bytes: number) => told({ phase: 'checking', unit: 'bytes', done: bytes, total: found.bytes });
  tell(0);
  try {
    const read = await readArchive(lettingGo(tools.bulk.pieces(path, signal)), tell);
    const after = await tools.files.about(path);
    if (!after || !isAbout(after, found)) return fail('file-changed', path);
    const before = proofFor(ask.proofs.backups[path], found);
    const loadedAt = read.isWhole ? (before?.loadedAt ?? null) : null;
    return ok({ read, proof: proofOf(tools, read, found, loadedAt, wanted), problem: troubleIn(read, path) });
  } catch (error) {
    if (signal.aborted) return fail('called-off', path);
    return fail('unreachable', path, codeOf(error));
  }
}

/**
 * Reads a backup and says whether it is whole; the proof holds either way. One that is whole and holds another image than the
 * one it is the backup of is told as such.
 */
export async function verifyImage(run: JobRun): Promise<JobEnd> {
  const archive = await archiveOf(run);
  if (!archive.ok) return endedBy(archive.problem);
  const { path } = archive.value;
  const looked = await lookInto(run, archive.value);
  if (!looked.ok) return endedBy(looked.problem);
  const { problem, proof, read } = looked.value;
  const proofs = { backups: { [path]: proof } };
  const trouble = problem ?? (await otherThan(run, archive.value, read));
  return trouble ? endedBy(trouble, proofs) : done(proofs);
}

/** By its names; where these are others or none, Podman may know the image in it by the wanted one. */
export async function otherThan(
  { tools, signal }: JobRun,
  { path, wanted }: Archive,
  read: ArchiveRead,
): Promise<Problem | null> {
  if (wanted === null) return null;
  const names = read.images.flatMap((image) => image.names);
  if (isAmong(names, wanted)) return null;
  const here = await inspectImage(tools, wanted, signal);
  if (here.ok && here.value.id === heldImage(read, wanted)?.id) return null;
  return {
    code: 'image-other',
    about: path,
    detail: names[0] ?? heldImage(read, null)?.id.slice(0, 12) ?? '',
  };
}
