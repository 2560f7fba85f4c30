import { offersOf } from '../offers.ts';
import type { ToldPart } from '../parts/told.ts';
import { type RowMark, rowsOf } from '../rows.ts';
import { sceneOf } from '../scene.ts';
import type { Snapshot } from '../snapshot.ts';
import { verdictOf } from '../verdicts.ts';
import type { Viewing } from '../view.ts';
import { fact, freshPart, type GuideFact, type GuideLine, line, open, partName, phraseOf } from './line.ts';

/** The four steps of a bad moment, each with what it would find now. Without a snapshot they are text. */
export function stepLines(snapshot: Snapshot | null, viewing: Viewing): GuideLine[] {
  return [
    line('look', 'guide.1', { command: 'offline-mode status', ...(snapshot ? lookNow(snapshot) : {}) }),
    line('mode', 'guide.2', { command: 'offline-mode mode offline', ...(snapshot ? modeNow(snapshot) : {}) }),
    line('press', 'guide.3', snapshot ? pressNow(snapshot, viewing) : {}),
    line('keep', 'guide.4', snapshot ? keepNow(snapshot, viewing.now) : {}),
  ];
}

type Now = Partial<GuideLine>;

/** What the icon shows, in the words that stand beside it. */
function lookNow(snapshot: Snapshot): Now {
  const key = verdictOf(snapshot.internet);
  const { glyph, tone, head } = sceneOf(snapshot, key, { isAway: false, isLookOnly: false });
  const { ai } = snapshot;
  if (glyph === 'switching' || glyph === 'drill') return { answer: fact('wait', head) };
  if (!ai || ai.state === 'unknown') return { answer: fact('ask', 'guide.is.unknown') };
  if (ai.state === 'none') return { answer: fact('rest', 'guide.is.none') };
  const home = open('home', 'offline-mode status');
  if (ai.state !== 'works') {
    const mark: RowMark = ai.state === 'partly' ? 'part' : 'bad';
    const about = snapshot.parts.find(({ id }) => id === ai.about);
    const more = fact(mark, ai.because, about ? partName(about) : null);
    return { answer: fact(mark, `guide.is.${ai.state}`), more, ...home };
  }
  // It runs, and OpenClaw has not followed or has not answered: a full disc would be a wish.
  if (glyph === 'trouble') return { answer: fact(tone === 'bad' ? 'bad' : 'part', head), ...home };
  return { answer: fact('good', 'guide.yes') };
}

/** Whether “do nothing” is true: Auto, which may act and has nothing to ask. */
function modeNow(snapshot: Snapshot): Now {
  const { mode, modeSaved, probing, switch: told } = snapshot;
  if (mode !== modeSaved) return { answer: fact('wait', 'mode.say.asked') };
  if (mode === 'offline') return { answer: fact('good', 'guide.offline') };
  const choose = open('mode', 'offline-mode mode offline');
  if (mode === 'online') return { answer: fact('part', 'guide.online'), ...choose };
  if (probing === 'not-yet') return { answer: fact('ask', 'head.notYet') };
  const answer = fact('good', 'guide.auto');
  if (told?.asks)
    return { answer, more: fact('part', 'guide.f.asks'), ...open('home', 'offline-mode switch') };
  const held = told?.isThere && told.side === 'online' ? heldBack(snapshot) : null;
  return held ? { answer, more: held, ...open('claw', 'offline-mode switch') } : { answer };
}

/** Auto alone does not take OpenClaw's config along where nobody has said yes to that. */
function heldBack({ settings }: Snapshot): GuideFact | null {
  const rule = settings['switch.enter'];
  if (rule === 'never') return fact('part', 'guide.f.never');
  return rule === 'ask' || !settings['switch.consent'] ? fact('part', 'guide.f.yes') : null;
}

/** The buttons that are there now. */
function pressNow(snapshot: Snapshot, viewing: Viewing): Now {
  if (!snapshot.parts.some(({ id }) => freshPart(snapshot, id, viewing.now))) return {};
  const { fix } = offersOf(snapshot, verdictOf(snapshot.internet), viewing);
  const own = fix && (fix.do === 'start' || fix.do === 'restart') ? { do: fix.do, id: fix.id ?? '' } : null;
  const rows = rowsOf(snapshot, viewing).flatMap(({ act }) => (act ? [act] : []));
  const first = own ?? rows.find((act) => act.do === 'start' || act.do === 'restart');
  if (!first) return { answer: fact('rest', 'guide.none') };
  const service = snapshot.parts.find(({ id }) => id === first.id)?.name ?? first.id;
  const say = phraseOf(first.do === 'start' ? 'do.startIt' : 'do.restartIt', { service });
  return { answer: fact(own ? 'bad' : 'part', say), ...open('home', `offline-mode ${first.do} ${first.id}`) };
}

/** What a restart would cost while there is no internet: then the rule of a part says so. */
const fragile: ReadonlySet<string> = new Set([
  ...['rule.hs.trap', 'rule.hs.unread'],
  ...['rule.ts.forgets', 'rule.ts.noRelay', 'rule.ts.someIdle'],
]);

function keepNow(snapshot: Snapshot, now: number): Now {
  const parts = ['ollama', 'headscale', 'tailscale'].flatMap((id): ToldPart[] => {
    const part = freshPart(snapshot, id, now);
    return part && part.health !== 'absent' ? [part] : [];
  });
  if (parts.length === 0) return {};
  const off = parts.find(({ health }) => health !== 'up');
  if (off) {
    const mark = ({ pending: 'wait', down: 'bad', mute: 'ask', up: 'good', absent: 'rest' } as const)[
      off.health
    ];
    return {
      answer: fact(mark, off.health === 'mute' ? 'guide.mute' : 'guide.notAll'),
      more: fact(mark, off.fact, partName(off)),
      ...open('home', 'offline-mode status'),
    };
  }
  const why = parts.find(({ rule }) => fragile.has(rule.key));
  return { answer: fact('good', 'guide.all'), more: why ? fact('part', why.rule, partName(why)) : null };
}
