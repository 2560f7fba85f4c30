import { basename, dirname, join, resolve } from 'node:path';
import { appId } from '../../core/app-id.ts';
import type { Piece, What } from '../../core/uninstall/item.ts';
import {
  appFolder,
  besideOf,
  bundleOf,
  type Homes,
  isAppLink,
  isAppName,
  isOurBundleName,
  isSocketName,
  linkPlaces,
  ownFolders,
  ownWhat,
  placesOf,
} from '../../core/uninstall/places.ts';
import { newestTaken } from '../claw/vault.ts';
import type { Paths } from '../paths.ts';
import type { Lying, Tools } from '../tools/tools.ts';

export type PieceTools = Pick<Tools, 'files' | 'erase' | 'machine' | 'platform' | 'env'>;

/** What lies where we write, and what lies there that is not ours. */
export interface Pieces {
  readonly pieces: Piece[];
  readonly strange: { readonly path: string; readonly to: string | null }[];
  readonly npm: string[];
}

/** So many names of a folder are looked at. */
const most = 10_000;
/** So many copies, and so long (bytes) a bundle's description. */
const copiesMost = 1_000;
const plistMost = 200_000;

/** Nothing is changed. `isOwnHome`: the person has named the folder, and nothing beside it is looked at. */
export async function lookAtPieces(tools: PieceTools, paths: Paths, isOwnHome: boolean): Promise<Pieces> {
  const seen: Pieces = { pieces: [], strange: [], npm: [] };
  await lookBeside(tools, paths, seen);
  if (!isOwnHome) {
    const homes: Homes = { platform: tools.platform, home: tools.machine.home, env: tools.env };
    await lookAtLinks(tools, homes, seen);
    for (const { what, path, is } of placesOf(homes)) await note(tools, seen, what, path, is);
  }
  await lookAtOwn(tools, paths, isOwnHome, seen);
  if (!isOwnHome) await lookAtApp(tools, paths, seen);
  return seen;
}

/** What was meant is a piece, and all else strange; nothing there is nothing. */
async function note(
  { erase }: PieceTools,
  seen: Pieces,
  what: What,
  path: string,
  is: 'file' | 'tree' | 'folder',
): Promise<boolean> {
  const found = await erase.at(path);
  if (!found) return false;
  const isMeant = found.isOwn && found.is === (is === 'file' ? 'file' : 'folder');
  if (!isMeant) seen.strange.push({ path, to: found.to });
  else if (is !== 'folder')
    seen.pieces.push({ what, path, is, bytes: is === 'tree' ? await erase.size(path) : found.bytes });
  return isMeant;
}

/** A folder is a piece of its own, after what is in it. */
const noteFolder = (seen: Pieces, what: What, path: string): void =>
  void seen.pieces.push({ what, path, is: 'folder', bytes: 0 });

/** In a folder that the person has named there may be somebody's file of the same name; ours are private, whatever is set. */
async function lookAtOwn(
  tools: PieceTools,
  { folder, drillDebt }: Paths,
  isOwnHome: boolean,
  seen: Pieces,
): Promise<void> {
  if (!(await note(tools, seen, 'folder', folder, 'folder'))) return;
  for (const name of (await tools.files.list(folder, most)) ?? []) {
    const path = join(folder, name);
    const inner = Object.hasOwn(ownFolders, name) ? ownFolders[name] : undefined;
    const what = ownWhat(name);
    // These go with the place and with the debt.
    if (isSocketName(name) || path === drillDebt) continue;
    const isOurs = !isOwnHome || (await tools.erase.at(path))?.isPrivate;
    if (inner && isOurs) await lookInside(tools, path, inner, seen);
    else if (what && isOurs) await note(tools, seen, what, path, 'file');
    else await strange(tools, seen, path);
  }
  noteFolder(seen, 'folder', folder);
}

async function lookInside(
  tools: PieceTools,
  path: string,
  { what, names, is }: NonNullable<(typeof ownFolders)[string]>,
  seen: Pieces,
): Promise<void> {
  if (!(await note(tools, seen, what, path, 'folder'))) return;
  for (const name of (await tools.files.list(path, most)) ?? [])
    if (names.test(name)) await note(tools, seen, what, join(path, name), is);
    else await strange(tools, seen, join(path, name));
  noteFolder(seen, what, path);
}

async function strange({ erase }: PieceTools, seen: Pieces, path: string): Promise<void> {
  const found = await erase.at(path);
  if (found) seen.strange.push({ path, to: found.to });
}

/** The app's own folder, where it has one beside the engine's or around it. */
async function lookAtApp(tools: PieceTools, { folder }: Paths, seen: Pieces): Promise<void> {
  const path = appFolder({ platform: tools.platform, home: tools.machine.home, env: tools.env });
  if (!(await note(tools, seen, 'folder', path, 'folder'))) return;
  for (const name of (await tools.files.list(path, most)) ?? []) {
    const inside = join(path, name);
    if (inside !== folder) await lookAtAppName(tools, inside, seen);
  }
  noteFolder(seen, 'folder', path);
}

async function lookAtAppName(tools: PieceTools, path: string, seen: Pieces): Promise<void> {
  const found = await tools.erase.at(path);
  if (!found) return;
  const name = basename(path);
  if (found.is === 'link' && found.to !== null && isAppLink(name))
    seen.pieces.push({ what: 'app-data', path, is: 'link', bytes: 0, to: found.to });
  else if (isAppName(name))
    await note(tools, seen, 'app-data', path, found.is === 'folder' ? 'tree' : 'file');
  else seen.strange.push({ path, to: found.to });
}

/** What a kill has left beside any config of which there is a copy. */
async function lookBeside(tools: PieceTools, paths: Paths, seen: Pieces): Promise<void> {
  const copies = await newestTaken(tools, paths, copiesMost);
  const configs = new Set(copies.flatMap(({ files }) => files.map(({ path }) => path)));
  for (const path of [...configs].flatMap(besideOf)) await note(tools, seen, 'beside', path, 'file');
}

async function lookAtLinks(tools: PieceTools, homes: Homes, seen: Pieces): Promise<void> {
  for (const path of linkPlaces(homes)) {
    const found = await tools.erase.at(path);
    if (found?.is !== 'link' || found.to === null) continue;
    const to = resolve(dirname(path), found.to);
    if (to.endsWith('/offline-mode/out/main/terminal.js')) seen.npm.push(path);
    else if (await leadsToUs(tools, to))
      seen.pieces.push({ what: 'link', path, is: 'link', bytes: 0, to: found.to });
  }
}

/** Into a bundle that says that it is ours, or into one of our name that is gone. */
async function leadsToUs({ files, erase }: PieceTools, to: string): Promise<boolean> {
  const bundle = bundleOf(to);
  if (bundle === null) return false;
  const found: Lying | null = await erase.at(bundle);
  if (found === null) return isOurBundleName(bundle);
  const said = await files.read(join(bundle, 'Contents', 'Info.plist'), plistMost);
  return said.ok && (said.value ?? '').includes(`<string>${appId}</string>`);
}
