import { isAmong } from '../../core/jobs/image-name.ts';
import type { Problem } from '../../core/problem.ts';
import type { BackupProof } from '../../core/ready/proofs.ts';
import type { About, Tools } from '../tools/tools.ts';
import type { ArchiveRead } from './archive.ts';
import type { HeldImage } from './archive-judge.ts';

/** As many names as a proof holds. */
const mostNames = 50;

/** What reading an archive proves of the file that it was found in. */
export function proofOf(
  { clock }: Pick<Tools, 'clock'>,
  read: ArchiveRead,
  found: About,
  loadedAt: number | null,
  wanted: string | null = null,
): BackupProof {
  return {
    bytes: found.bytes,
    changedAt: found.changedAt,
    isWhole: read.isWhole,
    image: heldImage(read, wanted)?.id ?? '',
    names: read.images.flatMap(({ names }) => names).slice(0, mostNames),
    at: clock.wall(),
    loadedAt,
  };
}

/** Of several images in one archive, the one of that name; else the first. */
export const heldImage = ({ images }: ArchiveRead, wanted: string | null): HeldImage | null =>
  images.find(({ names }) => wanted !== null && isAmong(names, wanted)) ?? images[0] ?? null;

/** What is wrong with an archive, in words about its path. */
export function troubleIn({ trouble }: ArchiveRead, path: string): Problem | null {
  if (trouble === null) return null;
  const { kind, member } = trouble;
  // A layer has its digest for a name, of which a person needs no more than what tells it from the others.
  const detail = member.replace(/[0-9a-f]{64}/g, (digest) => digest.slice(0, 12));
  const code = kind === 'short' ? 'image-short' : kind === 'foreign' ? 'image-foreign' : 'image-broken';
  return { code, about: path, detail };
}
