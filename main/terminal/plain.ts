import { columns } from './print.ts';

/** Programs and servers may write what a terminal would obey; a line of ours has only what can be seen. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');

/** Cut in the middle, where it is missed least: "hf.co/some…GGUF:Q4_K_M". */
export function cutMiddle(text: string, wide: number): string {
  if (columns(text) <= wide) return text;
  const tail = Math.floor((wide - 1) / 2);
  let kept = '';
  for (const letter of [...text].reverse()) {
    if (columns(letter + kept) > tail) break;
    kept = letter + kept;
  }
  const head = cut(text, wide - columns(kept));
  return `${head}${kept}`;
}

/** Cut to so many columns, so that a line is never broken into two. */
export function cut(text: string, wide: number): string {
  if (columns(text) <= wide) return text;
  let kept = '';
  for (const letter of text) {
    if (columns(kept + letter) > wide - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}
