import type { Report } from '../core/drill/report.ts';
import {
  type CheckRow,
  checkRows,
  endSay,
  figureRows,
  type StepRow,
  stepRows,
  untestedSay,
} from '../core/drill/say.ts';
import type { ToldDrill } from '../core/drill/told.ts';
import { day } from '../core/times.ts';
import { speaker } from '../core/words.ts';
import { columns, pad, padLeft } from './columns.ts';
import { plain } from './plain.ts';
import { type Paper, rowMark } from './print.ts';

const stepMarks = { good: 'good', bad: 'bad', ask: 'ask', turn: 'wait', wait: 'rest', rest: 'rest' } as const;

/** How wide the names of steps are: the time stands in its own column, also while the others are still to come. */
const wideOf = (rows: readonly { readonly name: string }[]): number =>
  Math.max(...rows.map(({ name }) => columns(name)));

/** A step in a line, and below it what went wrong or was seen. */
export function stepLines(rows: readonly StepRow[], paper: Paper, wide = wideOf(rows)): string[] {
  const indent = ' '.repeat(paper.isAscii ? 5 : 2);
  return rows.flatMap(({ mark, name, time, evidence }) => [
    `${rowMark(stepMarks[mark], paper)} ${pad(name, wide)}  ${padLeft(time, 8)}`.trimEnd(),
    ...(evidence === '' || mark === 'turn' ? [] : [`${indent}${plain(evidence)}`]),
  ]);
}

export const stepLine = (row: StepRow, rows: readonly StepRow[], paper: Paper): string[] =>
  stepLines([row], paper, wideOf(rows));

export function checkLines(checks: Parameters<typeof checkRows>[0], paper: Paper): string[] {
  const rows: CheckRow[] = checkRows(checks, paper.lang);
  const wide = wideOf(rows);
  return rows.map(({ mark, name, about }) =>
    `${rowMark(mark, paper)} ${pad(name, wide)}  ${plain(about)}`.trimEnd(),
  );
}

/** How a drill ended, what was measured and what could not be tried. */
export function endLines(report: Report, { before }: Pick<ToldDrill, 'before'>, paper: Paper): string[] {
  const { lang, now } = paper;
  const say = speaker(lang);
  const viewing = { lang, now, isAway: false };
  const { head, say: sentence } = endSay(report, viewing);
  const mark = report.outcome === 'pass' ? 'good' : report.outcome === 'fail' ? 'bad' : 'ask';
  const figures = figureRows(report, say).map(({ name, value }) => `${name} ${value}`);
  const untested = untestedSay(report.steps, lang);
  return [
    `${rowMark(mark, paper)} ${head}. ${sentence}`.trimEnd(),
    ...(figures.length > 0 ? [`  ${figures.join(' · ')}`] : []),
    ...(before ? [`  ${beforeSay(before, paper)}`] : []),
    ...untested.map((text) => `  ${say('drill.not')}: ${text}`),
  ];
}

/** The last one of that level, for comparison. */
function beforeSay(before: Report, { lang, now }: Paper): string {
  const say = speaker(lang);
  const { head } = endSay(before, { lang, now, isAway: false });
  const figures = figureRows(before, say).map(({ name, value }) => `${name} ${value}`);
  return say('drill.before', { day: day(lang, before.at, now), was: [head, ...figures].join(' · ') });
}

/** All of a report. */
export function reportLines(
  report: Report,
  told: Pick<ToldDrill, 'before' | 'spoilt'>,
  paper: Paper,
): string[] {
  const { lang, now } = paper;
  const say = speaker(lang);
  const rows = stepRows(report.steps, report.level, { lang, now, isAway: false });
  const models = report.of.models.map(({ name, digest }) => `${name} (${digest.slice(0, 12)})`);
  const versions = Object.entries(report.of.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${say('drill.title')}: ${say(`drill.l.${report.level}`)}, ${day(lang, report.at, now)}`,
    ...stepLines(rows, paper),
    ...endLines(report, told, paper),
    ...(told.spoilt && report.outcome === 'pass' && report.level !== 'check'
      ? [`  ${say(`ready.v.drill.${told.spoilt}`)}`]
      : []),
    `  ${plain([...models, ...versions].join(', '))}`,
  ];
}
