import { z } from 'zod';
import { partKinds } from './parts/part.ts';
import { parseBase, parseName, parseService, parseWebPlace } from './parts/targets.ts';
import { patiences } from './patience.ts';
import { shortcutOf } from './shortcut.ts';
import { defaultSettings } from './standard-settings.ts';
import { parseDnsTarget, parsePageTarget, parseQuestion, parseTlsTarget } from './targets.ts';

export const modes = ['auto', 'offline', 'online'] as const;
export type Mode = (typeof modes)[number];
export type Stance = 'online' | 'offline';

export const textSizes = ['standard', 'larger', 'largest', 'double'] as const;
export type TextSize = (typeof textSizes)[number];

/** Messages are codes, not sentences: words.*.ts has a sentence for each in both languages. */
export const settingHints = [
  'dns-target',
  'tls-target',
  'page-target',
  'question',
  'choice',
  'switch',
  'list',
  'time',
  'moment',
  'address',
  'service',
  'name',
  'days',
  'file',
  'shortcut',
  'command',
  'seconds',
  'port',
] as const;
export type SettingHint = (typeof settingHints)[number];
const hint = (code: SettingHint) => ({ error: code });

const list = (parse: (text: string) => unknown, code: SettingHint, most = 12) =>
  z
    .array(
      z
        .string(hint('list'))
        .max(300)
        .refine((text) => parse(text) !== null, hint(code)),
      hint('list'),
    )
    .max(most, hint('list'));

/** A time of day as a person writes it, 22:00, or nothing. */
const timeOfDay = z.string(hint('time')).regex(/^$|^([01]\d|2[0-3]):[0-5]\d$/, hint('time'));

/** A model, a container, an image: what such names are made of, or nothing. */
const nameText = z
  .string(hint('name'))
  .refine((text) => text === '' || parseName(text) !== null, hint('name'));

/** The full path of a file, or nothing. */
const fileText = z
  .string(hint('file'))
  .max(1_000)
  .regex(/^$|^[/~][^\0\n]*$/, hint('file'));

/**
 * A command of the person's own: a program by its full path, or from the home folder, and its arguments. Nothing in it is
 * looked at by a shell. Empty: none.
 */
const commandText = z
  .array(
    z
      .string(hint('command'))
      .max(1_000, hint('command'))
      .regex(/^[^\0]*$/, hint('command')),
    hint('command'),
  )
  .max(20, hint('command'))
  .refine(([program = '/']) => /^(\/|~\/)/.test(program), hint('command'));

/** Nobody snoozes longer than a day, in ms: a wrong clock must not silence the app for ever. */
export const snoozeMost = 86_400_000;

