import { fstatSync, lstatSync, readSync, renameSync, type Stats } from 'node:fs';
import { chown, type FileHandle, lstat, open, readFile, rm, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';
import type { Edits } from './tools.ts';

/** Text that is no UTF-8 would not come back as it was, so it is refused; a mark at its beginning is part of it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const realEdits: Edits = { read, replace, overwrite, tidy, untear, touch };

async function read(path: string, limit: number): Promise<Result<string | null>> {
  try {
    const found = await lstat(path);
    const refused = refusal(found, path);
    if (refused) return refused;
    if (found.size > limit) return fail('too-large', path, String(limit));
    const text = decoded(await readFile(path));
    return text === null ? fail('file-not-text', path) : ok(text);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok(null);
    return fail('unreachable', path, codeOf(error));
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** What must not be replaced: links would become files, and somebody else's file is theirs. */
function refusal(found: Stats, path: string): ReturnType<typeof fail> | null {
  if (!found.isFile() || found.nlink > 1) return fail('file-linked', path);
  if (found.uid !== process.getuid?.()) return fail('file-foreign', path);
  return (found.mode & 0o200) === 0 ? fail('file-readonly', path) : null;
}

async function replace(path: string, text: string, expected: string): Promise<Result<null>> {
  const beside = besideOf(path);
  try {
    const before = await lstat(path);
    const refused = refusal(before, path);
    if (refused) return refused;
    await put(beside, text, before);
    const old = await open(path, 'r');
    try {
      const swapped = await swap(path, beside, old, expected);
      await flushFolder(dirname(path));
      return swapped;
    } finally {
      await old.close();
    }
  } catch (error) {
    return refuse(error, path);
  } finally {
    await tidy(path);
  }
}

/**
 * The old file is held open until it is seen that it still is what was expected: whoever wrote into it meanwhile has won,
 * and gets their text back. (A second name would keep it as well, but it would not outlive a kill well, and what watches the
 * file takes the news of that name for the change, and then misses the change.)
 */
async function swap(path: string, beside: string, old: FileHandle, expected: string): Promise<Result<null>> {
  const before = await old.stat();
  // In one breath, so that hardly anybody gets in between.
  const wanted = Buffer.from(expected, 'utf8');
  if (!bytesOf(old).equals(wanted) || lstatSync(path).ino !== before.ino) return fail('file-changed', path);
  renameSync(beside, path);
  if (bytesOf(old).equals(wanted)) return ok(null);
  const { ino } = lstatSync(path);
  await put(beside, await settled(old), before);
  if (lstatSync(path).ino === ino) renameSync(beside, path);
  return fail('file-changed', path);
}

function bytesOf({ fd }: FileHandle): Buffer {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
}

/** Who writes in pieces is let finish: what stays the same for 0.1 s, or is there after 2 s. */
async function settled(file: FileHandle): Promise<Buffer> {
  let bytes = bytesOf(file);
  for (let looks = 0; looks < 20; looks += 1) {
    await sleep(100);
    const now = bytesOf(file);
    if (now.equals(bytes)) break;
    bytes = now;
  }
  return bytes;
}

/** Always the same, so that what a kill leaves there is found again. */
const besideOf = (path: string): string => join(dirname(path), `.${basename(path)}.offline-mode`);

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

async function tidy(path: string): Promise<void> {
  await rm(besideOf(path), { force: true }).catch(() => undefined);
}

/** Private while it is written, then as the old one was. */
async function put(path: string, content: string | Buffer, like: Stats): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content, 'utf8');
    if (like.gid !== (await file.stat()).gid) await chown(path, like.uid, like.gid).catch(() => undefined);
    await file.chmod(like.mode & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Into the same file: what has only that one in sight does not see another that takes its name. */
async function overwrite(path: string, text: string, expected: string): Promise<Result<null>> {
  let file: FileHandle | undefined;
  try {
    const refused = refusal(await lstat(path), path);
    if (refused) return refused;
    file = await open(path, 'r+');
    if ((await file.readFile('utf8')) !== expected) return fail('file-changed', path);
    await fill(file, Buffer.from(text, 'utf8'));
    return ok(null);
  } catch (error) {
    return refuse(error, path);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function fill(file: FileHandle, bytes: Buffer): Promise<void> {
  await makeRoom(file, bytes.length);
  await file.write(bytes, 0, bytes.length, 0);
  await file.truncate(bytes.length);
  await file.sync();
}

/** A full disk is found out before anything of the old text is gone. */
async function makeRoom(file: FileHandle, size: number): Promise<void> {
  const { size: before } = await file.stat();
  if (size <= before) return;
  try {
    await file.write(Buffer.alloc(size - before, ' '), 0, size - before, before);
    await file.sync();
  } catch (error) {
    await file.truncate(before).catch(() => undefined);
    throw error;
  }
}

async function untear(path: string, from: string, to: string): Promise<Result<boolean>> {
  let file: FileHandle | undefined;
  try {
    if (refusal(await lstat(path), path)) return ok(false);
    file = await open(path, 'r+');
    const [old, fresh] = [Buffer.from(from, 'utf8'), Buffer.from(to, 'utf8')];
    if (!isTorn(bytesOf(file), old, fresh)) return ok(false);
    await fill(file, old);
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

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().catch(() => undefined);
  await folder.close();
}

function refuse(error: unknown, path: string): ReturnType<typeof fail> {
  const code = codeOf(error);
  if (code === 'ENOENT') return fail('file-changed', path);
  return fail(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable', path, code);
}
