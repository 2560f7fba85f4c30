import { constants, lstatSync, readFileSync, renameSync, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rm, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/problem.ts';
import { bytesOf, refusal, refuse } from './edited.ts';
import { codeOf, flushFolder, put } from './files.ts';
import { overwrite, untear } from './in-place.ts';
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
    const text = decoded(await readFile(path, { flag: constants.O_RDONLY | constants.O_NONBLOCK }));
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

async function replace(path: string, text: string, expected: string): Promise<Result<null>> {
  const beside = besideOf(path);
  try {
    const before = await lstat(path);
    const refused = refusal(before, path);
    if (refused) return refused;
    await put(beside, text, like(before));
    const old = await open(path, 'r');
    try {
      const swapped = await swap(path, beside, old, expected, text);
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
async function swap(
  path: string,
  beside: string,
  old: FileHandle,
  expected: string,
  text: string,
): Promise<Result<null>> {
  const before = await old.stat();
  // In one breath, so that hardly anybody gets in between.
  const wanted = Buffer.from(expected, 'utf8');
  if (!bytesOf(old).equals(wanted) || lstatSync(path).ino !== before.ino) return fail('file-changed', path);
  renameSync(beside, path);
  if (bytesOf(old).equals(wanted)) return ok(null);
  await put(beside, await settled(old), like(before));
  // What they have written meanwhile, into the new one, is newer still.
  if (readFileSync(path).equals(Buffer.from(text))) renameSync(beside, path);
  return fail('file-changed', path);
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

/** As the old one was. */
const like =
  ({ uid, gid, mode }: Stats) =>
  async (file: FileHandle): Promise<void> => {
    if (gid !== (await file.stat()).gid) await file.chown(uid, gid).catch(() => undefined);
    await file.chmod(mode & 0o7777);
  };
