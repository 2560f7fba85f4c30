import type { Snapshot } from '../snapshot.ts';
import { clock, day, length } from '../times.ts';
import { verdictKeys } from '../verdicts.ts';
import { type Lang, type Say, speaker } from '../words.ts';
import { type AiRow, aiRowOf, aiTotalSay, stopsAlone } from './ai-say.ts';
import { keeping } from './keeping.ts';
import { type Drawn, type Picture, pictureOf, weekdayOf } from './lanes.ts';
import type { ToldOutage } from './record.ts';
import { isWithin, midnight, totalOf, type Window } from './totals.ts';
import { type AiSpan, spansOf } from './track.ts';

export type Span = 'day' | 'week' | 'month';
export const spans: readonly Span[] = ['day', 'week', 'month'];

export interface DiaryRow extends AiRow {
  readonly id: string;
  readonly when: string;
  readonly cause: string;
  readonly length: string;
  /** What else is to be said: slept, a drill, an end that nobody saw; empty mostly. */
  readonly note: string;
  /** The same for a table. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
}
export type LegendKey = 'ai' | 'partly' | 'down' | 'drill' | 'stopped' | 'asleep' | 'away';
export interface DiaryView extends Picture {
  readonly sum: string;
  /** What the AI did, in sentences. */
  readonly ai: string;
  /** What is drawn, and so has to be explained. */
  readonly legend: readonly LegendKey[];
  /** The newest first. */
  readonly rows: readonly DiaryRow[];
  readonly keep: string;
}

interface Viewing {
  readonly lang: Lang;
  /** Ms since the epoch. */
  readonly now: number;
}

/** The diary as a snapshot tells it. */
export function diaryIn({
  outages,
  earlierOutages,
  aiTrack,
}: Pick<Snapshot, 'outages' | 'earlierOutages' | 'aiTrack'>): Drawn {
  return { outages: [...earlierOutages, ...outages], marks: aiTrack };
}

const daysBack = { week: 6, month: 29 } as const;

/** The last 24 hours; or today and the days before it. */
export function windowOf(span: Span, now: number): Window {
  return { from: span === 'day' ? now - 86_400_000 : midnight(now, -daysBack[span]), until: now + 1 };
}

/** One that goes on grows while somebody looks. */
function growing(outage: ToldOutage, now: number): ToldOutage {
  return outage.to === null ? { ...outage, lasted: Math.max(0, now - outage.from - outage.slept) } : outage;
}

/** The outages of a span, as long as they are by now. */
export function shownIn(told: readonly ToldOutage[], span: Span, now: number): ToldOutage[] {
  const window = windowOf(span, now);
  return told.filter((outage) => isWithin(outage, window)).map((outage) => growing(outage, now));
}

/** The diary page in words and places. */
export function diaryView(told: Drawn, span: Span, viewing: Viewing): DiaryView {
  const { lang, now } = viewing;
  const say = speaker(lang);
  const window = windowOf(span, now);
  const outages = shownIn(told.outages, span, now);
  const stops = stopsAlone(told.marks, outages, window, now);
  const drawn = { outages, marks: told.marks };
  return {
    sum: sumSay(told, outages, window, viewing, say),
    ai: aiTotalSay(told.marks, window, now, say),
    ...pictureOf(drawn, span, window, viewing),
    legend: legendOf(drawn, window, now),
    rows: [
      ...outages.map((outage) => ({ from: outage.from, row: rowOf(outage, viewing, say) })),
      ...stops.map((stop) => ({ from: stop.from, row: stopRow(stop, viewing, say) })),
    ]
      .sort((a, b) => b.from - a.from)
      .map(({ row }) => row),
    keep: keepSay(told, outages, say),
  };
}

/** A line that flaps for weeks has more outages than are told. */
function keepSay({ outages: all }: Drawn, shown: readonly ToldOutage[], say: Say): string {
  const kept = say('diary.keep', { d: keeping.days });
  const isFull = all.length >= keeping.recent + keeping.month && shown.length === all.length;
  return isFull ? `${say('diary.more', { n: shown.length })} ${kept}` : kept;
}

