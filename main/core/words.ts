import { en } from './words.en.ts';
import { ko } from './words.ko.ts';

export type WordKey = keyof typeof en;
export type Words = Readonly<Record<WordKey, string>>;
export type Lang = 'en' | 'ko';

export const languages: Readonly<Record<Lang, Words>> = { en, ko };

/** One sentence, filled in. What is filled in is text of others: it is never looked at for further `{}`. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

export function speaker(lang: Lang): Say {
  const words = languages[lang];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The language for a choice in the settings and the languages a system prefers, in order. */
export function chooseLang(setting: 'system' | Lang, preferred: readonly string[]): Lang {
  if (setting !== 'system') return setting;
  const first = preferred
    .map((tag) => tag.toLowerCase().slice(0, 2))
    .find((tag) => tag === 'ko' || tag === 'en');
  return first === 'ko' ? 'ko' : 'en';
}
