import type { Problem } from '../problem.ts';
import { givenBack, type Item, type Piece, removed, type What } from './item.ts';

/** What a person asked for. */
export interface Wish {
  /** Settings and diary stay. */
  readonly isKeepingData: boolean;
  /** OpenClaw's container that we made goes, too. */
  readonly hasContainers: boolean;
}

/** What is here of ours, as it was looked at. Paths are absolute, sizes in bytes. */
export interface Found {
  /** The engine's folder. */
  readonly folder: string;
  /** The person has named that folder (`OFFLINE_MODE_HOME`): nothing beside it is touched. */
  readonly isOwnHome: boolean;
  readonly isMac: boolean;
  /** A drill has taken something. */
  readonly isDrillOwed: boolean;
  /** A config that we have changed; `theirs`: places that somebody has changed since. */
  readonly config: { readonly path: string; readonly theirs: readonly string[] } | null;
  /** Why that config cannot be given back without somebody's word. */
  readonly conflict: Problem | null;
  /** The person's own command that was told “offline” and is owed the other word; empty: none. */
  readonly hook: string;
  readonly pieces: readonly Piece[];
  /** In our folders, and not ours; or where we would write, and a link. */
  readonly strange: readonly { readonly path: string; readonly to: string | null }[];
  /** A command's link that a package manager has made. */
  readonly npm: readonly string[];
  /** A container of ours with what takes it away; `null`: none, `unseen`: nobody could look. */
  readonly container: { readonly name: string; readonly commands: readonly string[] } | 'unseen' | null;
  /** Programs that we have started and that go on. */
  readonly servers: readonly { readonly part: string; readonly pid: number }[];
  /** Chats that have lost the model that was chosen for them, and which that was. */
  readonly chats: readonly string[];
  /** Files of images that the person had saved. */
  readonly backups: readonly { readonly path: string; readonly bytes: number }[];
  readonly isClaw: boolean;
  /** Ollama, Podman or pnpm is here, and may have something that was fetched for the person. */
  readonly hasFetched: boolean;
  /** Whether the app opens at login; null: nobody can say; undefined: nobody here can ask. */
  readonly opensAtLogin: boolean | null | undefined;
}

const item = (
  act: Item['act'],
  what: What,
  { about = '', bytes = null, how = '' }: Partial<Pick<Item, 'about' | 'bytes' | 'how'>> = {},
): Item => ({ act, what, about, bytes, how });

/** What is kept where the person wants to keep their data. */
const data: readonly What[] = ['settings', 'diary'];

export const isKept = ({ what }: Pick<Piece, 'what'>, { isKeepingData }: Wish): boolean =>
  isKeepingData && data.includes(what);

/** What goes, in the order in which it does. A folder in which something stays, stays as well. */
export function goingOf(
  { pieces, strange }: Pick<Found, 'pieces' | 'strange'>,
  wish: Wish,
): readonly Piece[] {
  const left = [...strange, ...pieces.filter((piece) => isKept(piece, wish))].map(({ path }) => path);
  const isHeld = (folder: string) => left.some((path) => path.startsWith(`${folder}/`));
  const order: readonly What[] = removed;
  return pieces
    .filter((piece) => !isKept(piece, wish) && !(piece.is === 'folder' && isHeld(piece.path)))
    .toSorted((one, other) => order.indexOf(one.what) - order.indexOf(other.what));
}

/** All lines, in the order in which things are done; what stays comes last. */
export function planOf(found: Found, wish: Wish): readonly Item[] {
  const acts = [...backOf(found), ...removalOf(found, wish)];
  const order: readonly What[] = [...givenBack, ...removed];
  return [
    ...acts.toSorted((one, other) => order.indexOf(one.what) - order.indexOf(other.what)),
    ...stayOf(found, wish),
  ];
}

function backOf({ isDrillOwed, config, hook }: Found): Item[] {
  return [
    ...(isDrillOwed ? [item('back', 'drill')] : []),
    ...(config ? [item('back', 'config', { about: config.path, how: config.theirs.join(', ') })] : []),
    ...(hook === '' ? [] : [item('back', 'hook', { about: hook })]),
  ];
}

function removalOf(found: Found, wish: Wish): Item[] {
  const { container, opensAtLogin, isOwnHome } = found;
  const going = goingOf(found, wish);
  const whats = [...new Set(going.map(({ what }) => what))];
  const isOurs = container !== null && container !== 'unseen';
  return [
    ...whats.flatMap((what) => itemsOf(what, going)),
    ...(isOurs && wish.hasContainers ? [item('remove', 'containers', { about: container.name })] : []),
    ...(opensAtLogin === true && !isOwnHome ? [item('remove', 'login')] : []),
  ];
}

/** Links and places elsewhere are told one by one, the rest by what it is. */
const eachAlone: readonly What[] = ['link', 'caches', 'beside', 'folder'];

function itemsOf(what: What, pieces: readonly Piece[]): Item[] {
  const mine = pieces.filter((piece) => piece.what === what);
  const [first] = mine;
  if (!first) return [];
  if (eachAlone.includes(what))
    return mine.map(({ path, bytes }) => item('remove', what, { about: path, bytes }));
  const bytes = mine.reduce((sum, piece) => sum + piece.bytes, 0);
  return [item('remove', what, { about: mine.map(({ path }) => path).reduce(shared), bytes })];
}

/** The folder that both are in, or are. */
function shared(one: string, other: string): string {
  const [steps, others] = [one.split('/'), other.split('/')];
  const differs = steps.findIndex((step, at) => step !== others[at]);
  return differs < 0 ? one : steps.slice(0, differs).join('/');
}

function stayOf(found: Found, wish: Wish): Item[] {
  const { container, servers, chats, backups, npm, strange, pieces, isOwnHome } = found;
  const keeps = pieces.filter((piece) => isKept(piece, wish));
  return [
    ...keeps.map(({ path, bytes }) => item('stay', 'data', { about: path, bytes })),
    ...containerLines(container, wish),
    ...servers.map(({ part, pid }) => item('stay', 'server', { about: part, how: `kill ${pid}` })),
    ...(chats.length > 0 ? [item('stay', 'chats', { about: chats.join(', ') })] : []),
    ...backups.map(({ path, bytes }) => item('stay', 'backup', { about: path, bytes })),
    ...(found.hasFetched ? [item('stay', 'fetched')] : []),
    ...(found.isClaw ? [item('stay', 'claw')] : []),
    ...npm.map((path) => item('stay', 'npm', { about: path })),
    ...strange.map(({ path, to }) =>
      to === null
        ? item('stay', 'foreign', { about: path })
        : item('stay', 'linked', { about: path, how: to }),
    ),
    ...(isOwnHome ? [item('stay', 'home', { about: found.folder })] : []),
    ...(isOwnHome ? [] : outsideLines(found)),
  ];
}

function containerLines(container: Found['container'], wish: Wish): Item[] {
  if (container === null) return [];
  if (container === 'unseen') return [item('stay', 'unseen')];
  if (wish.hasContainers) return [];
  return [item('stay', 'container', { about: container.name, how: container.commands.join(' && ') })];
}

/** What no folder of ours has, and nobody but the person can take away. */
function outsideLines({ opensAtLogin, isMac }: Found): Item[] {
  if (!isMac) return [item('stay', 'shell')];
  const login = opensAtLogin === undefined ? [item('stay', 'login-hand')] : [];
  return [...login, item('stay', 'shell'), item('stay', 'system'), item('stay', 'app')];
}
