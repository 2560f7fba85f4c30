import { linkSync, lstatSync, readFileSync, renameSync, rmSync, type Stats } from 'node:fs';
import { chown, type FileHandle, lstat, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';
import type { Edits } from './tools.ts';

/** Text that is no UTF-8 would not come back as it was, so it is refused; a mark at its beginning is part of it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const realEdits: Edits = { read, replace, overwrite };

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
  const beside = `${path}.new-${process.pid}`;
  const kept = `${path}.old-${process.pid}`;
  try {
    const before = await lstat(path);
    const refused = refusal(before, path);
    if (refused) return refused;
    await put(beside, text, before);
    const swapped = swap(path, beside, kept, expected);
    await flushFolder(dirname(path));
    return swapped;
  } catch (error) {
    return refuse(error, path);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
    await rm(kept, { force: true }).catch(() => undefined);
  }
}

/**
 * In one breath, so that nobody gets in between: the old file keeps a second name until it is seen that it is still what
 * was expected. Whoever wrote into it meanwhile has won, and gets it back.
 */
function swap(path: string, beside: string, kept: string, expected: string): Result<null> {
  rmSync(kept, { force: true });
  linkSync(path, kept);
  if (readFileSync(kept, 'utf8') !== expected) return fail('file-changed', path);
  if (lstatSync(path).ino !== lstatSync(kept).ino) return fail('file-changed', path);
  renameSync(beside, path);
  if (readFileSync(kept, 'utf8') === expected) return ok(null);
  renameSync(kept, path);
  return fail('file-changed', path);
}

/** Private while it is written, then as the old one was. */
async function put(path: string, text: string, like: Stats): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text, 'utf8');
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
    const bytes = Buffer.from(text, 'utf8');
    await makeRoom(file, bytes.length);
    await file.write(bytes, 0, bytes.length, 0);
    await file.truncate(bytes.length);
    await file.sync();
    return ok(null);
  } catch (error) {
    return refuse(error, path);
  } finally {
    await file?.close().catch(() => undefined);
  }
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
