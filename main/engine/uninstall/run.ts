import { containerName } from '../../core/claw/form.ts';
import { appName } from '../../core/own-places.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { Item, Piece, ToldItem } from '../../core/uninstall/item.ts';
import { type Found, goingOf, planOf, type Wish } from '../../core/uninstall/plan.ts';
import { madeHere } from '../claw/form-look.ts';
import { removeForm } from '../claw/forms.ts';
import { sweepRooms } from '../jobs/deps-room.ts';
import { loadJournal, loadSettings } from '../stores.ts';
import type { Erase } from '../tools/tools.ts';
import { chatsOf } from './look.ts';
import { type Paying, payDebts } from './pay.ts';
import { lookAtPieces } from './pieces.ts';
import { type Held, holdPlace } from './place.ts';

/** What only the app's own program can do on a desktop. */
export interface Desk {
  /** Whether the app opens at login; null where nobody can say. */
  opensAtLogin(): boolean | null;
  /** Takes the login item away; how it is then. */
  dropLoginItem(): boolean | null;
}

export interface Uninstalling extends Paying {
  /** As it was shown to the person. */
  readonly found: Found;
  readonly wish: Wish;
  readonly desk: Desk | undefined;
  /** Each line as it ends. */
  readonly told: (item: ToldItem) => void;
}

/**
 * Takes everything away that was shown. What is owed comes first, and where that cannot be given back nothing is taken away. After
 * that a failure leaves one thing, and the others go all the same. Run again it goes on with what is left.
 */
export async function runUninstall(doing: Uninstalling): Promise<Result<readonly ToldItem[]>> {
  const held = await holdPlace(doing.tools, doing.paths);
  if (!held.ok) return held;
  try {
    const paid = await payDebts(doing);
    return paid.ok ? ok(await takeAway(doing, held.value)) : paid;
  } finally {
    await held.value.release();
  }
}

async function takeAway(doing: Uninstalling, held: Held): Promise<readonly ToldItem[]> {
  const { tools, paths, wish, signal } = doing;
  const ended: ToldItem[] = [];
  const tell = (item: Item, is: ToldItem['is'], problem: Problem | null = null) => {
    const told = { ...item, is, problem };
    ended.push(told);
    if (is !== 'planned') doing.told(told);
  };
  for (const item of planOf(doing.found, wish)) if (item.act === 'back') tell(item, 'done');
  // Of a killed job, in the system's own folder for what is thrown away: there may be keys to a registry in it.
  await sweepRooms(tools);
  // Whoever gave back has written: what lies there now is what goes.
  const pieced = await lookAtPieces(tools, paths, doing.found.isOwnHome);
  const chats = chatsOf((await loadJournal(tools, paths, false)).value);
  const now: Found = { ...doing.found, ...pieced, chats };
  const plan = planOf(now, wish);
  const pieces = goingOf(now, wish);
  let isReleased = false;
  for (const item of plan.filter(({ act }) => act === 'remove')) {
    if (signal.aborted) {
      tell(item, 'failed', { code: 'called-off', about: 'uninstall' });
      continue;
    }
    // The socket lies in the folder that goes now.
    if (item.what === 'folder' && !isReleased) {
      await held.release();
      isReleased = true;
    }
    const gone = await take(doing, item, pieces);
    if (gone.ok) tell(item, 'done');
    // A folder in which something is left is no trouble of its own.
    else tell(item, 'failed', isHeld(item, ended) ? null : gone.problem);
  }
  for (const item of plan) if (item.act === 'stay') tell(item, 'planned');
  return ended;
}

const isHeld = ({ what, about }: Item, ended: readonly ToldItem[]): boolean =>
  what === 'folder' && ended.some(({ problem }) => problem?.about.startsWith(`${about}/`));

async function take(doing: Uninstalling, item: Item, pieces: readonly Piece[]): Promise<Result<null>> {
  if (item.what === 'containers') return takeContainers(doing);
  if (item.what === 'login')
    return doing.desk?.dropLoginItem() === false ? ok(null) : fail('uninstall-login', appName);
  const isAlone = ['link', 'caches', 'beside', 'folder'].includes(item.what);
  const mine = pieces.filter(({ what, path }) => what === item.what && (!isAlone || path === item.about));
  let left: Result<null> = ok(null);
  for (const piece of mine) {
    const gone = await takePiece(doing.tools.erase, piece);
    // The first is told: what comes after may only have failed because of it.
    if (left.ok && !gone.ok) left = gone;
  }
  return left;
}

function takePiece(erase: Erase, { path, is, to = '' }: Piece): Promise<Result<null>> {
  return is === 'link' ? erase.link(path, to) : erase[is](path);
}

/** It is gone when Podman knows none of that name any more. */
async function takeContainers({ tools, paths, signal, found }: Uninstalling): Promise<Result<null>> {
  const name = containerName((await loadSettings(tools, paths, false)).value);
  const gone = await removeForm(tools, name, signal);
  if (!gone.ok) return gone;
  const made = await madeHere(tools, name, signal);
  if (!made.ok) return made.problem.code === 'no-container' ? ok(null) : made;
  const shown = found.container === 'unseen' ? null : found.container;
  return fail('uninstall-container', name, shown?.commands.join(' && ') ?? '');
}
