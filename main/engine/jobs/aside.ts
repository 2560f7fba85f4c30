import { join } from 'node:path';
import { ok, type Result } from '../../core/problem.ts';
import { blobPath, modelsFolder } from '../parts/manifest.ts';
import type { Tools } from '../tools/tools.ts';

type AsideTools = Pick<Tools, 'files' | 'bulk' | 'machine' | 'env'>;

/**
 * Where a damaged file is put, because Ollama takes whatever has the right name for what it should be: beside the folder of
 * blobs, for at its start Ollama removes from that what has no blob's name and is older than an hour. Only where the two
 * are on different disks, it stays in there.
 */
export function asidesOf(tools: Pick<Tools, 'machine' | 'env'>, digest: string): readonly string[] {
  const folder = modelsFolder(tools);
  return [join(folder, `sha256-${digest}.damaged`), `${blobPath(folder, digest)}.damaged`];
}

/** Puts files aside, all or none. One that is aside already, and is none the better, gives way. */
export async function putAside(tools: AsideTools, digests: readonly string[]): Promise<Result<null>> {
  for (const digest of digests) {
    const moved = await moveAside(tools, digest);
    if (moved.ok) continue;
    await giveBack(tools, digests);
    return moved;
  }
  return ok(null);
}

async function moveAside(tools: AsideTools, digest: string): Promise<Result<null>> {
  const path = blobPath(modelsFolder(tools), digest);
  const [outside = '', inside = ''] = asidesOf(tools, digest);
  const moved = await tools.bulk.rename(path, outside);
  return moved.ok || moved.problem.detail !== 'EXDEV' ? moved : tools.bulk.rename(path, inside);
}

/** What is aside comes back where nothing is in its place: a damaged file is more than none. */
export async function giveBack(tools: AsideTools, digests: readonly string[]): Promise<void> {
  for (const digest of digests) {
    const path = blobPath(modelsFolder(tools), digest);
    for (const aside of asidesOf(tools, digest))
      if (!(await tools.files.about(path)) && (await tools.files.about(aside)))
        await tools.bulk.rename(aside, path);
  }
}

/** Takes away what is aside. */
export async function dropAside(tools: AsideTools, digests: readonly string[]): Promise<void> {
  for (const digest of digests) for (const aside of asidesOf(tools, digest)) await tools.files.remove(aside);
}
