import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** The SHA-512 of a file as base64, as updates want it, and its size in bytes. Reads a megabyte at a time. */
export function digestOf(path: string): { sha512: string; size: number } {
  const [hash, piece, file] = [createHash('sha512'), Buffer.alloc(1_048_576), openSync(path, 'r')];
  let size = 0;
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
      size += read;
    }
  } finally {
    closeSync(file);
  }
  return { sha512: hash.digest('base64'), size };
}
