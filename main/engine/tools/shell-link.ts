import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import { type Entry, type FolderLook, isOurShim, pathsIn, toolName } from '../../core/tool.ts';
import { codeOf } from './files.ts';

/** How a folder is that commands may be in. Changes nothing. */
export function lookAtFolder(path: string): Omit<FolderLook, 'isOnPath'> {
  const found = statSync(path, { throwIfNoEntry: false });
  const entry = entryAt(join(path, toolName));
  if (!found?.isDirectory())
    return { path, isThere: false, isOwn: false, isLoose: false, isWritable: false, entry };
  const isOfGroup = (found.mode & 0o020) !== 0 && (process.getgroups?.() ?? []).includes(found.gid);
  return {
    ...{ path, isThere: true, isOwn: found.uid === process.getuid?.() || isOfGroup, entry },
    ...{ isLoose: (found.mode & 0o002) !== 0, isWritable: mayWrite(path) },
  };
}

function entryAt(path: string): Entry {
  try {
    if (!lstatSync(path).isSymbolicLink()) return { is: 'other' };
    const to = resolve(dirname(path), readlinkSync(path));
    return { is: 'link', to, isOurs: isOurShim(to, saidOf) };
  } catch (error) {
    // One that may not even be looked at is there all the same.
    return { is: ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'none' : 'other' };
  }
}

/** What a bundle says of itself; null where there is none. */
const saidOf = (bundle: string): string | null =>
  lstatSync(bundle, { throwIfNoEntry: false }) ? textOf(join(bundle, 'Contents', 'Info.plist')) : null;

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folders that every login shell of this Mac looks into; `root` stands for `/`. */
export function systemPaths(root: string): string[] {
  const more = join(root, '/etc/paths.d');
  const names = listed(more).sort();
  return [join(root, '/etc/paths'), ...names.map((name) => join(more, name))].flatMap((path) =>
    pathsIn(textOf(path)),
  );
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Longer than any list of folders, and than a bundle's description (ours has 3 kB). */
const textMost = 200_000;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, textMost);
  } catch {
    return '';
  }
}

/**
 * Makes the link, with its folder where that is missing. A name that somebody has taken is never written over: only a link into
 * another copy of this app gives way, in one step.
 */
export function makeLink(at: string, to: string): Result<null> {
  try {
    makeFolder(dirname(at));
    const entry = entryAt(at);
    if (entry.is === 'none') symlinkSync(to, at);
    else if (entry.is === 'link' && entry.isOurs) replace(at, to);
    else return fail('tool-changed', at);
    return ok(null);
  } catch (error) {
    return refused(at, error);
  }
}

/** Others may look into it, as into any folder of commands; what is there stays as it is. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (lstatSync(path, { throwIfNoEntry: false })) throw new NoFolder();
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Something else has the folder's name. */
class NoFolder extends Error {
  readonly code = 'ENOTDIR';
}

function replace(at: string, to: string): void {
  const beside = `${at}.new-${randomBytes(6).toString('hex')}`;
  try {
    symlinkSync(to, beside);
    renameSync(beside, at);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Takes the link away, if it leads into a copy of this app. */
export function removeLink(at: string): Result<null> {
  try {
    const entry = entryAt(at);
    if (entry.is !== 'link' || !entry.isOurs) return fail('tool-changed', at);
    unlinkSync(at);
    return ok(null);
  } catch (error) {
    return refused(at, error);
  }
}

/** Somebody has taken the name in this very moment: theirs stays. */
const refused = (at: string, error: unknown) =>
  codeOf(error) === 'EEXIST' ? fail('tool-changed', at) : fail('tool-unmade', at, codeOf(error));
