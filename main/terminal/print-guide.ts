import type { GuideRow, GuideSaid, GuideView } from '../core/guide/say.ts';
import { columns, pad } from './columns.ts';
import { plain } from './plain.ts';
import { type Paper, rowMark } from './print.ts';
import { wrap } from './wrap.ts';

/** The guide as text: what always holds, below it how that is now and what could be typed. `wide`: columns of a line. */
export function printGuide({ groups }: GuideView, wide: number, paper: Paper): string {
  const names = groups.flatMap(({ rows }) => rows.flatMap(({ name, example }) => [name, example]));
  const beside = Math.min(Math.max(...names.map((name) => columns(plain(name)))), 24) + 4;
  const lines = groups.flatMap(({ id, title, rows }) => [
    '',
    title,
    ...rows.flatMap((row, n) =>
      row.name === ''
        ? printStep(row, `  ${id === 'now' ? n + 1 : paper.isAscii ? '-' : '·'} `, wide, paper)
        : printLimit(row, beside, wide, paper),
    ),
  ]);
  return `${lines.slice(1).join('\n')}\n`;
}

/** What to do or to know. */
function printStep(row: GuideRow, before: string, wide: number, paper: Paper): string[] {
  return hang(before, [
    ...wrap(plain(row.text), wide - before.length),
    ...below(row, wide - before.length, paper),
  ]);
}

/** What does not work, what to do instead beside it. */
function printLimit(row: GuideRow, beside: number, wide: number, paper: Paper): string[] {
  const [name = '', ...names] = [row.name, row.example].filter(Boolean).map(plain);
  const room = wide - beside;
  const right = [...wrap(plain(row.text), room), ...below(row, room, paper)];
  const left = [`  ${name}`, ...names.map((one) => `  ${one}`)];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, n) =>
    `${pad(left[n] ?? '', beside)}${right[n] ?? ''}`.trimEnd(),
  );
}

function below({ answer, more, command }: GuideRow, wide: number, paper: Paper): string[] {
  return [
    ...(answer ? said(answer, wide, paper) : []),
    ...(more ? said(more, wide, paper) : []),
    ...(command === null ? [] : [`${paper.isAscii ? '->' : '→'} ${command}`]),
  ];
}

function said({ mark, say }: GuideSaid, wide: number, paper: Paper): string[] {
  const sign = mark === 'rest' ? (paper.isAscii ? '-   ' : '–') : rowMark(mark, paper);
  const room = paper.isAscii ? 5 : 2;
  return hang(`${sign} `, wrap(plain(say), wide - room), room);
}

/** The first line behind something, the others as far in. */
const hang = (before: string, lines: readonly string[], room = before.length): string[] =>
  lines.map((line, n) => (n === 0 ? `${before}${line}` : `${' '.repeat(room)}${line}`));
