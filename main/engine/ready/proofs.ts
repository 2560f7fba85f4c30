import type { Result } from '../../core/problem.ts';
import { noProofs, Proofs } from '../../core/ready/proofs.ts';
import { parseJson } from '../json.ts';
import type { Paths } from '../paths.ts';
import { broken, type Kept } from '../stores.ts';
import type { Tools } from '../tools/tools.ts';

/** In bytes: thousands of blobs. */
const limit = 4_000_000;

/** What was proved before. A file that cannot be understood is kept beside, and everything has to be proved again. */
export async function loadProofs(
  tools: Pick<Tools, 'files' | 'clock'>,
  paths: Paths,
  mayMove: boolean,
): Promise<Kept<Proofs>> {
  const text = await tools.files.read(paths.proofs, limit);
  if (text.ok && text.value === null) return { value: noProofs, problem: null };
  const proofs = Proofs.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  if (proofs.success) return { value: proofs.data, problem: null };
  return broken(tools, paths.proofs, 'proofs-unreadable', mayMove, noProofs);
}

export const saveProofs = (
  { files }: Pick<Tools, 'files'>,
  paths: Paths,
  proofs: Proofs,
): Promise<Result<null>> => files.write(paths.proofs, `${JSON.stringify(proofs)}\n`);
