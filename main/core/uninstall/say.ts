import { fromHome } from '../home.ts';
import { size } from '../sizes.ts';
import { isWord, type Say } from '../words.ts';
import type { Item } from './item.ts';

/** In bytes: of less nobody wants to know how much it is. */
const worthSaying = 1_000;

/** A line of the plan, for a person: what becomes of what, how large it is, and what could be done about it. */
export function itemSay({ act, what, about, bytes, how }: Item, home: string, say: Say): string {
  const isChanged = what === 'config' && how !== '';
  const key = `un.${act}.${what}${isChanged ? 'Theirs' : ''}`;
  // Every pair that a plan makes has its words; a test goes through them.
  if (!isWord(key)) return about;
  const text = say(key, { about: fromHome(about, home), how });
  return bytes === null || bytes < worthSaying ? text : say('un.size', { text, size: size(bytes) });
}

/** What a person has to do something about, if they want it gone as well. */
const toDo: readonly Item['what'][] = [
  ...([
    'container',
    'unseen',
    'server',
    'chats',
    'npm',
    'foreign',
    'linked',
    'home',
    'login-hand',
    'app',
  ] as const),
];

export const isToDo = ({ act, what }: Pick<Item, 'act' | 'what'>): boolean =>
  act === 'stay' && toDo.includes(what);
