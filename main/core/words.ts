import { languages } from './tables.ts';
import type { en } from './words.en.ts';

export type WordKey = keyof typeof en;
export type Words = Readonly<Record<WordKey, string>>;
export type Lang = 'en' | 'ko';

export { languages };

/** What an engine of another version says may have no words here. */
export const isWord = (key: string): key is WordKey =>
  Object.values(languages).some((words) => Object.hasOwn(words, key));

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
