import { isAmong, isImageName } from '../../core/jobs/image-name.ts';
import { done, type JobEnd } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { isAbout } from '../../core/ready/proofs.ts';
import type { HeldImage } from './archive-judge.ts';
import { endedBy } from './ended.ts';
import { workPodman } from './long-podman.ts';
import { inspectImage, whyNot } from './podman-image.ts';
import type { JobRun } from './run.ts';
import { type Archive, archiveOf, lookInto, otherThan } from './verify-image.ts';

/**
 * Gives a backup back to Podman. It is read first: Podman never gets a damaged one, and none that would take the name of
 * another image, unless that is wanted (`isForced`). A load proves something only where the image was not there before.
 */
export async function loadImage(run: JobRun): Promise<JobEnd> {
  const { tools } = run;
  const archive = await archiveOf(run);
  if (!archive.ok) return endedBy(archive.problem);
  const { path, wanted } = archive.value;
  const looked = await lookInto(run, archive.value);
  if (!looked.ok) return endedBy(looked.problem);
  const { problem, proof, read } = looked.value;
  const proofs = { backups: { [path]: proof } };
  const trouble = problem ?? (await otherThan(run, archive.value, read));
  if (trouble) return endedBy(trouble, proofs);
  const isNew = await isAbsent(run, read.images, wanted);
  if (!isNew.ok) return endedBy(isNew.problem, proofs);
  const found = await tools.files.about(path);
  if (!found || !isAbout(found, proof)) return endedBy({ code: 'file-changed', about: path }, proofs);
  const loaded = await hand(run, archive.value, read.images);
  if (!loaded.ok) return endedBy(loaded.problem, proofs);
  if (!isNew.value) return done(proofs);
  return done({ backups: { [path]: { ...proof, loadedAt: tools.clock.wall() } } });
}

/** Every name that a load would give, and the images that it would give it to. */
function* givenBy(
  images: readonly HeldImage[],
  wanted: string | null,
): Generator<{ name: string; id: string }> {
  for (const { id, names } of images) for (const name of names) yield { name, id };
  const first = images[0];
  const isNamed = images.some(({ names }) => isAmong(names, wanted ?? ''));
  if (first && wanted !== null && !isNamed) yield { name: wanted, id: first.id };
}

/** Whether none of the images is there yet; `image-there` where another one has a name that would be taken. */
async function isAbsent(
  { tools, ask, signal }: JobRun,
  images: readonly HeldImage[],
  wanted: string | null,
): Promise<Result<boolean>> {
  for (const { name, id } of givenBy(images, wanted)) {
    if (!isImageName(name)) return fail('job-bad-name', name.replace(/\p{Cc}/gu, ' ').slice(0, 100));
    const here = await inspectImage(tools, name, signal);
    if (!here.ok && here.problem.code !== 'no-image') return here;
    if (here.ok && here.value.id !== id && !ask.isForced) return fail('image-there', name);
  }
  let isNew = true;
  for (const { id } of images) {
    const here = await inspectImage(tools, id, signal);
    if (!here.ok && here.problem.code !== 'no-image') return here;
    if (here.ok) isNew = false;
  }
  return ok(isNew);
}

async function hand(
  run: JobRun,
  { path, wanted }: Archive,
  images: readonly HeldImage[],
): Promise<Result<null>> {
  const { tools, signal, told } = run;
  told({ phase: 'loading', unit: 'bytes', done: 0, total: null });
  const worked = await workPodman(tools, ['load', '--input', path], path, signal);
  if (!worked.ok) return worked;
  const { exitCode, stderr } = worked.value;
  if (exitCode !== 0) return { ok: false, problem: whyNot(stderr, path, 'podman load') };
  for (const { name, id } of [...givenBy(images, wanted), ...images.map(({ id }) => ({ name: id, id }))]) {
    const here = await inspectImage(tools, name, signal);
    if (!here.ok) return here;
    if (here.value.id !== id) return { ok: false, problem: otherAfter(path, here.value.id) };
  }
  return ok(null);
}

const otherAfter = (about: string, id: string): Problem => ({
  code: 'image-other',
  about,
  detail: id.slice(0, 12),
});
