import { createHash } from 'node:crypto';
import { join, normalize } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import { atHome } from '../parts/look.ts';
import type { Tools } from '../tools/tools.ts';
import { ownFoldersIn, packagesIn } from './deps-lock.ts';
import { patchesOf, pinIn } from './deps-patches.ts';

/** A project of the person's own, as far as its packages go. */
export interface Project {
  readonly folder: string;
  /** SHA-256, 64 hex digits, of the names and texts of all files that decide what is needed. */
  readonly print: string;
  /** The version of pnpm that it asks for, null where it asks for none. */
  readonly pin: string | null;
  /** As many as its lockfile names, for every platform; null where that is no lockfile. */
  readonly packages: number | null;
  /** Those files, by their names in the folder. */
  readonly files: readonly string[];
}

/** In bytes: lockfiles of the largest workspaces there are have some megabytes; all else is written by hand. */
const [mostOfLock, mostOfText] = [20_000_000, 1_000_000];

const lockfile = 'pnpm-lock.yaml';
const manifests = ['package.json', 'pnpm-workspace.yaml', '.npmrc'];
/** Code of the person's that changes what is needed: it counts for the print, and pnpm is told not to run it. */
const hooks = ['.pnpmfile.cjs', '.pnpmfile.mjs'];

/** Changes nothing, starts nothing: it reads the project that is set, some small files and the lockfile. */
export function lookAtProject(
  tools: Pick<Tools, 'files' | 'machine'>,
  settings: Pick<Settings, 'deps.folder'>,
): Promise<Result<Project>> {
  return projectIn(tools, atHome(settings['deps.folder'], tools.machine.home));
}

/** The same of any folder. */
export async function projectIn({ files }: Pick<Tools, 'files'>, folder: string): Promise<Result<Project>> {
  if (folder === '' || !(await files.about(folder))?.isFolder) return fail('deps-no-folder', folder);
  const lock = await files.read(join(folder, lockfile), mostOfLock);
  if (!lock.ok) return lock;
  if (lock.value === null) return fail('deps-no-lock', folder);
  const texts = new Map<string, string>([[lockfile, lock.value]]);
  const read = async (names: readonly string[]) => {
    for (const name of names) {
      if (!isInside(name)) return fail('deps-failed', folder, `${name.slice(0, 100)} is outside of it`);
      const text = await files.read(join(folder, name), mostOfText);
      if (!text.ok) return text;
      if (text.value !== null) texts.set(name, text.value);
    }
    return null;
  };
  const trouble =
    (await read([...manifests, ...hooks])) ??
    (await read(patchesOf(texts.get('pnpm-workspace.yaml') ?? null, texts.get('package.json') ?? null))) ??
    (await read(
      ownFoldersIn(lock.value)
        .map((own) => join(own, 'package.json'))
        .filter(isInside),
    ));
  if (trouble) return trouble;
  return ok({
    ...{ folder, print: printOf(texts), packages: packagesIn(lock.value) },
    pin: pinIn(texts.get('package.json') ?? null),
    files: [...texts.keys()],
  });
}

/** A copy of it must not be written anywhere else than where copies are wanted. */
const isInside = (name: string): boolean => !/^(\.\.)?(\/|$)/.test(normalize(name));

/** Each name and text with its length before it, so that nothing can pass for something else. */
function printOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const part of [name, text]) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
