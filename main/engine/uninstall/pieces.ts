import { basename, dirname, join, resolve } from 'node:path';
import { appFolder, type Homes, logFolder } from '../../core/own-places.ts';
import { isOurShim, shimBundle } from '../../core/tool.ts';
import {
  besideOf,
  isAppLink,
  isAppName,
  linkPlaces,
  logNames,
  placesOf,
} from '../../core/uninstall/places.ts';
import { newestTaken } from '../claw/vault.ts';
import type { Paths } from '../paths.ts';
import { lookAtOwn } from './own-folder.ts';
import {
  isIn,
  mostNames,
  note,
  noteFolder,
  noteTree,
  type Pieces,
  type PieceTools,
  strange,
} from './seen.ts';

/** So many copies, and so long (bytes) a bundle's description. */
const copiesMost = 1_000;
const plistMost = 200_000;

/** Nothing is changed. `isOwnHome`: the person has named the folder, and nothing beside it is looked at. */
export async function lookAtPieces(tools: PieceTools, paths: Paths, isOwnHome: boolean): Promise<Pieces> {
  const seen: Pieces = { pieces: [], strange: [], npm: [] };
  await lookBeside(tools, paths, seen);
  const homes: Homes = { platform: tools.platform, home: tools.machine.home, env: tools.env };
  if (!isOwnHome) {
    await lookAtLinks(tools, homes, seen);
    for (const { what, path, is } of placesOf(homes))
      if (is === 'file') await note(tools, seen, what, path, is);
      else await noteTree(tools, seen, { what, path, engine: paths.folder });
  }
  const logs = isOwnHome ? paths.logs : resolve(logFolder(homes));
  const isApart = !isOwnHome && logs !== paths.folder;
  // Whichever folder is in the other goes first.
  if (isApart && !isIn(paths.folder, logs)) await lookAtLogs(tools, logs, paths, seen);
  await lookAtOwn(tools, paths, { isOwnHome, logs: isApart ? logs : '' }, seen);
  if (isApart && isIn(paths.folder, logs)) await lookAtLogs(tools, logs, paths, seen);
  if (!isOwnHome) await lookAtApp(tools, homes, paths, seen);
  return seen;
}

/** By name: where XDG's folders have been moved a person may have a folder of ours' name, and their own things in it. */
async function lookAtLogs(tools: PieceTools, path: string, { folder }: Paths, seen: Pieces): Promise<void> {
  if (!(await note(tools, seen, 'logs', path, 'folder'))) return;
  for (const name of (await tools.files.list(path, mostNames)) ?? []) {
    const inside = join(path, name);
    if (logNames.test(name)) await note(tools, seen, 'logs', inside, 'file');
    else if (!isIn(folder, inside)) await strange(tools, seen, inside);
  }
  noteFolder(seen, isIn(folder, path) ? 'folder' : 'logs', path);
}

/** The app's own folder, where it has one beside the engine's or around it. */
async function lookAtApp(tools: PieceTools, homes: Homes, { folder }: Paths, seen: Pieces): Promise<void> {
  const path = resolve(appFolder(homes));
  if (!(await note(tools, seen, 'folder', path, 'folder'))) return;
  for (const name of (await tools.files.list(path, mostNames)) ?? []) {
    const inside = join(path, name);
    if (inside !== folder) await lookAtAppName(tools, inside, folder, seen);
  }
  noteFolder(seen, 'folder', path);
}

async function lookAtAppName(tools: PieceTools, path: string, engine: string, seen: Pieces): Promise<void> {
  const found = await tools.erase.at(path);
  if (!found) return;
  const name = basename(path);
  if (found.is === 'link' && found.to !== null && isAppLink(name))
    seen.pieces.push({ what: 'app-data', path, is: 'link', bytes: 0, to: found.to });
  else if (isAppName(name) && found.is === 'folder')
    await noteTree(tools, seen, { what: 'app-data', path, engine });
  else if (isAppName(name)) await note(tools, seen, 'app-data', path, 'file');
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

async function leadsToUs({ files, erase }: PieceTools, to: string): Promise<boolean> {
  const bundle = shimBundle(to);
  if (bundle === null) return false;
  const isThere = (await erase.at(bundle)) !== null;
  const said = isThere ? await files.read(join(bundle, 'Contents', 'Info.plist'), plistMost) : null;
  return isOurShim(to, () => said && (said.ok ? (said.value ?? '') : ''));
}
