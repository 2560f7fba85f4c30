import { clock, day as dayName } from '../times.ts';
import { type Lang, speaker } from '../words.ts';
import type { ToldAiMark, ToldOutage } from './record.ts';
import { daysBetween, isWithin, type Window } from './totals.ts';
import { type AiSpan, spansOf } from './track.ts';

/** A stretch of a line; places along it are between 0 and 1. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
/** A line of the picture. */
export interface Lane {
  readonly id: string;
  /** Empty where there would be no room for it. */
  readonly label: string;
  /** When the internet was down. */
  readonly bars: readonly (Stretch & { readonly isDrill: boolean })[];
  /** What the AI did, and where nobody could say. */
  readonly line: readonly (Stretch & { readonly is: LineKind })[];
  /** When the AI had stopped. */
  readonly stops: readonly Stretch[];
}
/** `bare`: there was no AI, or nothing was noted yet. */
export type LineKind = 'works' | 'partly' | 'dots' | 'bare';

/** What there is to draw. */
export interface Drawn {
  readonly outages: readonly ToldOutage[];
  readonly marks: readonly ToldAiMark[];
}
interface Viewing {
  readonly lang: Lang;
  /** Ms since the epoch. */
  readonly now: number;
}
export interface Picture {
  readonly lanes: readonly Lane[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** The day you are in is one line; several days are a line each. */
export function pictureOf(
  drawn: Drawn,
  span: 'day' | 'week' | 'month',
  window: Window,
  viewing: Viewing,
): Picture {
  return span === 'day' ? oneLane(drawn, window, viewing.lang) : lanesByDay(drawn, span, window, viewing);
}

function oneLane(drawn: Drawn, window: Window, lang: Lang): Picture {
  const ticks = daysBetween(window.from, window.until)
    .flatMap(quarters)
    .filter((at) => at > window.from && at < window.until)
    .map((at) => ({ at: (at - window.from) / (window.until - window.from), label: clock(lang, at, at) }));
  return { lanes: [{ id: 'day', label: '', ...laneOf(drawn, window, window.until) }], ticks };
}

/** Midnight, six, noon, and six in the evening, as that day's clock has them. */
function quarters({ from }: Window): number[] {
  const date = new Date(from);
  return [0, 6, 12, 18].map((hour) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour).getTime(),
  );
}

/** In a month one line in seven has its name: the weekday of today. */
const namedEvery = 7;

function lanesByDay(
  { outages, marks }: Drawn,
  span: 'week' | 'month',
  window: Window,
  { lang, now }: Viewing,
): Picture {
  const say = speaker(lang);
  const days = daysBetween(window.from, window.until);
  const nameOf = ({ from }: Window, index: number): string => {
    if (span === 'week') return say('diary.day.name', weekdayOf(from, lang));
    return (days.length - 1 - index) % namedEvery === 0 ? dayName(lang, from, now) : '';
  };
  const lanes = days.map((day, index) => {
    const inDay = outages.filter((outage) => isWithin(outage, day) && (outage.to ?? now) > day.from);
    return {
      id: String(day.from),
      label: nameOf(day, index),
      ...laneOf({ outages: inDay, marks }, day, now),
    };
  });
  const hours = ['00:00', '06:00', '12:00', '18:00', '24:00'];
  return { lanes, ticks: hours.map((label, index) => ({ at: index / 4, label })) };
}

export function weekdayOf(at: number, lang: Lang): { weekday: string; day: number } {
  return {
    weekday: new Intl.DateTimeFormat(lang, { weekday: 'short' }).format(at),
    day: new Date(at).getDate(),
  };
}

function laneOf({ outages, marks }: Drawn, window: Window, now: number): Omit<Lane, 'id' | 'label'> {
  const place = (at: number) => Math.min(Math.max((at - window.from) / (window.until - window.from), 0), 1);
  const placed = ({ from, to }: Pick<AiSpan, 'from' | 'to'>) => ({ from: place(from), to: place(to) });
  const spans = spansOf(marks, window, now);
  const drawn = (span: AiSpan) => {
    const is = kinds[span.is];
    return is === null ? [] : [{ ...placed(span), is }];
  };
  const before = { from: window.from, to: Math.min(marks[0]?.at ?? now, now) };
  const unnoted = before.to > before.from ? [{ ...placed(before), is: 'bare' as const }] : [];
  return {
    bars: outages.map(({ from, to, isDrill }) => ({ from: place(from), to: place(to ?? now), isDrill })),
    line: [...unnoted, ...spans.flatMap(drawn)],
    stops: spans.filter(({ is }) => is === 'stopped').map(placed),
  };
}

const kinds: Readonly<Record<AiSpan['is'], LineKind | null>> = {
  works: 'works',
  partly: 'partly',
  stopped: null,
  none: 'bare',
  unsure: 'dots',
  asleep: 'dots',
  away: 'dots',
};
