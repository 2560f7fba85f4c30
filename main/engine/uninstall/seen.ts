import { resolve } from 'node:path';
import type { Piece, What } from '../../core/uninstall/item.ts';
import type { Tools } from '../tools/tools.ts';

export type PieceTools = Pick<Tools, 'files' | 'erase' | 'machine' | 'platform' | 'env'>;

/** What lies where we write, and what lies there that is not ours. */
export interface Pieces {
  readonly pieces: Piece[];
  readonly strange: { readonly path: string; readonly to: string | null }[];
  readonly npm: string[];
}

/** So many names of a folder are looked at. */
export const mostNames = 10_000;

/** What was meant is a piece, and all else strange; nothing there is nothing. A folder is none yet: what is in it comes first. */
export async function note(
  { erase }: PieceTools,
  seen: Pieces,
  what: What,
  path: string,
  is: 'file' | 'folder',
): Promise<boolean> {
  const found = await erase.at(path);
  if (!found) return false;
  const isMeant = found.isOwn && found.is === is;
  if (!isMeant) seen.strange.push({ path, to: found.to });
  else if (is === 'file') seen.pieces.push({ what, path, is, bytes: found.bytes });
  return isMeant;
}

/** A folder is a piece of its own, after what is in it. */
export const noteFolder = (seen: Pieces, what: What, path: string): void =>
  void seen.pieces.push({ what, path, is: 'folder', bytes: 0 });

/** All that is in it goes, so it must not be the engine's folder, nor around it, nor in it: there things are kept by their names. */
export async function noteTree(
  { erase }: PieceTools,
  seen: Pieces,
  { what, path, engine }: { readonly what: What; readonly path: string; readonly engine: string },
): Promise<void> {
  const found = await erase.at(path);
  if (!found) return;
  const isApart = !isIn(engine, path) && !isIn(path, engine);
  if (!found.isOwn || found.is !== 'folder' || !isApart) seen.strange.push({ path, to: found.to });
  else seen.pieces.push({ what, path, is: 'tree', bytes: await erase.size(path) });
}

/** It is that folder, or somewhere below. */
export const isIn = (path: string, folder: string): boolean =>
  `${resolve(path)}/`.startsWith(`${resolve(folder)}/`);

export async function strange({ erase }: PieceTools, seen: Pieces, path: string): Promise<void> {
  const found = await erase.at(path);
  if (found) seen.strange.push({ path, to: found.to });
}
