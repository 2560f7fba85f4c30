import { type ReadyRow, readyGroups, readySay, scoreSay } from '../core/ready/say.ts';
import type { ToldReady } from '../core/ready/told.ts';
import { speaker } from '../core/words.ts';
import { columns, pad } from './columns.ts';
import { flow } from './fit.ts';
import { cutMiddle, plain } from './plain.ts';
import { type Paper, rowMark } from './print.ts';
import { readyMarks } from './ready-line.ts';

/** Columns at most for a name, and for what was found: what is longer goes on below. */
const most = { name: 24, proof: 48 } as const;
/** What was found has that many, however narrow the terminal is. */
const leastProof = 20;

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
  const name = widest(
    rows.map((row) => row.name),
    most.name,
  );
  const found = rows.filter(({ mark }) => mark !== 'rest');
  const ages = Math.max(0, ...rows.map(({ age }) => columns(age)));
  const room = (paper.wide ?? 80) - indentOf({ name }, paper) - (ages > 0 ? ages + 2 : 0);
  const proof = widest(
    found.map((row) => row.proof),
    Math.min(Math.max(room, leastProof), most.proof),
  );
  const widths: Widths = { name, proof };
  const lines = groups.flatMap(({ title, rows: own }) => [
    '',
    title,
    ...own.filter(({ mark }) => mark !== 'rest').flatMap((row) => printRow(row, widths, paper)),
    ...own.filter(({ mark }) => mark === 'rest').map((row) => printUnwanted(row, widths, paper)),
  ]);
  return `${[headline(ready, paper), `  ${plain(readySay(ready, viewing))}`, ...lines].join('\n')}\n`;
}

function headline(ready: ToldReady, paper: Paper): string {
  const say = speaker(paper.lang);
  const head = say(`ready.${ready.state}`);
  return `${rowMark(readyMarks[ready.state], paper)} ${head}${/[.…]$/.test(head) ? '' : '.'} ${scoreSay(ready, say)}`;
}

const named = (name: string, wide: Widths): string => pad(cutMiddle(plain(name), wide.name), wide.name);

/** Where what was found begins. */
const indentOf = ({ name }: Pick<Widths, 'name'>, { isAscii }: Paper): number => (isAscii ? 5 : 2) + name + 2;

function printRow({ mark, name, proof, age, command, trouble }: ReadyRow, wide: Widths, paper: Paper) {
  const indent = ' '.repeat(indentOf(wide, paper));
  const [first = '', ...more] = age === '' ? [plain(proof)] : flow(plain(proof), wide.proof);
  const found = age === '' ? first : `${pad(first, wide.proof)}  ${age}`;
  const isOpen = mark !== 'good';
  return [
    `${rowMark(mark, paper)} ${named(name, wide)}  ${found}`.trimEnd(),
    ...more.map((text) => `${indent}${text}`),
    ...(trouble === null ? [] : [`${indent}${plain(trouble)}`]),
    ...(isOpen && command !== null ? [`${indent}${paper.isAscii ? '->' : '→'} ${plain(command)}`] : []),
  ];
}

/** What is no part of this person's needs has no age and no colour of its own. */
function printUnwanted({ mark, name, proof }: ReadyRow, wide: Widths, paper: Paper): string {
  const line = `${rowMark(mark, paper)} ${named(name, wide)}  ${plain(proof)}`;
  return paper.isColoured ? `\u001b[2m${line}\u001b[0m` : line;
}
