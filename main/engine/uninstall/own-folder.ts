import { join } from 'node:path';
import type { What } from '../../core/uninstall/item.ts';
import { isSocketName, type OwnFolder, ownFolders, ownWhat } from '../../core/uninstall/places.ts';
import type { Paths } from '../paths.ts';
import { isOursWithin } from './ours.ts';
import { mostNames, note, noteFolder, type Pieces, type PieceTools, strange } from './seen.ts';

/** In a folder that the person has named there may be somebody's file of the same name: ours are private, and say what ours say. */
export async function lookAtOwn(
  tools: PieceTools,
  { folder, drillDebt }: Paths,
  { isOwnHome, logs }: { readonly isOwnHome: boolean; readonly logs: string },
  seen: Pieces,
): Promise<void> {
  if (!(await note(tools, seen, 'folder', folder, 'folder'))) return;
  for (const name of (await tools.files.list(folder, mostNames)) ?? []) {
    const path = join(folder, name);
    const inner = Object.hasOwn(ownFolders, name) ? ownFolders[name] : undefined;
    const what = ownWhat(name);
    // These go with the place and with the debt; the log has its own look.
    if (isSocketName(name) || path === drillDebt || path === logs) continue;
    const isOurs =
      !isOwnHome || ((await tools.erase.at(path))?.isPrivate && (await isOursWithin(tools, path, name)));
    if (inner && isOurs) await lookInside(tools, path, { ...inner, isOwnHome }, seen);
    else if (what && isOurs) await note(tools, seen, what, path, 'file');
    else await strange(tools, seen, path);
  }
  noteFolder(seen, 'folder', folder);
}

async function lookInside(
  tools: PieceTools,
  path: string,
  { what, names, is, isOwnHome }: OwnFolder & { readonly isOwnHome: boolean },
  seen: Pieces,
): Promise<void> {
  if (!(await note(tools, seen, what, path, 'folder'))) return;
  for (const name of (await tools.files.list(path, mostNames)) ?? [])
    if (!names.test(name)) await strange(tools, seen, join(path, name));
    else if (is === 'file') await note(tools, seen, what, join(path, name), is);
    else await lookBelow(tools, { what, path: join(path, name), mayBeOpen: !isOwnHome }, seen);
  noteFolder(seen, what, path);
}

/** So deep does nobody keep what a config includes. */
const deepest = 20;

interface Copied {
  readonly what: What;
  readonly path: string;
  /** Where nobody but us has written it need not be private. */
  readonly mayBeOpen: boolean;
}

/** What a check has copied has the names of what was copied, in folders as they were; each of them was made private. */
async function lookBelow(tools: PieceTools, copied: Copied, seen: Pieces, depth = 0): Promise<void> {
  const { what, path, mayBeOpen } = copied;
  const found = await tools.erase.at(path);
  const isFolder = found?.is === 'folder';
  if (depth > deepest || !(found?.isPrivate || mayBeOpen)) return strange(tools, seen, path);
  if (!(await note(tools, seen, what, path, isFolder ? 'folder' : 'file')) || !isFolder) return;
  for (const name of (await tools.files.list(path, mostNames)) ?? [])
    await lookBelow(tools, { ...copied, path: join(path, name) }, seen, depth + 1);
  noteFolder(seen, what, path);
}
