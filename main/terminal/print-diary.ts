import type { ToldOutage } from '../core/diary/record.ts';
import { causesOf, daysOf, type Total, type Window } from '../core/diary/totals.ts';
import { causeSay, noteSay, totalSay } from '../core/diary/view.ts';
import { clock, length } from '../core/times.ts';
import { type Say, speaker } from '../core/words.ts';
import type { Paper } from './print.ts';
import { table } from './table.ts';

/** The outages, the oldest first so that the last one stands above the prompt; then the totals. */
export function printDiary(outages: readonly ToldOutage[], window: Window, paper: Paper): string {
  const { now } = paper;
  const say = speaker(paper.lang);
  const sum = totalSay(outages, window, now, say);
  const days = daysOf(outages, window, now).map(({ day, ...total }) => [day, ...totalCells(total, say)]);
  const causes = causesOf(outages, window, now).map(({ cause, ...total }) => [
    causeSay(cause, say),
    ...totalCells(total, say),
  ]);
  const lines = [
    ...table(
      outages.map((outage) => cellsOf(outage, paper, say)),
      paper.wide,
    ),
    ...section(say('diary.perDay'), days),
    ...section(say('diary.perCause'), causes),
    ...(outages.length > 0 ? [''] : []),
    `${sum}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function cellsOf(outage: ToldOutage, { lang, now, isAscii }: Paper, say: Say): string[] {
  const { from, to } = outage;
  const begin = clock(lang, from, now);
  if (to === null) {
    const open = say('diary.open', { t: begin });
    return [open, causeSay(outage.cause, say), length(say, outage.lasted), noteSay(outage, say)];
  }
  const isOneDay = new Date(from).toDateString() === new Date(to).toDateString();
  const end = isOneDay ? clock(lang, to, to) : clock(lang, to, now);
  const when = `${begin} ${isAscii ? '-' : '–'} ${end}`;
  const note = isAscii ? noteSay(outage, say).replaceAll(' · ', ', ') : noteSay(outage, say);
  return [when, causeSay(outage.cause, say), length(say, outage.lasted), note];
}

function totalCells({ outages, lasted }: Total, say: Say): string[] {
  return [say('diary.times', { n: outages }), length(say, lasted)];
}

function section(title: string, rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : ['', title, ...table(rows).map((line) => `  ${line}`)];
}
