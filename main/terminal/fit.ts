import { columns } from './columns.ts';
import { cutMiddle } from './plain.ts';

const esc = '\u001b';
/** The colours that we write ourselves. */
const ours = [0, 2, 31, 32, 33].map((code) => `${esc}[${code}m`);
const controls = new RegExp(`${esc}\\[(?:0|2|31|32|33)m|[\\p{Cc}\\p{Bidi_Control}\\u2028\\u2029]`, 'gu');

/** Only lines, and where there are any our own colours, are left of what a terminal would obey, whoever wrote it. */
export const tamed = (text: string, isColoured: boolean): string =>
  text.replace(controls, (found) => (found === '\n' || (isColoured && ours.includes(found)) ? found : ' '));

/** Narrower than that nothing can be read, and longer lines are the lesser evil. */
const least = 24;

/** A command to be typed has to be copied whole. */
const typed = /^ *(?:→|->) offline-mode /;

/** Text for a terminal of so many columns: longer lines go on below, under the column that they are in. */
export function fitTo(text: string, wide: number, isColoured = false): string {
  const room = Math.max(wide, least);
  return tamed(text, isColoured)
    .split('\n')
    .map((line) => (columns(line) <= room || typed.test(line) ? line : fitLine(line, room).join('\n')))
    .join('\n');
}

/** The rows of a text that is wrapped, each of so many columns at most. */
export const flow = (text: string, wide: number): string[] => fitLine(text, wide, 0);

function fitLine(line: string, wide: number, hang = hangOf(line, wide)): string[] {
  const indent = ' '.repeat(hang);
  const rows: string[] = [];
  let row = '';
  // A word with the gap before it; what a line begins with is no gap.
  for (const [, gap = '', word = ''] of line.matchAll(/( *)([^ ]+)/g)) {
    const isFirst = row === '';
    const start = isFirst && rows.length > 0 ? indent : `${row}${gap}`;
    if (columns(start + word) <= wide) row = start + word;
    else if (isFirst) row = start + cutMiddle(word, wide - columns(start));
    else {
      rows.push(row);
      row = indent + cutMiddle(word, wide - hang);
    }
  }
  return [...rows, row];
}

/** How much of a line may be left empty below its first row: more would leave no room to read in. */
const most = 0.6;
const marked = /^ *(?:(?:[✓▲◐◌–?!•→·]|->) +)?/;

/** Where what does not fit goes on: under the last column that begins early enough, else under the line's own beginning. */
function hangOf(line: string, wide: number): number {
  const starts = [...line.matchAll(/[^ ] {2,}(?=[^ ])/g)]
    .map((gap) => columns(line.slice(0, gap.index + gap[0].length)))
    .filter((at) => at <= wide * most);
  return starts.at(-1) ?? Math.min(columns(marked.exec(line)?.[0] ?? ''), Math.floor(wide * most));
}
