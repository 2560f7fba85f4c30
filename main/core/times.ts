import type { Lang, Say } from './words.ts';

/** An engine (or a main process) that has not been heard for this long (ms) is away, whoever is to blame. */
export const awayAfter = 10_000;

type Unit = 'now' | 's' | 'min' | 'h' | 'd';

/** Now (under 10 s), tens of seconds, minutes, hours, days. A moment in the future counts as now. */
function coarse(ms: number): { unit: Unit; n: number } {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 10) return { unit: 'now', n: 0 };
  if (seconds < 60) return { unit: 's', n: Math.floor(seconds / 10) * 10 };
  if (seconds < 3_600) return { unit: 'min', n: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: 'h', n: Math.floor(seconds / 3_600) };
  return { unit: 'd', n: Math.floor(seconds / 86_400) };
}

/** How old a reading is: "now", "20 s", "12 min". */
export function age(say: Say, ms: number): string {
  const { unit, n } = coarse(ms);
  return say(`age.${unit}`, { n });
}

/** The same inside a sentence: "just now", "12 min ago". */
export function ago(say: Say, ms: number): string {
  const { unit, n } = coarse(ms);
  return say(`ago.${unit}`, { n });
}

/** A length: "8 s", "41 min", "2 h 5 min". */
export function length(say: Say, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return say('age.s', { n: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say('age.min', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return say('age.d', { n: Math.round(hours / 24) });
  const rest = minutes % 60;
  return rest === 0
    ? say('age.h', { n: hours })
    : `${say('age.h', { n: hours })} ${say('age.min', { n: rest })}`;
}

/** What no calendar has a name for. */
const isNoDate = (at: number): boolean => !(Math.abs(at) <= 8.64e15);

/** The time of day, as the language writes it: 14:02 or 14:02:16; with the date when it is not today. */
export function clock(lang: Lang, at: number, now: number, isExact = false): string {
  if (isNoDate(at) || isNoDate(now)) return '?';
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (isExact) time.second = '2-digit';
  const date: Intl.DateTimeFormatOptions = isToday ? {} : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(lang, { ...date, ...time }).format(at);
}

/** A day as the language writes it: Jun 1, with the year where it is another one. */
export function day(lang: Lang, at: number, now: number): string {
  if (isNoDate(at) || isNoDate(now)) return '?';
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const parts: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(lang, isThisYear ? parts : { ...parts, year: 'numeric' }).format(at);
}
