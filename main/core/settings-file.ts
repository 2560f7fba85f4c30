import { z } from 'zod';
import { partKinds } from './parts/part.ts';
import { fail, ok, type Result } from './problem.ts';
import { same } from './same.ts';
import {
  defaultSettings,
  isFileSetting,
  isSettingKey,
  type SettingHint,
  type SettingKey,
  type Settings,
  settingHints,
  settingKeys,
  settingSchemas,
} from './settings.ts';
import { isOwn } from './settings-change.ts';

/** Settings as a file that goes to another Mac: what differs from the standard, and nothing that belongs to this one. */

/** The version of such a file. A higher one was written by a newer app, and nothing is taken from it. */
export const settingsFileVersion = 1;

/** An export is a few kB; in bytes. */
export const settingsFileMost = 200_000;

/** Decided on this machine only: what was agreed to here, and whether commands of the person's own run. */
const isStaying = (key: string): boolean => isOwn(key) || (key.startsWith('hooks.') && !isFileSetting(key));

/** Whether it may leave for another machine, or come from one. What names files or commands of the person's own may not. */
export const isPortable = (key: string): boolean => !isStaying(key) && !isFileSetting(key);

/** `file`: names a file of this machine; `secret`: its address could hold a password or a key. */
export interface LeftOut {
  readonly key: SettingKey;
  readonly why: 'file' | 'secret';
}

export interface Exported {
  readonly text: string;
  readonly left: readonly LeftOut[];
}

/** What is written, and what was left out of it. */
export function exportOf(settings: Settings): Exported {
  const changed = settingKeys.filter((key) => !isStaying(key) && !same(settings[key], defaultSettings[key]));
  const kept: [string, unknown][] = [];
  const left: LeftOut[] = [];
  for (const key of changed) {
    if (!isPortable(key)) left.push({ key, why: 'file' });
    else if (hasSecret(settings[key])) left.push({ key, why: 'secret' });
    if (isPortable(key)) kept.push(...withoutSecrets(key, settings[key]));
  }
  const file = { app: 'offline-mode', schema: settingsFileVersion, settings: Object.fromEntries(kept) };
  return { text: `${JSON.stringify(file, null, 2)}\n`, left };
}

/** Of a list the harmless entries go along. */
function withoutSecrets(key: SettingKey, value: unknown): [string, unknown][] {
  if (!Array.isArray(value)) return hasSecret(value) ? [] : [[key, value]];
  const harmless = value.filter((entry) => !hasSecret(entry));
  return harmless.length === 0 && value.length > 0 ? [] : [[key, harmless]];
}

/**
 * From so many letters on a word of an address could be a key. 64 bits, the least that is given out as one, are 16 letters in hex;
 * the longest word of the standard pages has 14.
 */
const keyLong = 16;

/** An address with a user, a question, a fragment or a long word in its name or path: whatever they are called, they could be a key. */
function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  const address = typeof value === 'string' ? /:\/\/(\S*)/.exec(value)?.[1] : undefined;
  if (address === undefined) return false;
  const [host = '', ...path] = address.split('/');
  const isLong = (word: string) => word.length >= keyLong;
  // A name may be long; one with figures in it that is so long is no word.
  const isKey = (word: string) => isLong(word) && /\d/.test(word);
  const words = path.join('.').split('.');
  return /[?#;@]/.test(address) || words.some(isLong) || host.split('.').some(isKey);
}

/**
 * Why a line of a file is not taken. `unknown`: there is no such setting here; `file`: names a file or a command of the
 * other machine; `own`: is decided on this machine only; `key`: a key of this machine would be sent there; `value`: see `hint`.
 */
export interface Refused {
  readonly key: string;
  readonly why: 'unknown' | 'file' | 'own' | 'key' | 'value';
  /** The code of what is wrong with the value, and behind a colon what may be chosen. */
  readonly hint: string | null;
}

export interface Imported {
  /** Each has passed its own check. */
  readonly values: Partial<Settings>;
  readonly refused: readonly Refused[];
}

const File = z.object({
  app: z.literal('offline-mode'),
  schema: z.number().int().min(1),
  settings: z.record(z.string(), z.unknown()),
});

/** What a file says, checked line by line. `about`: the file's name. Fails where it is no such file, or a newer app's. */
export function importOf(text: string, about: string, settings: Settings): Result<Imported> {
  const file = File.safeParse(parsed(text));
  if (!file.success) return fail('import-foreign', about);
  if (file.data.schema > settingsFileVersion) return fail('import-newer', about);
  const values: [string, unknown][] = [];
  const refused: Refused[] = [];
  for (const [key, value] of Object.entries(file.data.settings).slice(0, 200)) {
    const why = refusalOf(key, value, settings);
    if (why) refused.push({ key: key.slice(0, 60), ...why });
    else values.push([key, value]);
  }
  return ok({ values: Object.fromEntries(values), refused });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Why this setting is not taken from somewhere else; null: it may be. */
export function refusalOf(key: string, value: unknown, settings: Settings): Omit<Refused, 'key'> | null {
  if (!isSettingKey(key)) return { why: 'unknown', hint: null };
  if (isStaying(key)) return { why: 'own', hint: null };
  if (!isPortable(key)) return { why: 'file', hint: null };
  const checked = settingSchemas[key].safeParse(value);
  if (!checked.success) {
    return { why: 'value', hint: hintOf(key, checked.error.issues[0]?.message) };
  }
  // The key file's key goes wherever this leads: that is for the person alone to say.
  const isLed = key === 'headscale.url' && settings['headscale.keyFile'] !== '';
  return isLed && !same(value, settings[key]) ? { why: 'key', hint: null } : null;
}

function hintOf(key: SettingKey, said: string | undefined): string {
  const hint: SettingHint = settingHints.find((known) => known === said) ?? 'choice';
  const schema = settingSchemas[key];
  const options = 'options' in schema ? schema.options : key === 'parts.needed' ? partKinds : [];
  return hint === 'choice' ? `choice:${options.join(', ')}` : hint;
}
