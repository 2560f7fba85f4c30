import type { Lang, Words } from '../main/core/words.ts';

/**
 * Stands in for core's tables in the panel's build: a panel speaks one language, so the other one is neither loaded nor
 * parsed. Whoever draws has to `learn` first.
 */
export const languages: Partial<Record<Lang, Words>> = {};

/** Loads the sentences of a language, once. */
export async function learn(lang: Lang): Promise<void> {
  if (languages[lang]) return;
  languages[lang] = glued(
    lang === 'ko'
      ? (await import('../main/core/words.ko.ts')).ko
      : (await import('../main/core/words.en.ts')).en,
  );
}

/** A line is never broken between a number and its unit. Only here: a terminal's columns have no use for that. */
function glued(words: Words): Words {
  const pairs = Object.entries(words).map(([key, text]) => [
    key,
    text.replace(/(\{\w+\}) (?=(?:s|ms|min|h|d|days?|GB|MB\/s|tokens\/s|%)(?![\p{L}\d]))/gu, '$1\u00a0'),
  ]);
  return { ...words, ...Object.fromEntries(pairs) };
}

export const isLearned = (lang: Lang): boolean => languages[lang] !== undefined;
