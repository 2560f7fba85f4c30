import { done, gaveUp, type JobEnd, retryable } from '../../core/jobs/job.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { type Blob, blobsOf, isComplete, layersOf } from '../parts/layers.ts';
import { manifestOf } from '../parts/manifest.ts';
import { dropAside, giveBack, putAside } from './aside.ts';
import { modelHere } from './deep.ts';
import { mayPass, type Proved, proveBlobs } from './prove-blobs.ts';
import { download } from './pull.ts';
import { publishedOf } from './registry.ts';
import type { JobRun, Performer } from './run.ts';
import { namedModel, nameOnDisk, type Served, servedBy } from './served.ts';

/**
 * Downloads what is damaged of a model. Ollama takes a file that is there for whole, so a damaged one is put aside first; it is
 * taken away when the new one was read and is right, and comes back where none came. Killed in the middle, the next repair
 * finds what is aside and goes on.
 */
export const repair: Performer = async (run) => {
  const { tools, ask } = run;
  const name = namedModel(ask);
  if (!name.ok) return gaveUp(name.problem);
  const served = servedBy(ask);
  if (!served) return gaveUp({ code: 'pull-no-server', about: ask.what });
  if (served.where !== 'here') return gaveUp({ code: 'not-on-disk', about: ask.what });
  const written = await manifestOf(tools, nameOnDisk(ask));
  // Without a manifest nothing is known of its files, and Ollama itself has to begin anew.
  if (!written?.manifest) return download(run, served, true);
  const model = await modelHere(run);
  if (!model.ok) return gaveUp(model.problem);
  const digests = (await blobsOf(tools, model.value.manifest)).map(({ digest }) => digest);
  await giveBack(tools, digests);
  const files = await blobsOf(tools, model.value.manifest);
  const found = await proveBlobs(run, files, () => true);
  return mend(run, served, files, found);
};

async function mend(
  run: JobRun,
  served: Served,
  files: readonly Blob[],
  { blobs, problems }: Proved,
): Promise<JobEnd> {
  const { tools, ask, signal } = run;
  if (signal.aborted) return gaveUp({ code: 'called-off', about: ask.what }, { blobs });
  // A file of which nothing could be found out may be whole: it is not put aside for that.
  const unread = problems.find(mayPass);
  if (unread) return retryable(unread, { blobs });
  const isWhole = ({ digest }: Blob) => blobs[digest]?.isWhole === true;
  await dropAside(
    tools,
    files.filter(isWhole).map(({ digest }) => digest),
  );
  const bad = files.filter((file) => !isWhole(file));
  if (bad.length === 0) return done({ blobs });
  const published = await publishedOf(tools, ask.what, signal);
  if (!published.ok) return gaveUp(published.problem, { blobs });
  const there = published.value?.files.map(({ digest }) => digest);
  // It would not be mended but replaced by another one, and that has to be wanted.
  if (there && !ask.isForced && !bad.every(({ digest }) => there.includes(digest)))
    return gaveUp({ code: 'pull-there', about: ask.what }, { blobs });
  return withNew(await replace(run, served, bad), blobs);
}

/** What was proved now stands before what was known. */
const withNew = (end: JobEnd, blobs: ProofPatch['blobs']): JobEnd => ({
  ...end,
  proofs: { ...end.proofs, blobs: { ...blobs, ...end.proofs.blobs } },
});

async function replace(run: JobRun, served: Served, bad: readonly Blob[]): Promise<JobEnd> {
  const { tools, ask } = run;
  const digests = bad.map(({ digest }) => digest);
  const damaged = bad.filter(({ found }) => found !== null).map(({ digest }) => digest);
  const moved = await putAside(tools, damaged);
  if (!moved.ok) return gaveUp(moved.problem);
  const end = await download(run, served, true).catch(async (error: unknown) => {
    await giveBack(tools, damaged);
    throw error;
  });
  if (!end.isDone) {
    await giveBack(tools, damaged);
    return end;
  }
  // Those that the manifest still names are read: their old proof was of another file.
  const now = (await layersOf(tools, nameOnDisk(ask))) ?? [];
  const fresh = now.filter(({ digest }) => digests.includes(digest));
  const { blobs, problems } = await proveBlobs(run, fresh, () => false);
  const [first] = problems;
  const proofs = { ...end.proofs, blobs };
  if (first) return mayPass(first) ? retryable(first, proofs) : gaveUp(first, proofs);
  if (now.length > 0 && now.every(isComplete)) await dropAside(tools, damaged);
  return done(proofs);
}
