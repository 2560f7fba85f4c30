import { ftruncateSync, lstatSync, writeSync } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../core/problem.ts';
import { bytesOf, refusal, refuse } from './edited.ts';
import { codeOf } from './files.ts';

/** Into the same file: what has only that one in sight does not see another that takes its name. */
export async function overwrite(path: string, text: string, expected: string): Promise<Result<null>> {
  let file: FileHandle | undefined;
  try {
    const refused = refusal(await lstat(path), path);
    if (refused) return refused;
    file = await open(path, 'r+');
    const [old, fresh] = [Buffer.from(expected, 'utf8'), Buffer.from(text, 'utf8')];
    if (!bytesOf(file).equals(old)) return fail('file-changed', path);
    await makeRoom(file, fresh.length);
    // In one breath, so that hardly anybody gets in between.
    const { ino } = await file.stat();
    const room = Buffer.alloc(Math.max(0, fresh.length - old.length), ' ');
    if (!bytesOf(file).equals(Buffer.concat([old, room])) || lstatSync(path).ino !== ino)
      return fail('file-changed', path);
    fill(file, fresh);
    await file.sync();
    return ok(null);
  } catch (error) {
    return refuse(error, path);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** A disk that gets full in the middle takes a part without a word, and refuses the rest. */
function writeAll({ fd }: FileHandle, bytes: Buffer, from: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, from + at);
}

function fill(file: FileHandle, bytes: Buffer): void {
  writeAll(file, bytes, 0);
  ftruncateSync(file.fd, bytes.length);
}

/** A full disk is found out before anything of the old text is gone. */
async function makeRoom(file: FileHandle, size: number): Promise<void> {
  const { size: before } = await file.stat();
  if (size <= before) return;
  try {
    writeAll(file, Buffer.alloc(size - before, ' '), before);
    await file.sync();
  } catch (error) {
    await file.truncate(before).catch(() => undefined);
    throw error;
  }
}

export async function untear(path: string, from: string, to: string): Promise<Result<boolean>> {
  let file: FileHandle | undefined;
  try {
    if (refusal(await lstat(path), path)) return ok(false);
    file = await open(path, 'r+');
    const [old, fresh] = [Buffer.from(from, 'utf8'), Buffer.from(to, 'utf8')];
    if (!isTorn(bytesOf(file), old, fresh)) return ok(false);
    await makeRoom(file, old.length);
    fill(file, old);
    await file.sync();
    return ok(true);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok(false) : refuse(error, path);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** Blanks that made room, the new text as far as it got, the old one from there: each byte is of the one or the other. */
function isTorn(found: Buffer, from: Buffer, to: Buffer): boolean {
  if (found.equals(from) || found.equals(to)) return false;
  const most = Math.max(from.length, to.length);
  if (found.length < from.length || found.length > most) return false;
  const blank = 0x20;
  return found.every((byte, at) => byte === (from[at] ?? blank) || byte === to[at]);
}
