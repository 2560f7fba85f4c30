import { basename } from 'node:path';
import { z } from 'zod';
import { Journal, newJournal } from '../core/journal.ts';
import type { Problem, ProblemCode, Result } from '../core/problem.ts';
import { same } from '../core/same.ts';
import { defaultSettings, Settings, settingKeys, settingsVersion } from '../core/settings.ts';
import { parseJson } from './json.ts';
import type { Paths } from './paths.ts';
import type { Tools } from './tools/tools.ts';

type StoreTools = Pick<Tools, 'files' | 'clock'>;

/** Our own files are small; something larger is not ours. */
const limit = 1_000_000;

export interface Kept<T> {
  readonly value: T;
  readonly problem: Problem | null;
}

const File = z.looseObject({ version: z.number() });

/**
 * The settings on disk. A file that cannot be understood is kept beside as `.broken-<time>` and the standard
 * settings are used; with `mayMove` false (a look that owns nothing) it stays where it is.
 */
export async function loadSettings(
  tools: StoreTools,
  paths: Paths,
  mayMove: boolean,
): Promise<Kept<Settings>> {
  const text = await tools.files.read(paths.settings, limit);
  if (text.ok && text.value === null) return { value: defaultSettings, problem: null };
  const file = File.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  if (file.success && file.data.version > settingsVersion) {
    return broken(tools, paths.settings, 'settings-newer', mayMove, defaultSettings);
  }
  const settings = Settings.safeParse(file.success ? { ...defaultSettings, ...file.data } : undefined);
  if (settings.success) return { value: settings.data, problem: null };
  return broken(tools, paths.settings, 'settings-unreadable', mayMove, defaultSettings);
}

/** Only what differs from the standard is written, so that a better standard reaches everybody. Unknown keys stay. */
export async function saveSettings(
  tools: StoreTools,
  paths: Paths,
  settings: Settings,
): Promise<Result<null>> {
  const before = await tools.files.read(paths.settings, limit);
  const old = before.ok && before.value !== null ? File.safeParse(parseJson(before.value)) : undefined;
  const foreign = Object.entries(old?.data ?? {}).filter(
    ([key]) => key !== 'version' && !(key in defaultSettings),
  );
  const own = settingKeys
    .filter((key) => !same(settings[key], defaultSettings[key]))
    .map((key) => [key, settings[key]]);
  const file = { version: settingsVersion, ...Object.fromEntries(foreign), ...Object.fromEntries(own) };
  return tools.files.write(paths.settings, `${JSON.stringify(file, null, 2)}\n`);
}

/** Another mode for the next start, once no engine runs. */
export async function keepMode(
  tools: StoreTools,
  paths: Paths,
  mode: Settings['mode'],
): Promise<Result<null>> {
  const { value } = await loadSettings(tools, paths, false);
  return saveSettings(tools, paths, { ...value, mode });
}

export async function loadJournal(tools: StoreTools, paths: Paths, mayMove: boolean): Promise<Kept<Journal>> {
  const fresh = newJournal(tools.clock.wall());
  const text = await tools.files.read(paths.journal, limit);
  if (text.ok && text.value === null) return { value: fresh, problem: null };
  const journal = Journal.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  if (journal.success) return { value: journal.data, problem: null };
  return broken(tools, paths.journal, 'settings-unreadable', mayMove, fresh);
}

export function saveJournal(tools: StoreTools, paths: Paths, journal: Journal): Promise<Result<null>> {
  return tools.files.write(paths.journal, `${JSON.stringify(journal)}\n`);
}

/** Keeps a file that cannot be understood beside, and says so. */
export async function broken<T>(
  tools: StoreTools,
  path: string,
  code: ProblemCode,
  mayMove: boolean,
  value: T,
): Promise<Kept<T>> {
  if (!mayMove) return { value, problem: { code, about: path } };
  const moved = await tools.files.moveAside(path, brokenName(tools, path));
  return { value, problem: { code, about: moved.ok ? moved.value : path } };
}

/** The name beside, with the time, of a file that could not be understood. */
export function brokenName({ clock }: Pick<Tools, 'clock'>, path: string): string {
  return `${basename(path)}.broken-${new Date(clock.wall()).toISOString().replace(/[:.]/g, '-')}`;
}
