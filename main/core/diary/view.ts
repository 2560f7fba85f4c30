import { clock, length } from '../times.ts';
import { verdictKeys } from '../verdicts.ts';
import { type Lang, type Say, speaker } from '../words.ts';
import { keeping } from './outage.ts';
import type { ToldOutage } from './record.ts';
import { daysBetween, isWithin, midnight, totalOf, type Window } from './totals.ts';

export type Span = 'day' | 'week';

export interface DiaryRow {
  readonly id: string;
  readonly when: string;
  readonly cause: string;
  readonly length: string;
  /** What else is to be said: slept, a drill, an end that nobody saw; empty mostly. */
  readonly note: string;
}
/** A line of the picture; places along it are between 0 and 1. */
export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly isDrill: boolean }[];
}
export interface DiaryView {
  readonly sum: string;
  readonly lanes: readonly Lane[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** The newest first. */
  readonly rows: readonly DiaryRow[];
  readonly keep: string;
}

interface Viewing {
  readonly lang: Lang;
  /** Ms since the epoch. */
  readonly now: number;
}

/** The last 24 hours, or today and the six days before it. */
export function windowOf(span: Span, now: number): Window {
  return { from: span === 'day' ? now - 86_400_000 : midnight(now, -6), until: now + 1 };
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
export function diaryView(told: readonly ToldOutage[], span: Span, viewing: Viewing): DiaryView {
  const { lang, now } = viewing;
  const say = speaker(lang);
  const window = windowOf(span, now);
  const outages = shownIn(told, span, now);
  return {
    sum: totalSay(outages, window, now, say),
    ...(span === 'day' ? oneLane(outages, window, lang) : lanesByDay(outages, window, viewing)),
    rows: outages.toReversed().map((outage) => rowOf(outage, viewing, say)),
    keep: say('diary.keep', { d: keeping.days }),
  };
}

/** "2 outages, 17 min in all", or since when there was none. */
export function totalSay(outages: readonly ToldOutage[], window: Window, now: number, say: Say): string {
  const { outages: n, lasted } = totalOf(outages, window, now);
  if (n === 0) return say('diary.empty');
  return say(n === 1 ? 'diary.totalOne' : 'diary.total', { n, len: length(say, lasted) });
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

function rowOf(outage: ToldOutage, { lang, now }: Viewing, say: Say): DiaryRow {
  return {
    id: String(outage.from),
    when: whenSay(outage, lang, now, say),
    cause: causeSay(outage.cause, say),
    length: length(say, outage.lasted),
    note: noteSay(outage, say),
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

function whenSay({ from, to }: ToldOutage, lang: Lang, now: number, say: Say): string {
  const t = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    from,
  );
  if (to === null) return say('diary.open', { t: from >= midnight(now, 0) ? t : clock(lang, from, now) });
  if (from >= midnight(now, 0)) return say('diary.today', { t });
  return from >= midnight(now, -6) ? say('diary.on', { t, ...dayOf(from, lang) }) : clock(lang, from, now);
}

function dayOf(at: number, lang: Lang): { weekday: string; day: number } {
  return {
    weekday: new Intl.DateTimeFormat(lang, { weekday: 'short' }).format(at),
    day: new Date(at).getDate(),
  };
}

function bar({ from, to, isDrill }: ToldOutage, window: Window, now: number): Lane['bars'][number] {
  const place = (at: number) => Math.min(Math.max((at - window.from) / (window.until - window.from), 0), 1);
  return { from: place(from), to: place(to ?? now), isDrill };
}

function oneLane(outages: readonly ToldOutage[], window: Window, lang: Lang) {
  const bars = outages.map((outage) => bar(outage, window, window.until));
  const ticks = daysBetween(window.from, window.until)
    .flatMap(quarters)
    .filter((at) => at > window.from && at < window.until)
    .map((at) => ({
      at: (at - window.from) / (window.until - window.from),
      label: clock(lang, at, at),
    }));
  return { lanes: [{ id: 'day', label: '', bars }], ticks };
}

/** Midnight, six, noon, and six in the evening, as that day's clock has them. */
function quarters({ from }: Window): number[] {
  const date = new Date(from);
  return [0, 6, 12, 18].map((hour) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour).getTime(),
  );
}

function lanesByDay(outages: readonly ToldOutage[], window: Window, { lang, now }: Viewing) {
  const say = speaker(lang);
  const lanes = daysBetween(window.from, window.until).map((day) => ({
    id: String(day.from),
    label: say('diary.day.name', dayOf(day.from, lang)),
    bars: outages
      .filter((outage) => isWithin(outage, day) && (outage.to ?? now) > day.from)
      .map((outage) => bar(outage, day, now)),
  }));
  const hours = ['00:00', '06:00', '12:00', '18:00', '24:00'];
  return { lanes, ticks: hours.map((label, index) => ({ at: index / 4, label })) };
}
