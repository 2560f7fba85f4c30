import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { About, Files } from './tools.ts';

export const realFiles: Files = {
  read,
  create,
  write,
  append,
  about,
  list,
  moveAside,
  remove,
  removeFolder,
  privateFolder,
};

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

export function refuse(error: unknown, path: string): ReturnType<typeof fail> {
  const code = codeOf(error);
  return fail(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable', path, code);
}

async function read(path: string, limit: number): Promise<Result<string | null>> {
  let file: FileHandle | undefined;
  try {
    file = await openFile(path);
    const bytes = await readMost(file, limit + 1);
    if (bytes.length > limit) return fail('too-large', path, String(limit));
    return ok(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof NotAFile) return fail('not-a-file', path);
    return codeOf(error) === 'ENOENT' ? ok(null) : fail('unreachable', path, codeOf(error));
  } finally {
    await file?.close();
  }
}

/** A folder, a pipe, a device: nothing that is read to its end. */
export class NotAFile extends Error {
  readonly code = 'EINVAL';
}

/** Opens a file to be read. Of a pipe nobody may ever write to, the usual opening never comes back, and cannot be ended. */
export async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const isFile = await file.stat().then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return file;
  await file.close();
  throw new NotAFile();
}

/** The size that a file tells is no bound: the kernel's tables tell none, and a file may grow meanwhile. */
async function readMost(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.createReadStream({ end: most - 1, autoClose: false })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As below, but a second name is given instead of a rename: that is refused where the name is taken. Two may try at once. */
async function create(path: string, text: string): Promise<Result<null>> {
  const beside = `${path}.new-${randomBytes(8).toString('hex')}`;
  try {
    await put(beside, text);
    await link(beside, path);
    await rm(beside);
    await flushFolder(dirname(path));
    return ok(null);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    return codeOf(error) === 'EEXIST' ? fail('file-there', path) : refuse(error, path);
  }
}

/** Write beside, flush, rename, flush the folder: a reader sees the old file or the new one, never half. */
async function write(path: string, text: string): Promise<Result<null>> {
  const beside = `${path}.new-${process.pid}`;
  try {
    await put(beside, text);
    await rename(beside, path);
    await flushFolder(dirname(path));
    return ok(null);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    return refuse(error, path);
  }
}

/** A new file, private while it is written; `finish` is done to it before it is flushed. */
export async function put(
  path: string,
  content: string | Buffer,
  finish: (file: FileHandle) => Promise<void> = async () => {},
): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content, 'utf8');
    await finish(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().catch(() => undefined);
  await folder.close();
}

async function append(path: string, lines: string): Promise<Result<number>> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  let file: FileHandle | undefined;
  try {
    file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    const { size, mode } = await file.stat();
    if ((mode & 0o077) !== 0) await file.chmod(0o600);
    const bytes = Buffer.from((await isTorn(file, size)) ? `\n${lines}` : lines, 'utf8');
    await addWhole(file, size, bytes);
    if (size === 0) await flushFolder(dirname(path));
    return ok(size + bytes.length);
  } catch (error) {
    return refuse(error, path);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function isTorn(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 10;
}

/** A disk that fills up in the middle of a line leaves no half of it behind. */
async function addWhole(file: FileHandle, size: number, bytes: Buffer): Promise<void> {
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
}

async function about(path: string): Promise<About | null> {
  const found = await stat(path).catch(() => null);
  return found && { bytes: found.size, changedAt: found.mtimeMs, isFolder: found.isDirectory() };
}

async function list(path: string, limit: number): Promise<readonly string[] | null> {
  const names: string[] = [];
  const folder = await opendir(path).catch(() => null);
  if (!folder) return null;
  for await (const { name } of folder) {
    if (names.length >= limit) break;
    names.push(name);
  }
  return names;
}

async function moveAside(path: string, name: string): Promise<Result<string>> {
  const target = join(dirname(path), name);
  try {
    await rename(path, target);
    return ok(target);
  } catch (error) {
    return refuse(error, path);
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

async function removeFolder(path: string): Promise<void> {
  await rm(path, { force: true, recursive: true }).catch(() => undefined);
}

async function privateFolder(path: string): Promise<Result<null>> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const found = await lstat(path);
    if (!found.isDirectory()) return fail('not-writable', path, 'ENOTDIR');
    if (found.uid !== process.getuid?.()) return fail('not-writable', path, 'EPERM');
    if ((found.mode & 0o077) !== 0) await chmod(path, 0o700);
    return ok(null);
  } catch (error) {
    return refuse(error, path);
  }
}
