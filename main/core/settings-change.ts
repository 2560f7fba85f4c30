import { same } from './same.ts';
import type { SettingKey, Settings } from './settings.ts';
import { defaultSettings } from './standard-settings.ts';

/** What a person has agreed to or chosen for the moment, on this machine. */
const own: ReadonlySet<string> = new Set([
  'mode',
  'watching',
  'switch.consent',
  'notices.snoozedUntil',
] satisfies SettingKey[]);

export const isOwn = (key: string): boolean => own.has(key);

const keys = Object.keys(defaultSettings).filter((key): key is SettingKey => key in defaultSettings);

export interface Change {
  readonly key: SettingKey;
  readonly from: unknown;
  readonly to: unknown;
}

/** What taking these would change, in the order of the settings. */
export function changesOf(values: Partial<Settings>, settings: Settings): Change[] {
  return keys
    .filter((key) => values[key] !== undefined && !same(values[key], settings[key]))
    .map((key) => ({ key, from: settings[key], to: values[key] }));
}

/** The standard of all that is not this person's word or moment: watching, consent, mode and snooze stay. */
export const standardValues: Partial<Settings> = Object.fromEntries(
  keys.filter((key) => !isOwn(key)).map((key) => [key, defaultSettings[key]]),
);
