import type { ToldOutage } from './record.ts';

/** A stretch of time, in ms since the epoch; `until` is not in it any more. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

export interface Total {
  readonly outages: number;
  /** In ms, sleep left out. */
  readonly lasted: number;
}
export interface DayTotal extends Total {
  /** As the machine's calendar writes it: 2026-11-24. */
  readonly day: string;
}
export interface CauseTotal extends Total {
  readonly cause: string;
}

/** Whether any of it lies in the window. */
export function isWithin({ from, to }: ToldOutage, window: Window): boolean {
  return from < window.until && (to ?? Number.POSITIVE_INFINITY) >= window.from;
}

/**
 * How much of an outage (ms) lies in the window. Nobody knows when in it the machine slept, so sleep is spread
 * evenly. Windows that join add up to the whole.
 */
export function lastedWithin({ from, to, lasted }: ToldOutage, window: Window, now: number): number {
  const span = (to ?? now) - from;
  if (span <= 0) return from >= window.from && from < window.until ? lasted : 0;
  const before = (moment: number) => Math.round(lasted * Math.min(Math.max((moment - from) / span, 0), 1));
  return Math.max(0, before(window.until) - before(window.from));
}

/** Drills are no outages: totals leave them out. */
function counted(outages: readonly ToldOutage[], window: Window): readonly ToldOutage[] {
  return outages.filter((outage) => !outage.isDrill && isWithin(outage, window));
}

export function totalOf(outages: readonly ToldOutage[], window: Window, now: number): Total {
  const all = counted(outages, window);
  return { outages: all.length, lasted: sum(all.map((outage) => lastedWithin(outage, window, now))) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Per day that had any, the oldest first; an outage over midnight is in both days. */
export function daysOf(outages: readonly ToldOutage[], window: Window, now: number): DayTotal[] {
  const days = new Map<string, Total>();
  for (const outage of counted(outages, window)) {
    const first = Math.max(outage.from, window.from);
    const last = Math.min(Math.max(outage.to ?? now, first + 1), window.until);
    for (const day of daysBetween(first, last)) {
      const inDay = { from: Math.max(day.from, window.from), until: Math.min(day.until, window.until) };
      add(days, nameOfDay(day.from), lastedWithin(outage, inDay, now));
    }
  }
  return [...days].map(([day, total]) => ({ day, ...total })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Per cause that had any, the longest first. */
export function causesOf(outages: readonly ToldOutage[], window: Window, now: number): CauseTotal[] {
  const causes = new Map<string, Total>();
  for (const outage of counted(outages, window)) add(causes, outage.cause, lastedWithin(outage, window, now));
  return [...causes]
    .map(([cause, total]) => ({ cause, ...total }))
    .sort((a, b) => b.lasted - a.lasted || (a.cause < b.cause ? -1 : 1));
}

function add(totals: Map<string, Total>, key: string, lasted: number): void {
  const { outages, lasted: before } = totals.get(key) ?? { outages: 0, lasted: 0 };
  totals.set(key, { outages: outages + 1, lasted: before + lasted });
}

/** The calendar days that a stretch touches, whole; on some a day has 23 or 25 hours. */
export function daysBetween(from: number, until: number): Window[] {
  const days: Window[] = [];
  for (let start = midnight(from, 0); start < until; ) {
    const next = midnight(start, 1);
    days.push({ from: start, until: next });
    start = next;
  }
  return days;
}

/** The midnight before a moment, or `days` later. */
export function midnight(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

export function nameOfDay(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
