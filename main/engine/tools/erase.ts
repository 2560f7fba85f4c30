import type { Stats } from 'node:fs';
import { lstat, opendir, readlink, rm, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf } from './files.ts';
import type { Erase, Lying } from './tools.ts';

async function at(path: string): Promise<Lying | null> {
  const found = await lstat(path).catch(() => null);
  if (!found) return null;
  const isOwn = found.uid === process.getuid?.();
  const to = found.isSymbolicLink() ? await readlink(path).catch(() => '') : null;
  const isPrivate = (found.mode & 0o077) === 0;
  return { is: kindOf(found), bytes: found.size, isOwn, isPrivate, to };
}

function kindOf(found: Stats): Lying['is'] {
  if (found.isSymbolicLink()) return 'link';
  if (found.isDirectory()) return 'folder';
  return found.isFile() || found.isSocket() ? 'file' : 'other';
}

/** Of what is below a folder; where a link leads counts nothing, and neither does what may not be read. */
async function size(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.size ?? 0;
  const folder = await opendir(path).catch(() => null);
  if (!folder) return 0;
  let bytes = 0;
  for await (const { name } of folder) bytes += await size(join(path, name));
  return bytes;
}

/** Does it, where what lies there is what was meant, and looks whether it is gone. */
async function away(
  path: string,
  isMeant: (found: Lying) => boolean,
  act: () => Promise<void>,
): Promise<Result<null>> {
  const found = await at(path);
  if (!found) return ok(null);
  if (!isMeant(found)) return fail('uninstall-left', path, found.isOwn ? 'EINVAL' : 'EPERM');
  try {
    await act();
  } catch (error) {
    return fail('uninstall-left', path, codeOf(error));
  }
  return (await at(path)) === null ? ok(null) : fail('uninstall-left', path, 'EEXIST');
}

const file = (path: string): Promise<Result<null>> =>
  away(
    path,
    ({ is, isOwn }) => is === 'file' && isOwn,
    () => unlink(path),
  );

const link = (path: string, to: string): Promise<Result<null>> =>
  away(
    path,
    (found) => found.is === 'link' && found.to === to,
    () => unlink(path),
  );

const folder = (path: string): Promise<Result<null>> =>
  away(
    path,
    ({ is, isOwn }) => is === 'folder' && isOwn,
    () => rmdir(path),
  );

const tree = (path: string): Promise<Result<null>> =>
  away(
    path,
    ({ is, isOwn }) => is === 'folder' && isOwn,
    () => rm(path, { recursive: true }),
  );

export const realErase: Erase = { at, size, file, link, folder, tree };
