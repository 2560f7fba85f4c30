import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modelNameOf } from '../../main/core/parts/model-name.ts';
import { blobAt } from './ollama-models.ts';

/** A model of holes: as large as one wants, without taking room. */
export interface FakeSparse {
  readonly name: string;
  readonly bytes: number;
}

const block = Buffer.alloc(4_194_304);

/** SHA-256 of so many zeros. */
function digestOfZeros(bytes: number): string {
  const hash = createHash('sha256');
  for (let left = bytes; left > 0; left -= block.length)
    hash.update(left < block.length ? block.subarray(0, left) : block);
  return hash.digest('hex');
}

/**
 * Puts a model with layers of these sizes (bytes) on disk. `isTrue`: its digests are right, which takes a second for each
 * GB; else they are invented, for whoever only looks at sizes.
 */
export function writeSparse(
  folder: string,
  written: string,
  sizes: readonly number[],
  isTrue = true,
): FakeSparse {
  const name = modelNameOf(written);
  if (!name) throw new Error(`'${written}' is no name of a model`);
  mkdirSync(join(folder, 'blobs'), { recursive: true });
  const layers = sizes.map((size, index) => {
    const digest = isTrue
      ? digestOfZeros(size)
      : createHash('sha256').update(`${written}${index}`).digest('hex');
    writeFileSync(blobAt(folder, digest), '');
    truncateSync(blobAt(folder, digest), size);
    return { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}`, size };
  });
  const config = JSON.stringify({ model_format: 'gguf' });
  const digest = createHash('sha256').update(config).digest('hex');
  writeFileSync(blobAt(folder, digest), config);
  const path = join(folder, 'manifests', name.host, name.space, name.model, name.tag);
  mkdirSync(dirname(path), { recursive: true });
  const told = { mediaType: 'application/json', digest: `sha256:${digest}`, size: config.length };
  writeFileSync(path, JSON.stringify({ schemaVersion: 2, config: told, layers }));
  return { name: written, bytes: sizes.reduce((sum, size) => sum + size, config.length) };
}
