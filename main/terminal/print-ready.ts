import { type ReadyRow, readyGroups, readySay, scoreSay } from '../core/ready/say.ts';
import type { ToldReady } from '../core/ready/told.ts';
import { speaker } from '../core/words.ts';
import { columns, pad } from './columns.ts';
import { plain } from './plain.ts';
import { type Paper, rowMark } from './print.ts';

const marks = { yes: 'good', nearly: 'part', no: 'bad', checking: 'ask' } as const;
/** Columns at most for a name, and for what was found: what is longer pushes what follows it. */
const most = { name: 24, proof: 48 } as const;

interface Widths {
  readonly name: number;
  readonly proof: number;
}

/** The sum, what stands against it, and every line with its proof, its age and what could be typed. */
export function printReady(ready: ToldReady, paper: Paper): string {
  const viewing = { lang: paper.lang, now: paper.now, isAway: false };
  const groups = readyGroups(ready, viewing);
  const rows = groups.flatMap((group) => group.rows);
  const widest = (texts: readonly string[], limit: number) =>
    Math.min(Math.max(0, ...texts.map((text) => columns(plain(text)))), limit);
  const wide: Widths = {
    name: widest(
      rows.map(({ name }) => name),
      most.name,
    ),
    proof: widest(
      rows.filter(({ mark }) => mark !== 'rest').map(({ proof }) => proof),
      most.proof,
    ),
  };
  const lines = groups.flatMap(({ title, rows: own }) => [
    '',
    title,
    ...own.filter(({ mark }) => mark !== 'rest').flatMap((row) => printRow(row, wide, paper)),
    ...own.filter(({ mark }) => mark === 'rest').map((row) => printUnwanted(row, wide, paper)),
  ]);
  return `${[headline(ready, paper), `  ${plain(readySay(ready, viewing))}`, ...lines].join('\n')}\n`;
}

function headline(ready: ToldReady, paper: Paper): string {
  const say = speaker(paper.lang);
  const head = say(`ready.${ready.state}`);
  return `${rowMark(marks[ready.state], paper)} ${head}${/[.…]$/.test(head) ? '' : '.'} ${scoreSay(ready, say)}`;
}

function printRow({ mark, name, proof, age, command, trouble }: ReadyRow, wide: Widths, paper: Paper) {
  const indent = ' '.repeat((paper.isAscii ? 5 : 2) + wide.name + 2);
  const found = age === '' ? plain(proof) : `${pad(plain(proof), wide.proof)}  ${age}`;
  const isOpen = mark !== 'good';
  return [
    `${rowMark(mark, paper)} ${pad(plain(name), wide.name)}  ${found}`.trimEnd(),
    ...(trouble === null ? [] : [`${indent}${plain(trouble)}`]),
    ...(isOpen && command !== null ? [`${indent}${paper.isAscii ? '->' : '→'} ${plain(command)}`] : []),
  ];
}

/** What is no part of this person's needs has no age and no colour of its own. */
function printUnwanted({ mark, name, proof }: ReadyRow, wide: Widths, paper: Paper): string {
  const line = `${rowMark(mark, paper)} ${pad(plain(name), wide.name)}  ${plain(proof)}`;
  return paper.isColoured ? `\u001b[2m${line}\u001b[0m` : line;
}
