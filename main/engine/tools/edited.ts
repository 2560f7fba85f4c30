import { fstatSync, readSync, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../core/problem.ts';
import { codeOf } from './files.ts';

/** What must not be replaced: links would become files, and somebody else's file is theirs. */
export function refusal(found: Stats, path: string): ReturnType<typeof fail> | null {
  if (!found.isFile() || found.nlink > 1) return fail('file-linked', path);
  if (found.uid !== process.getuid?.()) return fail('file-foreign', path);
  return (found.mode & 0o200) === 0 ? fail('file-readonly', path) : null;
}

export function refuse(error: unknown, path: string): ReturnType<typeof fail> {
  const code = codeOf(error);
  if (code === 'ENOENT') return fail('file-changed', path);
  return fail(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'claw-unwritten', path, code);
}

/** All of an open file, wherever it has been read to. */
export function bytesOf({ fd }: FileHandle): Buffer {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
}
