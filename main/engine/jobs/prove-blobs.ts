import type { Problem } from '../../core/problem.ts';
import { type BlobProof, isAbout, proofFor } from '../../core/ready/proofs.ts';
import { size } from '../../core/sizes.ts';
import { type Blob, isComplete } from '../parts/layers.ts';
import { blobPath, modelsFolder } from '../parts/manifest.ts';
import type { JobRun } from './run.ts';

/** What stands in the way of reading a file, and says nothing of what is in it: it may be gone the next time. */
export const mayPass = ({ code }: Problem): boolean => code === 'file-changed' || code === 'unreachable';

export interface Proved {
  /** What was read now, and what was known of the very files before; by digest. */
  readonly blobs: Readonly<Record<string, BlobProof>>;
  /** Of each file that is not proved to be whole. */
  readonly problems: readonly Problem[];
}

/**
 * Reads every file of a model and compares it with its name, one after the other, the smallest first: called off in the
 * middle, as many as possible are proved. A file of which something is known that `counts` is not read again.
 */
export async function proveBlobs(
  run: JobRun,
  files: readonly Blob[],
  counts: (proof: BlobProof) => boolean,
): Promise<Proved> {
  const blobs: Record<string, BlobProof> = {};
  const problems: Problem[] = [];
  const total = files.filter(isComplete).reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  let most = 0;
  for (const file of [...files].sort((a, b) => a.bytes - b.bytes)) {
    const told = (bytes: number) => {
      most = Math.min(total, Math.max(most, before + bytes));
      run.told({ phase: 'hashing', unit: 'bytes', done: most, total });
    };
    const known = knownOf(run, file);
    const proved = known && counts(known) ? known : await proveBlob(run, file, told);
    if ('isWhole' in proved) blobs[file.digest] = proved;
    const problem = 'isWhole' in proved ? damageIn(run, file, proved) : proved;
    if (problem) problems.push(problem);
    if (run.signal.aborted) break;
    if (isComplete(file)) before += file.bytes;
    told(0);
  }
  return { blobs, problems };
}

const knownOf = ({ ask }: JobRun, { digest, found }: Blob): BlobProof | null =>
  proofFor(ask.proofs.blobs[digest], found);

const damageIn = ({ ask }: JobRun, { digest, bytes }: Blob, { isWhole }: BlobProof): Problem | null =>
  isWhole
    ? null
    : { code: 'blob-damaged', about: ask.what, detail: `${digest.slice(0, 12)}, ${size(bytes)}` };

/** A file that changes while it is read proves nothing: it is read once more. */
async function proveBlob(
  { tools, ask, signal }: JobRun,
  { digest, bytes }: Blob,
  told: (bytes: number) => void,
): Promise<BlobProof | Problem> {
  const path = blobPath(modelsFolder(tools), digest);
  const missing = (why = ''): Problem => {
    const detail = [digest.slice(0, 12), why].filter(Boolean).join(', ');
    return { code: 'blob-missing', about: ask.what, detail };
  };
  for (const _ of ['first', 'again']) {
    const before = await tools.files.about(path);
    if (!before) return missing();
    if (before.bytes !== bytes) return missing(`${size(before.bytes)} / ${size(bytes)}`);
    const read = await tools.bulk.digest(path, signal, told);
    if (signal.aborted) return { code: 'called-off', about: ask.what };
    const after = await tools.files.about(path);
    if (!after || !isAbout(after, before)) continue;
    // A disk that cannot read it any more is damage too; whatever else kept it from being read says nothing of the file.
    if (!read.ok && read.problem.detail !== 'EIO') return read.problem;
    const isWhole = read.ok && read.value === digest;
    return { bytes, changedAt: before.changedAt, isWhole, at: tools.clock.wall() };
  }
  return { code: 'file-changed', about: path };
}
