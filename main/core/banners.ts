import { sentence } from './sentence.ts';
import { offeredShortcut, parseShortcut, shortcutSay } from './shortcut.ts';
import type { Snapshot } from './snapshot.ts';
import { useBarOf } from './updates/rule.ts';
import type { ToldUpdate } from './updates/told.ts';
import type { Say } from './words.ts';

/** What the button of a banner does. */
export type BannerAct =
  | 'seen-paid'
  | 'use-key'
  | 'choose-key'
  | 'menu-bar'
  | 'notifications'
  | 'local-network'
  | 'settings'
  | 'doctor'
  | 'update';

/** A calm card under the verdict: one sentence, and the one thing to do about it. */
export interface Banner {
  readonly say: string;
  readonly do: { readonly act: BannerAct; readonly label: string } | null;
}

export interface BannerAsk {
  readonly snapshot: Snapshot;
  /** What was given back of a drill that was cut short, as a sentence. */
  readonly paid: string | null;
  /** macOS does not show the icon, and nobody has gone to see why. */
  readonly isHidden: boolean;
  readonly shortcut: 'off' | 'works' | 'taken';
  /** macOS shows no notification of ours, as a sentence. */
  readonly refused: string | null;
  /** What went wrong in this app itself. */
  readonly bug: string | null;
  readonly update: ToldUpdate;
  /** The engine is away: what it said last is no reason to send anybody anywhere. */
  readonly isAway: boolean;
}

/** The first that applies: more than one at a time would be a wall. */
export function bannerOf(ask: BannerAsk, say: Say): Banner | null {
  const { snapshot, paid, refused, bug, isAway } = ask;
  if (paid !== null) return { say: paid, do: { act: 'seen-paid', label: say('drill.debtSeen') } };
  if (ask.isHidden) return hiddenBanner(ask, say);
  if (refused !== null) return { say: refused, do: { act: 'notifications', label: say('do.macos') } };
  if (!isAway && isKeptOut(snapshot))
    return { say: say('err.local'), do: { act: 'local-network', label: say('do.macos') } };
  const unread = isAway ? undefined : snapshot.problems.find(isAboutSettings);
  if (unread) return { say: sentence(unread, say), do: { act: 'settings', label: say('do.openPage') } };
  if (bug !== null)
    return { say: say('err.bug', { code: bug }), do: { act: 'doctor', label: say('doctor.open') } };
  const own = isAway ? undefined : snapshot.problems.find(isBug);
  // It goes by itself when what failed has worked.
  if (own) return { say: sentence(own, say), do: { act: 'doctor', label: say('doctor.open') } };
  return updateBanner(ask, say);
}

/** A version that is here and could be used at once: last of all, and in no outage, drill or job. */
function updateBanner({ snapshot, update, isAway }: BannerAsk, say: Say): Banner | null {
  const isHere = update.is === 'ready' || update.is === 'handed';
  if (!isHere || useBarOf({ ...snapshot, isAway }, false) !== null) return null;
  const version = update.version ?? '';
  return { say: say('update.here', { version }), do: { act: 'update', label: say('update.do.restart') } };
}

/** Without its icon the panel needs another way in. */
function hiddenBanner({ snapshot, shortcut }: BannerAsk, say: Say): Banner {
  const key = shortcutSay(parseShortcut(snapshot.settings.shortcut) ?? '');
  if (shortcut === 'works')
    return { say: say('err.hidden', { key }), do: { act: 'menu-bar', label: say('do.macos') } };
  if (shortcut === 'taken')
    return { say: say('err.hiddenTaken', { key }), do: { act: 'choose-key', label: say('do.chooseKey') } };
  const offered = shortcutSay(offeredShortcut);
  return { say: say('err.hiddenOff'), do: { act: 'use-key', label: say('do.useKey', { key: offered }) } };
}

/** Some part found that macOS keeps this app from the local network. */
const isKeptOut = ({ parts }: Snapshot): boolean => parts.some(({ fact }) => fact.key === 'svc.lan.denied');

type Told = Snapshot['problems'][number];
const isAboutSettings = ({ code }: Told): boolean =>
  code === 'settings-unreadable' || code === 'settings-newer';
const isBug = ({ code }: Told): boolean => code === 'bug';

/**
 * The rest, a line each. Settings that cannot be read and mistakes of this app are banners, because there is something to press
 * or nothing to do; a disk that is full or a file that cannot be written goes on costing the person something, so it stays
 * in sight whatever else is told.
 */
export const linesBeside = ({ problems }: Snapshot, say: Say): string[] =>
  problems
    .filter((problem) => !isAboutSettings(problem) && !isBug(problem))
    .map((problem) => sentence(problem, say));

/**
 * What a person can do where the engine does not answer. There is no button: an engine in this process is only silent when the
 * process is, which then hears no button either; and nothing here may end a process of somebody else.
 */
export function awaySay({ engine }: Snapshot, isOwner: boolean, say: Say): string {
  const { owner, pid } = engine;
  return isOwner ? say('err.away.own') : say(`err.away.${owner}`, { pid });
}
