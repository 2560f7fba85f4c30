import { csvOf } from '../core/diary/export.ts';
import { type DiaryOutage, leftOpen, told } from '../core/diary/outage.ts';
import { causesOf, daysOf, isWithin, totalOf, type Window } from '../core/diary/totals.ts';
import { loadDiary } from '../engine/diary.ts';
import type { Wanted } from './args.ts';
import { printDiary } from './print-diary.ts';
import { fromOwner } from './status.ts';
import { exits, type Session } from './terminal.ts';

export type Entry = ReturnType<typeof entryOf>;

/**
 * The outages on disk, with totals per day and per cause. The file is the truth, whether an engine runs or not; the
 * engine is only asked whether the last outage still goes on.
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
  const isOpen = read.value.some(({ to }) => to === null) && (await isDown(session));
  const window = { from: sinceMs === null ? 0 : Math.max(0, now - sinceMs), until: now + 1 };
  const entries = read.value
    .map((outage) => entryOf(isOpen ? outage : leftOpen(outage), now))
    .filter((entry) => isWithin(entry, window));
  if (as === 'csv') session.raw(csvOf(entries));
  if (as === 'json') terminal.out(jsonDiary(entries, window, now));
  if (as === 'text') terminal.out(printDiary(entries, window, session.paper()));
  return exits.done;
}

async function isDown(session: Session): Promise<boolean> {
  const seen = await fromOwner(session);
  return seen?.ok === true && seen.value.snapshot.outageSince !== null;
}

function entryOf(outage: DiaryOutage, now: number) {
  const { causes, evidence } = outage;
  return { ...told(outage, now), causes, evidence };
}

/** Never translated; times are ms since the epoch, lengths are ms. */
function jsonDiary(outages: readonly Entry[], window: Window, now: number): string {
  const totals = {
    total: totalOf(outages, window, now),
    days: daysOf(outages, window, now),
    causes: causesOf(outages, window, now),
  };
  return `${JSON.stringify({ schema: 1, at: now, since: window.from, outages, ...totals })}\n`;
}
