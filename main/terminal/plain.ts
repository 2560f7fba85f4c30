import { columns } from './print.ts';

/** Programs and servers may write what a terminal would obey; a line of ours has only what can be seen. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');

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
