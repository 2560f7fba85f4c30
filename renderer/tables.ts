import type { Lang, Words } from '../main/core/words.ts';

/**
 * Stands in for core's tables in the panel's build: a panel speaks one language, so the other one is neither loaded nor
 * parsed. Whoever draws has to `learn` first.
 */
export const languages: Partial<Record<Lang, Words>> = {};

/** Loads the sentences of a language, once. */
export async function learn(lang: Lang): Promise<void> {
  if (languages[lang]) return;
  languages[lang] =
    lang === 'ko'
      ? (await import('../main/core/words.ko.ts')).ko
      : (await import('../main/core/words.en.ts')).en;
}

export const isLearned = (lang: Lang): boolean => languages[lang] !== undefined;
