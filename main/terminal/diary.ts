import { type Entries, type Entry, entriesOf, type Running } from '../core/diary/entries.ts';
import { csvOf, markdownOf } from '../core/diary/export.ts';
import { causesOf, daysOf, totalOf, type Window } from '../core/diary/totals.ts';
import { aiTotals, lastMark, spansOf } from '../core/diary/track.ts';
import { loadDiary } from '../engine/diary.ts';
import type { Wanted } from './args.ts';
import { printDiary } from './print-diary.ts';
import { fromOwner } from './status.ts';
import { exits, type Session } from './terminal.ts';

export type { Entry };

/**
 * The outages on disk, what the AI did meanwhile, and totals per day and per cause. The file is the truth, whether an
 * engine runs or not; the engine is only asked whether the last outage still goes on.
 */
export async function diary(
  session: Session,
  { sinceMs, as }: Extract<Wanted, { do: 'diary' }>,
): Promise<number> {
  const { terminal } = session;
  const { tools, paths } = terminal;
  const read = await loadDiary(tools, paths, false);
  if (read.problem?.code === 'diary-unreadable') return session.trouble(read.problem);
  if (read.problem) session.trouble(read.problem);
  const now = tools.clock.wall();
  const isOpen = read.value.some(({ to }) => to === null) || (lastMark(read.track)?.is ?? 'away') !== 'away';
  const window = { from: sinceMs === null ? 0 : Math.max(0, now - sinceMs), until: now + 1 };
  const running = isOpen ? await runningIn(session) : { isWatched: false, isDown: false };
  const entries = entriesOf(read.value, read.track, window, now, running);
  const paper = session.paper();
  if (as === 'csv') session.raw(csvOf(entries.outages));
  if (as === 'markdown') session.raw(markdownOf(entries, window, { lang: paper.lang, now }));
  if (as === 'json') terminal.out(jsonDiary(entries, window, now));
  if (as === 'text') terminal.out(printDiary(entries, window, paper));
  return exits.done;
}

async function runningIn(session: Session): Promise<Running> {
  const seen = await fromOwner(session);
  const isWatched = seen?.ok === true;
  return { isWatched, isDown: isWatched && seen.value.snapshot.outageSince !== null };
}

/** Never translated; times are ms since the epoch, lengths are ms. */
function jsonDiary({ outages, marks }: Entries, window: Window, now: number): string {
  const totals = {
    total: totalOf(outages, window, now),
    days: daysOf(outages, window, now),
    causes: causesOf(outages, window, now),
    ai: aiTotals(marks, window, now),
    aiSpans: spansOf(marks, window, now),
  };
  return `${JSON.stringify({ schema: 1, at: now, since: window.from, outages, ...totals })}\n`;
}
