import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';

/** A file of the config that a drill changes. */
export interface KeptFile {
  /** Absolute. */
  readonly path: string;
  /** As it was, and as it is about to be written. */
  readonly before: string;
  readonly after: string;
  /** It is written into the file itself, not another put in its place. */
  readonly isInPlace: boolean;
}

/** So many files has no config. */
const most = 100;

/**
 * Keeps the files of the config where the shell finds them: it gives back one that is still as we wrote it. What an earlier
 * one has kept of a file stays what it was; only what was written there is newer.
 */
export async function keepForShell(
  { files }: Pick<Tools, 'files'>,
  { drillFolder }: Paths,
  kept: readonly KeptFile[],
): Promise<Result<null>> {
  // The shell reads a path as one line.
  const strange = kept.find(({ path }) => !/^\/\P{Cc}+$/u.test(path));
  if (strange) return fail('not-writable', strange.path, 'EINVAL');
  const folder = await files.privateFolder(drillFolder);
  if (!folder.ok) return folder;
  const known = await knownPaths(files, drillFolder);
  if (!known.ok) return known;
  for (const file of kept) {
    const at = known.value.indexOf(file.path);
    const isKnown = at >= 0;
    const number = isKnown ? at + 1 : known.value.push(file.path);
    const written = await keepOne(files, join(drillFolder, String(number)), file, isKnown);
    if (!written.ok) return written;
  }
  return ok(null);
}

/** In their order: the first is number 1. */
async function knownPaths(files: Tools['files'], folder: string): Promise<Result<string[]>> {
  const known: string[] = [];
  while (known.length < most) {
    const path = await files.read(join(folder, `${known.length + 1}.path`), 10_000);
    if (!path.ok) return path;
    if (path.value === null) return ok(known);
    known.push(path.value.replace(/\n$/, ''));
  }
  return fail('claw-many', folder);
}

/** The path comes last: what has none is not there for the shell. */
async function keepOne(
  files: Tools['files'],
  at: string,
  { path, before, after, isInPlace }: KeptFile,
  isKnown: boolean,
): Promise<Result<null>> {
  if (!isInPlace) await files.remove(`${at}.inplace`);
  const parts: readonly (readonly [string, string])[] = [
    ...(isInPlace ? [[`${at}.inplace`, ''] as const] : []),
    ...(isKnown ? [] : [[`${at}.was`, before] as const]),
    [`${at}.wrote`, after],
    ...(isKnown ? [] : [[`${at}.path`, `${path}\n`] as const]),
  ];
  for (const [name, text] of parts) {
    const written = await files.write(name, text);
    if (!written.ok) return written;
  }
  return ok(null);
}
