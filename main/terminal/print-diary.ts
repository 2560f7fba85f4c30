import { aiRowOf, aiTotalSay, stopsAlone } from '../core/diary/ai-say.ts';
import type { Drawn } from '../core/diary/lanes.ts';
import type { ToldOutage } from '../core/diary/record.ts';
import { causesOf, daysOf, type Total, type Window } from '../core/diary/totals.ts';
import { causeSay, noteSay, totalSay } from '../core/diary/view.ts';
import { clock, length } from '../core/times.ts';
import { type Say, speaker } from '../core/words.ts';
import type { Paper } from './print.ts';
import { table } from './table.ts';

/** The outages, the oldest first so that the last one stands above the prompt; then the totals. */
export function printDiary({ outages, marks }: Drawn, window: Window, paper: Paper): string {
  const { now } = paper;
  const say = speaker(paper.lang);
  const sum = totalSay(outages, window, now, say);
  const days = daysOf(outages, window, now).map(({ day, ...total }) => [day, ...totalCells(total, say)]);
  const causes = causesOf(outages, window, now).map(({ cause, ...total }) => [
    causeSay(cause, say),
    ...totalCells(total, say),
  ]);
  const stops = stopsAlone(marks, outages, window, now).map(({ from, to }) => ({
    from,
    cells: [spanSay(from, to >= now ? null : to, paper, say), say('diary.stop'), length(say, to - from), ''],
  }));
  const rows = [...outages.map((one) => ({ from: one.from, cells: cellsOf(one, paper, say) })), ...stops];
  const did = outages.length + marks.length > 0 ? aiTotalSay(marks, window, now, say) : '';
  const lines = [
    ...table(
      rows.sort((a, b) => a.from - b.from).map(({ cells }) => cells),
      paper.wide,
    ),
    ...section(say('diary.perDay'), days),
    ...section(say('diary.perCause'), causes),
    ...(rows.length > 0 ? [''] : []),
    `${sum}.${did && ` ${did}`}`,
  ];
  return `${lines.join('\n')}\n`;
}

function cellsOf(outage: ToldOutage, paper: Paper, say: Say): string[] {
  const { from, to, cause, lasted } = outage;
  const { ai } = aiRowOf(outage, say);
  const notes = [ai, noteSay(outage, say)].filter(Boolean).join(' · ');
  const note = paper.isAscii ? notes.replaceAll(' · ', ', ') : notes;
  return [spanSay(from, to, paper, say), causeSay(cause, say), length(say, lasted), note];
}

function spanSay(from: number, to: number | null, { lang, now, isAscii }: Paper, say: Say): string {
  const begin = clock(lang, from, now);
  if (to === null) return say('diary.open', { t: begin });
  const isOneDay = new Date(from).toDateString() === new Date(to).toDateString();
  const end = isOneDay ? clock(lang, to, to) : clock(lang, to, now);
  return `${begin} ${isAscii ? '-' : '–'} ${end}`;
}

function totalCells({ outages, lasted }: Total, say: Say): string[] {
  return [say('diary.times', { n: outages }), length(say, lasted)];
}

function section(title: string, rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : ['', title, ...table(rows).map((line) => `  ${line}`)];
}
