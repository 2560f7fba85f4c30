import { columns, letters } from './columns.ts';

/** Programs and servers may write what a terminal would obey; a line of ours has only what can be seen. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ');

/** Cut in the middle, where it is missed least: "hf.co/some…GGUF:Q4_K_M". */
export function cutMiddle(text: string, wide: number): string {
  if (columns(text) <= wide) return text;
  const tail = Math.floor((wide - 1) / 2);
  let [kept, room] = ['', tail];
  for (const letter of letters(text).reverse()) {
    room -= columns(letter);
    if (room < 0) break;
    kept = letter + kept;
  }
  const head = cut(text, wide - columns(kept));
  return `${head}${kept}`;
}

/** Cut to so many columns, so that a line is never broken into two. */
export function cut(text: string, wide: number): string {
  if (columns(text) <= wide) return text;
  let [kept, room] = ['', wide - 1];
  for (const letter of letters(text)) {
    room -= columns(letter);
    if (room < 0) break;
    kept += letter;
  }
  return `${kept}…`;
}
