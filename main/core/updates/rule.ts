import { runningIn } from '../drill/shown.ts';
import type { Snapshot } from '../snapshot.ts';
import { sideOf, verdictOf } from '../verdicts.ts';

/** What stands against asking for an update, fetching it or using it, the first that applies; a sentence each. */
export const updateBars = [
  'away',
  'unwatched',
  'silent',
  'drill',
  'offline',
  'line',
  'switch',
  'job',
  'debt',
] as const;
export type UpdateBar = (typeof updateBars)[number];

/** What of a snapshot the rule goes by. `isAway`: the engine has not been heard, so the snapshot is old. */
export type UpdateFacts = Pick<
  Snapshot,
  'probing' | 'mode' | 'stance' | 'stanceWanted' | 'internet' | 'drill' | 'switch' | 'jobs' | 'settings'
> & { readonly isAway: boolean };

/**
 * What stands against anything that an update does by the network now; null: nothing. The person has begun watching and lets
 * test servers be asked, the internet is proved, and nothing is under way that a download could disturb or slow down.
 */
export function barOf(facts: UpdateFacts): UpdateBar | null {
  const { probing, mode, stance, stanceWanted } = facts;
  if (facts.isAway) return 'away';
  if (probing === 'not-yet') return 'unwatched';
  // Without test servers nobody can know that there is internet, and who wants none asked wants silence.
  if (probing === 'off' || probing === 'nobody') return 'silent';
  if (runningIn(facts) !== null || facts.drill?.isOwed === true) return 'drill';
  if (mode === 'offline') return 'offline';
  if (sideOf(verdictOf(facts.internet)) !== 'online') return 'line';
  if (probing === 'paused' || stance === 'offline' || stanceWanted === 'offline') return 'offline';
  if (facts.switch?.run != null && !facts.switch.run.isOver) return 'switch';
  return facts.jobs.some(({ is }) => is === 'running') ? 'job' : null;
}

/** When the last answer came, ms since the epoch (0: never); when something last went wrong in this run (0: never). */
export interface UpdatePast {
  readonly startedAt: number;
  readonly answeredAt: number;
  readonly failedAt: number;
}

/** In ms. `spread` is drawn once a run, so that not all copies ask in the same minute. */
export interface UpdatePace {
  /** After a start: whoever has just opened the app wants it to be quick, and the line has to be proved first. */
  readonly settle: number;
  /** Between two answers. */
  readonly every: number;
  /** After a question or a download that came to nothing. */
  readonly again: number;
  /** Up to this share of each is added. */
  readonly spread: number;
}

export const updatePace: UpdatePace = {
  settle: 10 * 60_000,
  every: 24 * 3_600_000,
  again: 3_600_000,
  spread: 0.25,
};

/** When an update may next be looked for or fetched by itself, ms since the epoch. `chance`: between 0 and 1. */
export function nextByItself(
  { startedAt, answeredAt, failedAt }: UpdatePast,
  now: number,
  chance: number,
  pace: UpdatePace = updatePace,
): { readonly look: number; readonly get: number } {
  const grown = 1 + pace.spread * chance;
  // An answer from the future is one of a clock that has been set since.
  const answered = answeredAt > now ? 0 : answeredAt;
  const get = Math.max(startedAt + pace.settle * grown, failedAt === 0 ? 0 : failedAt + pace.again * grown);
  return { get, look: Math.max(get, answered === 0 ? 0 : answered + pace.every * grown) };
}

/**
 * What stands against using an update that is here. `atQuit`: by itself, when the app is quit. A new version that does not work
 * must not meet a machine without internet, nor be the one that has to give back what is owed. Whoever presses for it may have
 * it with a config that is still the offline one: that is known to the next start from disk.
 */
export function useBarOf(facts: UpdateFacts, atQuit: boolean): UpdateBar | null {
  const bar = barOf(facts);
  if (bar !== null) return bar;
  const isLent = facts.switch?.isOwed === true && facts.switch.side === 'offline';
  return atQuit && isLent ? 'debt' : null;
}
