import { isQuiet } from './drill/side.ts';
import { type Settings, snoozeMost } from './settings.ts';
import type { State } from './state.ts';

/** Whether anybody may be interrupted at this moment. */
export function mayTell(state: State): boolean {
  const isBusy = state.asleep !== null || state.at < state.graceUntil || isQuiet(state);
  return !isBusy && !isQuietHour(state) && snoozeLeft(state) === 0;
}

/** Whether it is quiet hours; they may go over midnight. */
export function isQuietHour({ settings, minuteOfDay }: Pick<State, 'settings' | 'minuteOfDay'>): boolean {
  const span = quietSpan(settings);
  if (!span) return false;
  const { from, to } = span;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** Quiet hours in minutes since midnight; null when they are off. */
export function quietSpan(settings: Settings): { from: number; to: number } | null {
  const [from, to] = [settings['quiet.from'], settings['quiet.to']].map(minutes);
  return from === undefined || to === undefined || from === null || to === null || from === to
    ? null
    : { from, to };
}

function minutes(text: string): number | null {
  const [hour, minute] = text.split(':').map(Number);
  return hour === undefined || minute === undefined ? null : hour * 60 + minute;
}

/** How long (ms) nothing is shown by the person's wish. A clock that was set cannot make it longer than a day. */
export function snoozeLeft({ settings, at, epoch }: Pick<State, 'settings' | 'at' | 'epoch'>): number {
  const left = settings['notices.snoozedUntil'] - (at + epoch);
  return left > 0 && left <= snoozeMost ? left : 0;
}
