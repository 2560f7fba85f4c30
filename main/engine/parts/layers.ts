import type { About } from '../tools/tools.ts';
import { blobPath, type DiskTools, hexOf, type Manifest, manifestOf, modelsFolder } from './manifest.ts';

/** One file of a model, as its manifest wants it and as it is. Sizes are bytes, moments ms since the epoch. */
export interface Blob {
  /** SHA-256 of its content, 64 hex digits. */
  readonly digest: string;
  readonly bytes: number;
  readonly found: Pick<About, 'bytes' | 'changedAt'> | null;
}

/** The files of a model on this machine, each once; null when there is no manifest of it here, or none that makes sense. */
export async function layersOf(tools: DiskTools, name: string): Promise<readonly Blob[] | null> {
  const written = await manifestOf(tools, name);
  return written?.manifest ? blobsOf(tools, written.manifest) : null;
}

/** The files that a manifest names, as they are on this machine. */
export function blobsOf(tools: DiskTools, { config, layers }: Manifest): Promise<readonly Blob[]> {
  const folder = modelsFolder(tools);
  const wanted = new Map([config, ...layers].map(({ digest, size }) => [hexOf(digest), size]));
  return Promise.all(
    [...wanted].map(async ([digest, bytes]) => {
      const found = await tools.files.about(blobPath(folder, digest));
      return { digest, bytes, found: found && { bytes: found.bytes, changedAt: found.changedAt } };
    }),
  );
}

export const isComplete = ({ bytes, found }: Blob): boolean => found?.bytes === bytes;
