import type { Command } from './command.ts';
import { drillMost } from './drill/drill.ts';
import { runningIn } from './drill/shown.ts';
import { mayDownload } from './jobs/reach.ts';
import type { Link, LinkPage, LinkRefusal } from './link.ts';
import { prepareOf } from './ready/prepare.ts';
import type { Mode } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

/** What a link asks the person about. */
export type LinkAsk = Mode | 'prepare' | 'drill';
/** Why it was left alone. `early`: nobody has said yet that the app may watch. */
export type LinkTold = LinkRefusal | 'early';

/** What becomes of a link: done at once, asked first, or left alone with a sentence. */
export type LinkAnswer =
  | { readonly is: 'open'; readonly page: LinkPage }
  | { readonly is: 'check' }
  | { readonly is: 'ask'; readonly what: LinkAsk }
  | { readonly is: 'told'; readonly why: LinkTold };

/** Nothing is changed by a link alone; what is so already is only shown. */
export function answerTo(link: Link | LinkRefusal, snapshot: Snapshot): LinkAnswer {
  if (typeof link === 'string') return { is: 'told', why: link };
  if (link.do === 'open') return { is: 'open', page: link.page };
  if (link.do === 'check') return { is: 'check' };
  if (snapshot.probing === 'not-yet') return { is: 'told', why: 'early' };
  if (link.do === 'mode')
    return link.mode === snapshot.mode ? { is: 'open', page: 'home' } : { is: 'ask', what: link.mode };
  if (link.do === 'drill')
    return runningIn(snapshot) ? { is: 'open', page: 'drill' } : { is: 'ask', what: 'drill' };
  return wishesOf(snapshot).length === 0 ? { is: 'open', page: 'prepare' } : { is: 'ask', what: 'prepare' };
}

/** What the person's yes sends to the engine, as things are then. */
export function commandsFor(what: LinkAsk, snapshot: Snapshot): Command[] {
  if (what === 'drill') return [{ type: 'drill.start', level: 'check', atMost: drillMost.usual }];
  if (what !== 'prepare') return [{ type: 'mode.set', mode: what }];
  return wishesOf(snapshot).map((wish) => ({ type: 'jobs.start', wishes: [{ ...wish }] }));
}

/** All that is missing and can be prepared now; no model that would not fit. */
function wishesOf(snapshot: Snapshot) {
  const { ready, jobs } = snapshot;
  if (ready === null) return [];
  const viewing = { lang: 'en' as const, now: snapshot.at, isAway: false };
  return prepareOf({ ready, jobs, mayDownload: mayDownload(snapshot) }, viewing).wishes;
}