/** Every setting there is, flat, by the name a person types. A key that is not here is refused. */
export const settingSchemas = {
  mode: z.enum(modes, hint('choice')),
  language: z.enum(['system', 'en', 'ko'], hint('choice')),
  /** How large the panel's type is: once, 1.15 times, 1.3 times. */
  'text.size': z.enum(textSizes, hint('choice')),
  /** The keys that open the panel from anywhere, as Electron writes them: Control+Alt+O. Empty: none do. */
  shortcut: z
    .string(hint('shortcut'))
    .max(60, hint('shortcut'))
    .refine((text) => text === '' || shortcutOf(text).ok, hint('shortcut')),
  /** How long a drop must hold before Auto follows it (patience.ts). */
  patience: z.enum(patiences, hint('choice')),
  /** Beside the icon: how far a preparation is, and for how long the stack is offline. */
  'tray.title': z.boolean(hint('switch')),
  /** Whether the person has said "Start watching". Until then the app sends nothing. */
  watching: z.boolean(hint('switch')),
  notifications: z.boolean(hint('switch')),
  /** Quiet hours; off while either is empty. */
  'quiet.from': timeOfDay,
  'quiet.to': timeOfDay,
  /** No notification before then, in ms since the epoch. */
  'notices.snoozedUntil': z.number(hint('moment')).int(hint('moment')).min(0, hint('moment')),
  'probe.enabled': z.boolean(hint('switch')),
  /** How often: standard, gentle (a third of the packets, seconds later), or by itself: gentle on battery. */
  'probe.pace': z.enum(['auto', 'standard', 'gentle'], hint('choice')),
  /** Who: all that are listed, only the pages, or only the servers that the person has added. */
  'probe.preset': z.enum(['all', 'pages', 'own'], hint('choice')),
  /** Whether packets may leave the local network while offline mode is in force. */
  'probe.whileOffline': z.boolean(hint('switch')),
  'probe.question': z
    .string(hint('question'))
    .max(300)
    .refine((text) => parseQuestion(text) !== null, hint('question')),
  'probe.dns': list(parseDnsTarget, 'dns-target'),
  'probe.tls': list(parseTlsTarget, 'tls-target'),
  'probe.pages': list(parsePageTarget, 'page-target'),
  /** Where Ollama may be, the most wanted first: this machine's, one on the local network, a tailnet peer's. */
  'ollama.places': list(parseBase, 'address', 8),
  /** The models an outage is to be met with; empty: what OpenClaw's config names, else any. */
  'ollama.main': nameText,
  'ollama.fallback': nameText,
  /** Further models that an outage is to be met with. */
  'ollama.more': z.array(nameText, hint('list')).max(20, hint('list')),
  /** A small model for test questions; empty: none is wanted. */
  'ollama.canary': nameText,
  /** OpenClaw's config file; empty: where OpenClaw itself looks for it. */
  'openclaw.config': fileText,
  /** Other servers of models that are the person's own: what runs there is no cloud. */
  'openclaw.own': list(parseWebPlace, 'address', 12),
  'openclaw.container': nameText,
  'openclaw.image': nameText,
  /** Where the image's backup is kept, as an archive. */
  'image.backup': fileText,
  /** The folder that it is built from; empty: it is not built here. */
  'image.context': fileText,
  /** A project whose packages must be at hand offline; empty: none. */
  'deps.folder': fileText,
  /** What of the readiness is not wanted, by its id. What a must is cannot be left out. */
  'ready.skip': z.array(z.string(hint('list')).max(80), hint('list')).max(40, hint('list')),
  /** The gateway's port; 0: as the config says. */
  'openclaw.port': z.number(hint('port')).int(hint('port')).min(0, hint('port')).max(65_535, hint('port')),
  /** What happens to OpenClaw's config when offline mode begins and ends by itself. */
  'switch.enter': z.enum(['auto', 'ask', 'never'], hint('choice')),
  'switch.leave': z.enum(['auto', 'ask', 'never'], hint('choice')),
  /** The person has seen what would change and has said yes; without it nothing is entered by itself. */
  'switch.consent': z.boolean(hint('switch')),
  /** No cloud models behind the local one, even while there is internet. */
  'switch.noCloud': z.boolean(hint('switch')),
  /** The local model is loaded at the first doubt about the line. */
  'switch.warm': z.boolean(hint('switch')),
  /** In offline mode memory is searched by words where a service outside is named for it; that restarts OpenClaw. */
  'switch.memory': z.boolean(hint('switch')),
  'headscale.url': z
    .string(hint('address'))
    .max(300)
    .refine((text) => text === '' || parseBase(text) !== null, hint('address')),
  /** Headscale's own config and a file with an API key, where they are on this machine. The key itself is no setting. */
  'headscale.config': fileText,
  'headscale.keyFile': fileText,
  'lan.services': list(parseService, 'service', 50),
  /** Which parts the AI needs; empty: Ollama and OpenClaw, where they are there. */
  'parts.needed': z.array(z.enum(partKinds, hint('choice')), hint('list')).max(7, hint('list')),
  /** How long (days) a drill that has passed is taken for proof. */
  'drill.days': z.number(hint('days')).int(hint('days')).min(1, hint('days')).max(365, hint('days')),
  /** A word when no drill has passed for so many days; 0: none. */
  'drill.remind': z.number(hint('days')).int(hint('days')).min(0, hint('days')).max(365, hint('days')),
  /** The drill that touches nothing runs by itself once a day. */
  'drill.byItself': z.boolean(hint('switch')),
  /** How long an outage one wants to be ready for, in days. */
  'outage.days': z.number(hint('days')).int(hint('days')).min(1, hint('days')).max(365, hint('days')),
  /** Commands of the person's own, run when the stack has gone offline and online. Never taken from a file that is imported. */
  'hooks.offline': commandText,
  'hooks.online': commandText,
  /** Off, until the person has turned it on: none of them runs by itself. */
  'hooks.on': z.boolean(hint('switch')),
  /** They run in a drill, too. */
  'hooks.drill': z.boolean(hint('switch')),
  /** How long (s) one may run. */
  'hooks.limit': z
    .number(hint('seconds'))
    .int(hint('seconds'))
    .min(1, hint('seconds'))
    .max(60, hint('seconds')),
  /** A newer version of this app is looked for by itself, and fetched where this copy can replace itself. */
  'update.check': z.boolean(hint('switch')),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas).filter(
  (key): key is SettingKey => key in settingSchemas,
);

export const Settings = z.object(settingSchemas);
export type Settings = z.infer<typeof Settings>;

/** The version of settings.json. A file with a higher one was written by a newer app and is left alone. */
export const settingsVersion = 1;

export { defaultSettings };

export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(settingSchemas, text);
}

/** What a person typed, as a value: `true`, `["a","b"]`, `a, b` for lists, else the text itself. */
export function settingFromText(key: SettingKey, text: string): unknown {
  const value: unknown = defaultSettings[key];
  if (typeof value === 'boolean')
    return text === 'true' || text === 'on' ? true : text === 'false' || text === 'off' ? false : text;
  if (typeof value === 'number') return /^\d+$/.test(text.trim()) ? Number(text) : text;
  if (!Array.isArray(value)) return text;
  const trimmed = text.trim();
  if (trimmed === '') return [];
  // An argument may have a comma in it; and one word is a program without any.
  if (isCommandSetting(key) && !trimmed.startsWith('[')) return [trimmed];
  if (!trimmed.startsWith('["') && !isCommandSetting(key))
    return trimmed
      .split(/[;,]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  try {
    return JSON.parse(trimmed);
  } catch {
    return text;
  }
}

/** Settings that are run as programs: what may set them can do whatever the person can. No page and no imported file may. */
export const commandSettings = ['hooks.offline', 'hooks.online'] as const satisfies readonly SettingKey[];
const isCommandSetting = (key: string): boolean => commandSettings.some((one) => one === key);

/**
 * Settings that name files of the person's own. A page, even ours, has no business with those: the terminal sets them, or the
 * person in the system's own window.
 */
export const fileSettings = [
  'openclaw.config',
  'image.backup',
  'image.context',
  'deps.folder',
  'headscale.config',
  'headscale.keyFile',
] as const satisfies SettingKey[];
export type FileSetting = (typeof fileSettings)[number];

/** Neither a page nor an imported file may set it. */
export const isFileSetting = (key: string): boolean =>
  fileSettings.some((known) => known === key) || isCommandSetting(key);