function sumSay(
  { outages: all, marks }: Drawn,
  shown: readonly ToldOutage[],
  window: Window,
  { lang, now }: Viewing,
  say: Say,
): string {
  if (totalOf(shown, window, now).outages > 0) return totalSay(shown, window, now, say);
  const last = all.findLast(({ isDrill }) => !isDrill);
  const since = last?.to ?? marks[0]?.at;
  return since === undefined ? say('diary.emptyYet') : say('diary.empty', { date: day(lang, since, now) });
}

/** "2 outages, 17 min in all", or that there was none. */
export function totalSay(outages: readonly ToldOutage[], window: Window, now: number, say: Say): string {
  const { outages: n, lasted } = totalOf(outages, window, now);
  if (n === 0) return say('diary.emptyYet');
  return say(n === 1 ? 'diary.totalOne' : 'diary.total', { n, len: length(say, lasted) });
}

function legendOf({ outages, marks }: Drawn, window: Window, now: number): LegendKey[] {
  const did = new Set(spansOf(marks, window, now).map(({ is }) => is));
  const isAway = did.has('away') || did.has('unsure');
  const keys: readonly (readonly [LegendKey, boolean])[] = [
    ['ai', did.has('works')],
    ['partly', did.has('partly')],
    ['down', outages.some(({ isDrill }) => !isDrill)],
    ['drill', outages.some(({ isDrill }) => isDrill)],
    ['stopped', did.has('stopped')],
    ['asleep', did.has('asleep') && !isAway],
    ['away', isAway],
  ];
  return keys.flatMap(([key, isDrawn]) => (isDrawn ? [key] : []));
}

/** The end of the row on Home: whether one goes on, how many there were this week. */
export function diaryNav(told: readonly ToldOutage[], { lang, now }: Viewing): string {
  const say = speaker(lang);
  const window = windowOf('week', now);
  const open = told.find(({ to, isDrill }) => to === null && !isDrill);
  if (open) return say('nav.open', { len: length(say, growing(open, now).lasted) });
  const { outages: n } = totalOf(told, window, now);
  return n === 0 ? say('nav.calm') : say('nav.count', { n });
}

function rowOf(outage: ToldOutage, viewing: Viewing, say: Say): DiaryRow {
  return {
    id: String(outage.from),
    when: whenSay(outage, viewing, say),
    cause: causeSay(outage.cause, say),
    length: length(say, outage.lasted),
    note: noteSay(outage, say),
    ...aiRowOf(outage, say),
    ...timesOf(outage, viewing, say),
  };
}

function stopRow({ from, to }: AiSpan, viewing: Viewing, say: Say): DiaryRow {
  const one = { from, to: to >= viewing.now ? null : to };
  return {
    id: `stop ${from}`,
    when: whenSay(one, viewing, say),
    cause: say('diary.stop'),
    length: length(say, to - from),
    note: '',
    mark: 'part',
    ai: '',
    ...timesOf(one, viewing, say),
  };
}

type Times = Pick<ToldOutage, 'from' | 'to'>;

function timesOf(
  { from, to }: Times,
  { lang, now }: Viewing,
  say: Say,
): Pick<DiaryRow, 'day' | 'from' | 'to'> {
  return {
    day: day(lang, from, now),
    from: clock(lang, from, from),
    to: to === null ? say('diary.goesOn') : clock(lang, to, from),
  };
}

/** The word for a cause; a later version may have written one that this one does not know. */
export function causeSay(cause: string, say: Say): string {
  const key = verdictKeys.find((known) => known === cause && known !== 'unknown');
  return key ? say(`net.${key}`) : say('diary.noCause');
}

/** What else there is to say about an outage. Under a minute of sleep is not worth a word. */
export function noteSay({ slept, isDrill, isEndKnown }: ToldOutage, say: Say): string {
  const notes = [
    isDrill && say('diary.drill'),
    !isEndKnown && say('diary.noEnd'),
    slept >= 60_000 && say('diary.slept', { len: length(say, slept) }),
  ];
  return notes.filter((note) => note !== false).join(' · ');
}

function whenSay({ from, to }: Times, { lang, now }: Viewing, say: Say): string {
  const t = clock(lang, from, from);
  if (to === null) return say('diary.open', { t: from >= midnight(now, 0) ? t : clock(lang, from, now) });
  if (from >= midnight(now, 0)) return say('diary.today', { t });
  return from >= midnight(now, -6)
    ? say('diary.on', { t, ...weekdayOf(from, lang) })
    : clock(lang, from, now);
}
