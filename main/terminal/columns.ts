/** Columns of a terminal that does not say how wide it is. */
export const usualWide = 80;

/**
 * What takes two columns: East_Asian_Width W and F of Unicode 17 (EastAsianWidth.txt), by blocks; pictures of one code point
 * are known by their own property instead.
 */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x1b2ff],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** ESC, and colours: they are written and take no room. */
const esc = '\u001b';
const colour = new RegExp(`${esc}\\[\\d*m`, 'g');
const isPlainText = /^[\x20-\x7e]*$/;

/** Columns of a terminal: Korean letters and pictures take two, what joins the letter before it none. */
export function columns(text: string): number {
  if (isPlainText.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of clusters.segment(text.replace(colour, ''))) sum += clusterWide(segment);
  return sum;
}

/** The letters of a text as a person counts them: none of them may be cut in two. */
export const letters = (text: string): string[] =>
  isPlainText.test(text) ? [...text] : [...clusters.segment(text)].map(({ segment }) => segment);

function clusterWide(letter: string): number {
  const seen = letter.replace(/^[\p{Cc}\p{Mn}\p{Me}\p{Cf}]+/u, '');
  if (seen === '') return 0;
  if (/^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f/u.test(seen)) return 2;
  const code = seen.codePointAt(0) ?? 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

const room = (text: string, to: number): string => ' '.repeat(Math.max(0, to - columns(text)));

export const pad = (text: string, to: number): string => text + room(text, to);
/** The text stands at the right. */
export const padLeft = (text: string, to: number): string => room(text, to) + text;
