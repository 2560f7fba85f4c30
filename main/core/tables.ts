import { en } from './words.en.ts';
import { ko } from './words.ko.ts';
import type { Lang, Words } from './words.ts';

/** Every sentence in every language. The panel's build has a table of its own here, which holds the one language that is shown. */
export const languages: Readonly<Record<Lang, Words>> = { en, ko };
