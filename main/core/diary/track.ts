import { keeping } from './keeping.ts';
import type { AiWas, DiaryRecord, ToldAiMark } from './record.ts';
import type { Window } from './totals.ts';

/** From `at` (ms since the epoch) on the AI was so, until the next mark. */
export interface AiMark {
  readonly at: number;
  readonly is: AiWas;
}

/** What the AI did over time: marks, the oldest first, and until when the last of them is known. */
export interface Track {
  readonly marks: readonly AiMark[];
  readonly seenAt: number;
}
export const noTrack: Track = { marks: [], seenAt: 0 };

/** A stretch of it; `to` is not in it any more. */
export interface AiSpan {
  readonly from: number;
  readonly to: number;
  readonly is: AiWas;
}

export const lastMark = ({ marks }: Track): AiMark | undefined => marks.at(-1);

/**
 * Takes further records in. What is told later is truer: a moment that lies before what was noted (the clock was set
 * back, or a stop was believed afterwards) takes the place of all from there on.
 */
export function foldTrack(track: Track, records: readonly DiaryRecord[]): Track {
  const marks = [...track.marks];
  let { seenAt } = track;
  for (const record of records) {
    if (record.type !== 'ai' && record.type !== 'seen') continue;
    const { at } = record;
    const before = marks.at(-1)?.is;
    while (marks.length > 0 && (marks.at(-1)?.at ?? 0) >= at) marks.pop();
    const is = record.type === 'ai' ? record.is : before;
    if (is !== undefined && marks.at(-1)?.is !== is) marks.push({ at, is });
    seenAt = at;
  }
  return { marks, seenAt };
}

/** An engine that has ended without a word: from when it was last seen on nobody watched. Null where that is told already. */
export function leaving(track: Track, now: number): DiaryRecord | null {
  const last = lastMark(track);
  if (last === undefined || last.is === 'away') return null;
  return { v: 2, type: 'ai', at: Math.min(Math.max(track.seenAt, last.at), now), is: 'away' };
}

/** The same for a reader while no engine runs. */
export function leftTrack(track: Track, now: number): Track {
  const left = leaving(track, now);
  return left ? foldTrack(track, [left]) : track;
}

/** What the state holds. */
export function recentTrack(track: Track, now: number): Track {
  const { marks, seenAt } = trackSince(track, now - keeping.recentTrackFor);
  return { marks: marks.slice(-keeping.stateMarks), seenAt };
}

/** The records that tell the same. */
export function trackRecords({ marks, seenAt }: Track): DiaryRecord[] {
  const lines = marks.map(({ at, is }) => ({ v: 2, type: 'ai', at, is }) as const);
  const last = marks.at(-1);
  return last && seenAt > last.at ? [...lines, { v: 2, type: 'seen', at: seenAt }] : lines;
}

/** Without what is older than `from`; what held then begins there. */
export function trackSince({ marks, seenAt }: Track, from: number): Track {
  const first = marks.findLastIndex(({ at }) => at <= from);
  if (first < 0) return { marks, seenAt };
  const [held, ...later] = marks.slice(first);
  return held ? { marks: [{ at: Math.max(held.at, from), is: held.is }, ...later], seenAt } : noTrack;
}

/** What may stay in the file: neither too old nor too much. The newest stay. */
export function prunedTrack(track: Track, now: number): Track {
  const { marks, seenAt } = trackSince(track, now - keeping.days * keeping.day);
  return { marks: marks.slice(-keeping.marks), seenAt };
}

/** The stretches of a window up to `now`; what nobody noted is left out. */
export function spansOf(marks: readonly AiMark[], window: Window, now: number): AiSpan[] {
  const end = Math.min(window.until, now);
  return marks.flatMap(({ at, is }, index) => {
    const from = Math.max(at, window.from);
    const to = Math.min(marks[index + 1]?.at ?? now, end);
    return to > from ? [{ from, to, is }] : [];
  });
}

export type AiTotals = Readonly<Record<AiWas, number>>;

/** How long (ms) the AI was what in a window. */
export function aiTotals(marks: readonly AiMark[], window: Window, now: number): AiTotals {
  const sums = { works: 0, partly: 0, stopped: 0, none: 0, unsure: 0, asleep: 0, away: 0 };
  for (const { from, to, is } of spansOf(marks, window, now)) sums[is] += to - from;
  return sums;
}

/** How long (ms) it is known in a window whether the AI answered. */
export const knownOf = ({ works, partly, stopped }: AiTotals): number => works + partly + stopped;

/** Gaps shorter than this (ms) are none: a stop has to hold half as long to be believed. */
const gap = 60_000;

const isGap = ({ from, to, is }: AiSpan) =>
  to - from < gap && (is === 'away' || is === 'asleep' || is === 'unsure');

/** Marks as faces are told them: the last days, in whole seconds, and no more than fit. */
export function toldTrack({ marks }: Track, now: number): ToldAiMark[] {
  const window = { from: now - keeping.recentTrackFor, until: now };
  const lasting = spansOf(thinned(marks), window, now).filter((span) => !isGap(span));
  return lasting
    .filter(({ is }, index) => lasting[index - 1]?.is !== is)
    .map(({ from: at, is }) => ({ at: Math.round(at / 1_000) * 1_000, is }));
}

/** Found once for the same marks: it is asked for several times a second. */
const thin = new WeakMap<readonly AiMark[], readonly AiMark[]>();

/**
 * No more marks than fit. What is shortest between two that are the same goes first, unless those are stops: a stop is never
 * made longer, nor left out while it fits. When that is not enough the oldest go.
 */
export function thinned(marks: readonly AiMark[]): readonly AiMark[] {
  const known = thin.get(marks);
  if (known) return known;
  const left = [...marks];
  while (left.length > keeping.toldMarks) {
    const least = shortest(left);
    if (least < 0) break;
    left.splice(least, 2);
  }
  const kept = left.slice(-keeping.toldMarks);
  thin.set(marks, kept);
  return kept;
}

function shortest(marks: readonly AiMark[]): number {
  let [found, least] = [-1, Number.POSITIVE_INFINITY];
  for (let index = 1; index < marks.length - 1; index += 1) {
    const [before, here, next] = [marks[index - 1], marks[index], marks[index + 1]];
    if (!before || !here || !next) break;
    const mayGo = here.is !== 'stopped' && before.is !== 'stopped' && before.is === next.is;
    if (!mayGo || next.at - here.at >= least) continue;
    [found, least] = [index, next.at - here.at];
  }
  return found;
}
