import { belief } from '../belief.ts';
import type { Snapshot } from '../snapshot.ts';
import { sideOf, verdictOf } from '../verdicts.ts';
import { itemNow } from './limits.ts';
import { fact, type GuideFact, type GuideLine, line, open, phraseOf } from './line.ts';

/** What a local model costs, and how an outage is practised. */
export function noteLines(snapshot: Snapshot | null): GuideLine[] {
  const drill = snapshot?.drill?.last ?? null;
  const [speed, load] = [drill?.figures.speed ?? null, drill?.figures.loadMs ?? null];
  const memory = snapshot && itemNow(snapshot, 'fits');
  const isTight = memory !== null && memory.mark !== 'good' && memory.mark !== 'rest';
  const choose = { act: { do: 'choose', key: 'ollama.main' } as const, command: chooseModel };
  return [
    line('slower', 'guide.n.slower', {
      more:
        speed === null ? null : fact('rest', phraseOf('guide.f.speed', { n: Math.round(speed * 10) / 10 })),
    }),
    line('memory', 'guide.n.memory', { more: memory, ...(isTight ? choose : {}) }),
    line('load', load === null ? 'guide.slow' : 'guide.n.load', {
      more: load === null ? null : fact('rest', phraseOf('guide.f.load', { t: { span: load } })),
    }),
    line('drill', 'guide.n.drill', {
      more: snapshot && itemNow(snapshot, 'drill'),
      ...open('drill', 'offline-mode drill'),
    }),
  ];
}
const chooseModel = 'offline-mode settings set ollama.main …';

/** What comes by itself afterwards, and what does not. */
export function backLines(snapshot: Snapshot | null): GuideLine[] {
  const asksBack = snapshot !== null && isAskedBack(snapshot);
  const text = asksBack ? phraseOf('guide.backAsk') : phraseOf('guide.backSay', { n: belief.back / 1_000 });
  return [
    ...(asksBack ? [] : [line('known', 'guide.n.known', { answer: snapshot && lineNow(snapshot) })]),
    line('back', text, { ...open('drill', 'offline-mode drill'), ...(snapshot ? modeNow(snapshot) : {}) }),
    line('diary', 'guide.n.diary', {
      more: snapshot && lastOutage(snapshot),
      ...open('diary', 'offline-mode diary'),
    }),
  ];
}

/** Nobody outside may be asked meanwhile, so nothing here can know. */
const isAskedBack = ({ probing, settings }: Snapshot): boolean =>
  probing === 'off' || probing === 'nobody' || !settings['probe.whileOffline'];

function lineNow({ internet }: Snapshot): GuideFact | null {
  const key = verdictOf(internet);
  const side = sideOf(key);
  if (side === 'as-before' || internet.checking) return null;
  return fact(side === 'online' ? 'good' : 'part', `net.${key}`);
}

/** What keeps Auto from going back: a question, or that it is not in force. */
function modeNow({ mode, asksReturn }: Snapshot): Partial<GuideLine> {
  if (asksReturn) return { more: fact('part', 'guide.f.askBack'), ...open('home', 'offline-mode back') };
  if (mode === 'auto') return {};
  const say = mode === 'offline' ? 'guide.f.stays' : 'guide.f.isOnline';
  return { more: fact('part', say), ...open('mode', 'offline-mode mode auto') };
}

function lastOutage({ outages }: Snapshot): GuideFact {
  const last = outages.findLast(({ isDrill }) => !isDrill);
  if (!last) return fact('rest', 'guide.f.noOutage');
  const { from, to, lasted } = last;
  if (to === null) return fact('part', phraseOf('guide.f.outageNow', { t: { at: from } }));
  return fact('rest', phraseOf('guide.f.outage', { t: { at: from }, len: { span: lasted } }));
}
