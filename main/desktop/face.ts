import type { Frame } from '../../preload/contract.ts';
import { leftSay } from '../core/drill/say.ts';
import { runningIn } from '../core/drill/shown.ts';
import { preparingOf } from '../core/jobs/say.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { awayAfter } from '../core/times.ts';
import { type View, view } from '../core/view.ts';
import { chooseLang, type Lang, type Say, speaker } from '../core/words.ts';

export interface Seen {
  readonly frame: Frame;
  readonly view: View;
  readonly say: Say;
  /** What stands beside the icon. */
  readonly title: string;
}

export interface Watched {
  readonly silentFor: number;
  readonly isOwner: boolean;
  readonly preferred: readonly string[];
  readonly now: number;
  readonly why: number | null;
  readonly page: Frame['page'];
  readonly opensAtLogin: boolean | null;
  readonly local?: Frame['local'];
}

/** What the tray, the menu and the panel show of a snapshot. */
export function see(snapshot: Snapshot, watched: Watched): Seen {
  const { silentFor, isOwner, preferred, now, why, page, opensAtLogin, local = null } = watched;
  const lang: Lang = chooseLang(snapshot.settings.language, preferred);
  const isAway = silentFor > awayAfter;
  return {
    frame: { snapshot, lang, isAway, isOwner, why, page, opensAtLogin, local },
    view: view(snapshot, { lang, now, isAway }),
    say: speaker(lang),
    title: isAway ? '' : titleOf(snapshot, now),
  };
}

/** How long a drill may still last is shown to everybody; how far a preparation is to whom wants it. */
function titleOf(snapshot: Snapshot, now: number): string {
  const drill = runningIn(snapshot);
  if (drill) return leftSay(drill, now);
  return snapshot.settings['tray.title'] ? (preparingOf(snapshot.jobs) ?? '') : '';
}
