import { columns } from './columns.ts';

/** Broken between words into lines of at most so many columns; a word that is longer has a line of its own. */
export function wrap(text: string, wide: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columns(longer) > wide) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
