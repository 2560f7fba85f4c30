import { z } from 'zod';
import { parseDnsTarget, parsePageTarget, parseQuestion, parseTlsTarget } from './targets.ts';

export const modes = ['auto', 'offline', 'online'] as const;
export type Mode = (typeof modes)[number];
export type Stance = 'online' | 'offline';

/** Messages are codes, not sentences: words.*.ts has a sentence for each in both languages. */
export const settingHints = [
  'dns-target',
  'tls-target',
  'page-target',
  'question',
  'choice',
  'switch',
  'list',
] as const;
export type SettingHint = (typeof settingHints)[number];
const hint = (code: SettingHint) => ({ error: code });

const list = (parse: (text: string) => unknown, code: SettingHint) =>
  z
    .array(
      z
        .string(hint('list'))
        .max(300)
        .refine((text) => parse(text) !== null, hint(code)),
      hint('list'),
    )
    .max(12, hint('list'));

/** Every setting there is, flat, by the name a person types. A key that is not here is refused. */
export const settingSchemas = {
  mode: z.enum(modes, hint('choice')),
  language: z.enum(['system', 'en', 'ko'], hint('choice')),
  /** Whether the person has said "Start watching". Until then the app sends nothing. */
  watching: z.boolean(hint('switch')),
  notifications: z.boolean(hint('switch')),
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
} as const;

export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas).filter(
  (key): key is SettingKey => key in settingSchemas,
);

export const Settings = z.object(settingSchemas);
export type Settings = z.infer<typeof Settings>;

/** The version of settings.json. A file with a higher one was written by a newer app and is left alone. */
export const settingsVersion = 1;

/**
 * Three operators in both families, so that neither one operator nor one family decides; the question's
 * answer is constant (an anycast resolver's own name). Pages are the vendors' own portal checks, whose
 * answers are documented and stable. Each learns only that somebody at this address looked.
 */
export const defaultSettings: Settings = {
  mode: 'auto',
  language: 'system',
  watching: false,
  notifications: true,
  'probe.enabled': true,
  'probe.pace': 'auto',
  'probe.preset': 'all',
  'probe.whileOffline': true,
  'probe.question': 'dns.google=8.8.8.8,8.8.4.4',
  'probe.dns': [
    '1.1.1.1:53',
    '8.8.8.8:53',
    '9.9.9.9:53',
    '[2606:4700:4700::1111]:53',
    '[2001:4860:4860::8888]:53',
    '[2620:fe::fe]:53',
  ],
  'probe.tls': [
    'one.one.one.one@1.1.1.1:443',
    'dns.google@8.8.8.8:443',
    'one.one.one.one@[2606:4700:4700::1111]:443',
    'dns.google@[2001:4860:4860::8888]:443',
  ],
  'probe.pages': [
    'http://connectivitycheck.gstatic.com/generate_204 204',
    'http://captive.apple.com/hotspot-detect.html 200 Success',
    'http://detectportal.firefox.com/success.txt 200 success',
  ],
};

export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(settingSchemas, text);
}

/** What a person typed, as a value: `true`, `["a","b"]`, `a, b` for lists, else the text itself. */
export function settingFromText(key: SettingKey, text: string): unknown {
  const value: unknown = defaultSettings[key];
  if (typeof value === 'boolean')
    return text === 'true' || text === 'on' ? true : text === 'false' || text === 'off' ? false : text;
  if (!Array.isArray(value)) return text;
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (!trimmed.startsWith('["'))
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
