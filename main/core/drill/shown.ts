import type { Snapshot } from '../snapshot.ts';
import { ago } from '../times.ts';
import type { Viewing } from '../view.ts';
import { type Say, speaker, type WordKey } from '../words.ts';
import { backAt, leftSay } from './say.ts';
import type { ToldDrill } from './told.ts';

type Now = NonNullable<ToldDrill['now']>;
type Of = Pick<Snapshot, 'drill'>;

/** The drill that goes on; null where none does. */
export function runningIn({ drill }: Of): Now | null {
  const now = drill?.now ?? null;
  return now?.phase === 'over' ? null : now;
}

/** Wi-Fi is off by a drill's hand: seen to be off, and not yet to be on again. */
export function isCutByDrill(of: Of): boolean {
  const now = runningIn(of);
  return now !== null && isCut(now);
}

function isCut({ steps }: Now): boolean {
  const is = (id: 'cut' | 'back') => steps.find((step) => step.id === id)?.is;
  return is('cut') === 'pass' && is('back') !== 'pass';
}

/** What is so at this moment of a drill: "off" is not said before it is. */
export function stageSay(now: Now): WordKey {
  if (now.phase === 'returning') return 'drill.returning';
  if (now.phase !== 'running') return 'drill.starting';
  if (now.level === 'check') return 'drill.sub.check';
  if (now.level === 'wifi') return isCut(now) ? 'drill.sub.wifi' : 'drill.starting';
  const config = now.steps.find(({ id }) => id === 'config')?.is;
  if (config === 'pass') return 'drill.sub.app';
  return config === 'todo' || config === 'doing' ? 'drill.starting' : 'drill.trying';
}

/** For a pointer that rests on the icon, and for VoiceOver: when all is back. */
export function tipSay(now: Now, viewing: Viewing): string {
  const say = speaker(viewing.lang);
  const { level, until } = now;
  if (level === 'check' || until === null || now.phase === 'returning')
    return `${say('drill.running')}. ${say(stageSay(now))}`;
  return say(`drill.tip.${level}`, { t: backAt(until, viewing) });
}

/** What stops it, by what it has taken. */
export const stopSay = ({ level }: Pick<Now, 'level'>, say: Say): string =>
  say(({ wifi: 'drill.stop', app: 'drill.stopCut', check: 'drill.stopCheck' } as const)[level]);

const outcomeWords = {
  pass: 'nav.passed',
  fail: 'nav.failed',
  unsure: 'nav.unsure',
  stopped: 'nav.stopped',
} as const;

/** The end of the row that leads to it: what is left of the one that goes on, or how the last one ended. */
export function drillNav(drill: ToldDrill | null, { lang, now }: Viewing): string {
  const say = speaker(lang);
  const running = runningIn({ drill });
  if (running) return leftSay(running, now) || say('nav.drilling');
  const last = drill?.last;
  return last ? say(outcomeWords[last.outcome], { ago: ago(say, now - last.at) }) : say('nav.never');
}
