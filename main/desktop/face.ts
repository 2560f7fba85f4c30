import type { Frame } from '../../preload/contract.ts';
import { leftSay } from '../core/drill/say.ts';
import { runningIn } from '../core/drill/shown.ts';
import { preparingOf } from '../core/jobs/say.ts';
import type { Glyph } from '../core/scene.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { age, awayAfter } from '../core/times.ts';
import { type View, view } from '../core/view.ts';
import { chooseLang, type Lang, type Say, speaker } from '../core/words.ts';

export interface Seen {
  readonly frame: Frame;
  readonly view: View;
  readonly say: Say;
  /** What stands beside the icon. */
  readonly title: string;
}

export interface Watched extends Omit<Frame, 'snapshot' | 'lang' | 'isAway'> {
  readonly silentFor: number;
  readonly preferred: readonly string[];
  readonly now: number;
}

/** What the tray, the menu and the panel show of a snapshot. */
export function see(snapshot: Snapshot, watched: Watched): Seen {
  const { silentFor, preferred, now, ...own } = watched;
  const lang: Lang = chooseLang(snapshot.settings.language, preferred);
  const isAway = silentFor > awayAfter;
  const say = speaker(lang);
  const seen = view(snapshot, { lang, now, isAway });
  const title = isAway ? '' : titleOf(snapshot, seen.glyph, say, now);
  return { frame: { snapshot, lang, isAway, ...own }, view: seen, say, title };
}

/** Less than this (ms) is not worth a place in the menu bar. */
const offlineLeast = 60_000;

/** How long a drill may still last is shown to everybody; how long it is offline and how far a preparation is to whom wants it. */
function titleOf(snapshot: Snapshot, glyph: Glyph, say: Say, now: number): string {
  const drill = runningIn(snapshot);
  if (drill) return leftSay(drill, now);
  if (!snapshot.settings['tray.title']) return '';
  if (glyph !== 'offline') return preparingOf(snapshot.jobs) ?? '';
  const passed = now - (snapshot.outageSince ?? snapshot.stanceSince);
  return passed < offlineLeast ? '' : age(say, passed);
}
