import { askingOf } from '../probing.ts';
import { mayTell } from '../quiet.ts';
import type { State } from '../state.ts';
import { isDrilling } from './follow.ts';
import { lastDrill } from './report.ts';

const day = 86_400_000;
/** What touches nothing runs by itself so often (ms), and not before the engine has run for so long (ms). */
const [every, settled] = [day, 600_000];

/**
 * The drill that touches nothing, by itself: where the person wants that, once a day, and only when nobody and nothing is busy.
 * It puts a question to a model, which takes power and memory for a while.
 */
export function isDueByItself(state: State): boolean {
  const { settings, at, isOnBattery, jobs, attention, asleep, outage } = state;
  if (!settings['drill.byItself'] || isOnBattery || asleep !== null || outage !== null) return false;
  if (at < settled || isDrilling(state) || askingOf(state) !== 'on') return false;
  if (jobs.list.some(({ is }) => is === 'running') || (attention?.until ?? 0) > at) return false;
  return at >= nextAt(state);
}

/** On the steady clock: a day after the last drill of any kind, tried or refused. */
function nextAt({ drill, ready, epoch }: State): number {
  const last = ready.proofs.drills.at(-1)?.at;
  const kept = last === undefined ? Number.NEGATIVE_INFINITY : last - epoch;
  return Math.max(kept, drill.now?.askedAt ?? Number.NEGATIVE_INFINITY) + every;
}

/** When it is due by itself. */
export const dueMoments = (state: State): number[] =>
  state.settings['drill.byItself'] ? [nextAt(state), settled] : [];

/** No drill that took something away has passed for as long as the person has named, and they were not told for as long. */
export function isReminding(state: State): boolean {
  const { settings, at, epoch, drill, outage } = state;
  const days = settings['drill.remind'];
  if (days === 0 || at < settled || outage !== null || isDrilling(state) || !mayTell(state)) return false;
  const passed = daysSince(state);
  const isLong = passed === null || passed >= days;
  return isLong && (drill.remindedAt === null || at + epoch - drill.remindedAt >= days * day);
}

/** Days since a drill that took something away has passed; null where none has. */
function daysSince({ ready, at, epoch }: State): number | null {
  const passed = lastDrill(ready.proofs.drills, 'pass');
  return passed ? Math.floor((at + epoch - passed.at) / day) : null;
}
