import type { Frame } from '../../preload/contract.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { awayAfter } from '../core/times.ts';
import { type View, view } from '../core/view.ts';
import { chooseLang, type Lang, type Say, speaker } from '../core/words.ts';

export interface Seen {
  readonly frame: Frame;
  readonly view: View;
  readonly say: Say;
}

export interface Watched {
  readonly silentFor: number;
  readonly isOwner: boolean;
  readonly preferred: readonly string[];
  readonly now: number;
  readonly why: number | null;
}

/** What the tray, the menu and the panel show of a snapshot. */
export function see(snapshot: Snapshot, { silentFor, isOwner, preferred, now, why }: Watched): Seen {
  const lang: Lang = chooseLang(snapshot.settings.language, preferred);
  const isAway = silentFor > awayAfter;
  return {
    frame: { snapshot, lang, isAway, isOwner, why },
    view: view(snapshot, { lang, now, isAway }),
    say: speaker(lang),
  };
}
