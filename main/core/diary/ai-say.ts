import { length } from '../times.ts';
import type { Say } from '../words.ts';
import type { ToldAiMark, ToldOutage } from './record.ts';
import { isWithin, type Window } from './totals.ts';
import { type AiSpan, aiTotals, knownOf, spansOf } from './track.ts';

/** Less than this (ms) is not worth a word. */
const little = 60_000;

/**
 * What the AI did in a window, in one or two sentences; empty where there is none. That it never stopped is said only
 * where somebody watched all the time in which the machine was awake.
 */
export function aiTotalSay(marks: readonly ToldAiMark[], window: Window, now: number, say: Say): string {
  const from = Math.max(window.from, 0);
  const totals = aiTotals(marks, { ...window, from }, now);
  const known = knownOf(totals);
  const first = marks.find(({ at }) => at > from)?.at ?? now;
  const isBefore = marks.every(({ at }) => at > from);
  const away = totals.away + totals.unsure + (isBefore && window.from > 0 ? first - from : 0);
  if (known === 0) return totals.none > 0 ? '' : say('diary.aiUnknown');
  const isWhole = away < little;
  const { stopped, partly } = totals;
  const head =
    stopped > 0
      ? say('diary.aiStopped', { len: length(say, stopped) })
      : say(isWhole ? 'diary.aiNever' : 'diary.aiWatched');
  const also = partly >= little ? say('diary.aiPartly', { len: length(say, partly) }) : '';
  const missing = isWhole ? '' : say('diary.aiAway', { len: length(say, away) });
  return [head, also, missing].filter(Boolean).join(' ');
}

export interface AiRow {
  /** The sign in front of a row, and what it says. */
  readonly mark: 'good' | 'part' | 'rest';
  readonly ai: string;
}

/** What the AI did in an outage. */
export function aiRowOf({ ai }: ToldOutage, say: Say): AiRow {
  if (ai === null) return { mark: 'rest', ai: '' };
  if (ai.stopped > 0) return { mark: 'part', ai: say('diary.lost', { len: length(say, ai.stopped) }) };
  return ai.partly > 0 ? { mark: 'part', ai: say('diary.partly') } : { mark: 'good', ai: say('diary.kept') };
}

/** Stops that have to do with no outage. */
export function stopsAlone(
  marks: readonly ToldAiMark[],
  outages: readonly ToldOutage[],
  window: Window,
  now: number,
): AiSpan[] {
  return spansOf(marks, window, now).filter(
    (span) =>
      span.is === 'stopped' &&
      !outages.some((outage) => isWithin(outage, { from: span.from, until: span.to })),
  );
}
