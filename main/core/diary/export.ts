import { length } from '../times.ts';
import { type Lang, speaker } from '../words.ts';
import { aiRowOf, aiTotalSay } from './ai-say.ts';
import type { Drawn } from './lanes.ts';
import type { ToldOutage } from './record.ts';
import type { Window } from './totals.ts';
import { causeSay, noteSay, type Span, shownIn, totalSay, windowOf } from './view.ts';

const header = [
  ...['from', 'to', 'cause', 'lasted_s', 'slept_s', 'is_drill', 'is_end_known', 'evidence'],
  ...['ai_stopped_s', 'ai_partly_s', 'ai_known_s'],
];

/** RFC 4180: a header row, CRLF, and quotes where they are needed. Times are ISO, lengths are seconds; empty where nothing is known. */
export function csvOf(outages: readonly (ToldOutage & { readonly evidence?: readonly string[] })[]): string {
  const rows = outages.map((outage) => [
    iso(outage.from),
    outage.to === null ? '' : iso(outage.to),
    outage.cause,
    seconds(outage.lasted),
    seconds(outage.slept),
    String(outage.isDrill),
    String(outage.isEndKnown),
    (outage.evidence ?? []).join('; '),
    ...[outage.ai?.stopped, outage.ai?.partly, outage.ai?.known].map((ms) =>
      ms === undefined ? '' : seconds(ms),
    ),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

const iso = (at: number) => new Date(at).toISOString();
const seconds = (ms: number) => String(Math.round(ms / 1_000));

/** A cell that a spreadsheet would take for a formula is kept a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The outages as a table for a letter to whoever provides the line; the newest first. */
export function markdownOf(
  { outages, marks }: Drawn,
  window: Window,
  { lang, now }: { readonly lang: Lang; readonly now: number },
): string {
  const say = speaker(lang);
  const time = (at: number) => new Intl.DateTimeFormat(lang, wholeDate).format(at);
  const rows = outages.map((outage) => {
    const to = outage.to === null ? say('diary.goesOn') : time(outage.to);
    const len = [length(say, outage.lasted), noteSay(outage, say)].filter(Boolean).join(', ');
    const { ai } = aiRowOf(outage, say);
    return row([`${time(outage.from)} – ${to}`, causeSay(outage.cause, say), len, ai]);
  });
  const head = [say('diary.col.when'), say('diary.col.cause'), say('diary.col.length'), say('diary.col.ai')];
  const table =
    rows.length === 0 ? [] : ['', row(head), row(['---', '---', '---', '---']), ...rows.toReversed()];
  const did = aiTotalSay(marks, window, now, say);
  // Two sentences, and what the AI did is not part of the sum.
  const first = [`${totalSay(outages, window, now, say)}.`, did].filter(Boolean).join(' ');
  return [first, ...table, ''].join('\n');
}

/** The same for what the panel shows of a span. */
export function letterOf(
  told: Drawn,
  span: Span,
  { lang, now }: { readonly lang: Lang; readonly now: number },
): string {
  const outages = shownIn(told.outages, span, now);
  return markdownOf({ outages, marks: told.marks }, windowOf(span, now), { lang, now });
}

/** A letter is read on another day, and in another year. */
const wholeDate: Intl.DateTimeFormatOptions = {
  ...{ year: 'numeric', month: 'short', day: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

const row = (cells: readonly string[]) =>
  `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
