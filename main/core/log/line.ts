import { belted } from '../doctor/belt.ts';

export const logLevels = ['info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One thing that is written down. `text` is in words of ours, or a stack: what others have said does not belong into it. */
export interface LogLine {
  readonly level: LogLevel;
  /** What it is about: `net`, `switch`, `bug`. */
  readonly area: string;
  readonly text: string;
}

export interface LogStamp {
  /** ms since the epoch. */
  readonly at: number;
  readonly pid: number;
}

/** In bytes, with the line's end: a stack fits, and a file holds hundreds of the longest. */
export const lineMost = 2_048;
/** As much of a text as is looked at, in characters. */
const looked = 8_192;

/**
 * A line as it stands in the file: `2026-11-30T21:04:33.000Z 4711 info/net offline link-down`, and a line's end. Whatever the
 * text was, it is one line, without control characters, and without what looks like a secret or like somebody's own address.
 */
export function writtenLine({ level, area, text }: LogLine, { at, pid }: LogStamp): string {
  const head = `${new Date(at).toISOString()} ${pid} ${level}/${area.replace(/[^\w.-]/g, '')} `;
  return `${cutTo(`${head}${veiled(text)}`, lineMost - 1)}\n`;
}

/** The secrets are looked for in one piece: what was cut in the middle could not be known again. */
export function veiled(text: string): string {
  const whole = text.length > looked ? text.slice(0, looked).replace(/\S*$/, '…') : text;
  return belted(flat(withoutLogins(whole))).text;
}

/**
 * `https://kim:secret@host/path?key=1#x` → `https://host/path`. What stands before `://` is not looked at: to look for where it begins
 * would take a time that grows with the square of the text.
 */
const withoutLogins = (text: string): string =>
  text.replace(/:\/\/(?:\S*@)?([^\s?#]*)(?:[?#]\S*)?/g, '://$1');

const flat = (text: string): string =>
  text
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '');

/** At most so many bytes of UTF-8, and no half of a letter. */
function cutTo(text: string, most: number): string {
  if (bytesOf(text) <= most) return text;
  let [kept, bytes] = ['', bytesOf('…')];
  for (const letter of text) {
    bytes += bytesOf(letter);
    if (bytes > most) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** Of UTF-8. Half of a pair, which stands for no letter, is written as three. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
