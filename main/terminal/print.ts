import { type Line, marks } from '../core/evidence.ts';
import { aiSay, type PartRow, type RowMark, rowOf } from '../core/rows.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { clock } from '../core/times.ts';
import { medianOf } from '../core/trips.ts';
import { verdictOf } from '../core/verdicts.ts';
import { view } from '../core/view.ts';
import { type Lang, type Say, speaker } from '../core/words.ts';
import { columns, pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';
import { readyLine } from './ready-line.ts';

export interface Paper {
  readonly lang: Lang;
  readonly isAscii: boolean;
  readonly isColoured: boolean;
  readonly now: number;
  /** Columns of a line; without it, 80. */
  readonly wide?: number;
}

const letters = { good: 'ok  ', bad: 'BAD ', warn: 'part', none: '    ' } as const;
const colours = { good: 32, bad: 31, warn: 33, none: 0 } as const;

type Mark = Line['mark'];

export function markFor(mark: Mark, { isAscii, isColoured }: Paper): string {
  const text = isAscii ? letters[mark] : marks[mark];
  return isColoured && mark !== 'none' ? `\u001b[${colours[mark]}m${text}\u001b[0m` : text;
}

/** The marks of the rows below, for the verdict above them. */
const toneMarks = {
  good: 'good',
  warn: 'part',
  bad: 'bad',
  busy: 'wait',
  drill: 'wait',
  mute: 'rest',
} as const;

/** One screen: the verdict, the two axes, the mode, and the evidence. */
export function printStatus(
  snapshot: Snapshot,
  ownerLine: string,
  isLookOnly: boolean,
  paper: Paper,
): string {
  const { lang, now } = paper;
  const say = speaker(lang);
  const seen = view(snapshot, { lang, now, isAway: false, isLookOnly });
  const names = [say('axis.net'), say('axis.lan'), say('axis.mode')];
  const wide = Math.max(...names.map(columns));
  const row = (name: string, value: string) => `  ${pad(name, wide)}  ${plain(value)}`;
  const lines = [
    `${rowMark(toneMarks[seen.tone], paper)} ${plain(seen.head)}`,
    `  ${plain(seen.sub)}`,
    row(say('axis.net'), `${seen.internet.value}. ${seen.internet.say}`),
    row(say('axis.lan'), `${seen.lan.value}. ${seen.lan.say}`),
    row(say('axis.mode'), `${say(`mode.${snapshot.mode}`)}. ${seen.modeSay}`),
    ...switchLines(seen),
    '',
    ...printRows(allRows(snapshot, paper, isLookOnly), paper),
    '',
    ...scoreLine(snapshot, paper),
    ...printEvidence([...seen.internet.lines, ...tripLine(snapshot, say)], paper),
    ...(seen.problems.length > 0 ? ['', ...seen.problems.map((problem) => `! ${plain(problem)}`)] : []),
    '',
    ownerLine,
  ];
  return `${lines.join('\n')}\n`;
}

function scoreLine({ ready }: Snapshot, paper: Paper): string[] {
  const line = readyLine(ready, paper.lang);
  return line === null ? [] : [`${rowMark(line.mark, paper)} ${line.text}`, ''];
}

/** What the panel says below its switch: what is wrong with OpenClaw's config, what is asked of it, or how far it is. */
function switchLines({ switching }: ReturnType<typeof view>): string[] {
  const said = switching?.trouble?.say ?? switching?.ask?.say ?? switching?.say;
  return said ? [`  ${plain(said)}`] : [];
}

/** In the terminal every part has its row, also those that the panel keeps for when they matter. */
function allRows(snapshot: Snapshot, { lang, now }: Paper, isLookOnly: boolean): PartRow[] {
  return snapshot.parts.map((part) => rowOf(part, snapshot, { lang, now, isAway: false, isLookOnly }));
}

/** A row each: what it is and how old that is, then whether it works without internet, and why. */
export function printRows(rows: readonly PartRow[], paper: Paper): string[] {
  const say = speaker(paper.lang);
  const wide = Math.min(Math.max(0, ...rows.map(({ name }) => columns(plain(name)))), 24);
  const indent = ' '.repeat((paper.isAscii ? 5 : 2) + wide + 2);
  return rows.flatMap(({ mark, name, fact, age, offline, rule, doing }) => [
    `${rowMark(mark, paper)} ${pad(cutMiddle(plain(name), wide), wide)}  ${plain([doing ?? fact, age].filter(Boolean).join(' · '))}`,
    `${indent}${plain(`${say('off.title')}: ${offline}. ${rule}`)}`,
  ]);
}

const signs: Readonly<Record<RowMark, string>> = {
  good: '✓',
  part: '◐',
  bad: '▲',
  wait: '◌',
  rest: '–',
  ask: '?',
};
const rowLetters: Readonly<Record<RowMark, string>> = {
  good: 'ok  ',
  part: 'part',
  bad: 'BAD ',
  wait: '..  ',
  rest: '-   ',
  ask: '?   ',
};
const rowColours: Readonly<Record<RowMark, number>> = {
  good: 32,
  part: 33,
  bad: 31,
  wait: 0,
  rest: 0,
  ask: 0,
};

export function rowMark(mark: RowMark, { isAscii, isColoured }: Paper): string {
  const text = (isAscii ? rowLetters : signs)[mark];
  return isColoured && rowColours[mark] > 0 ? `\u001b[${rowColours[mark]}m${text}\u001b[0m` : text;
}

/** Of the last round trips the one in the middle. */
function tripLine({ internet }: Snapshot, say: Say): Line[] {
  const n = medianOf(internet.trips.filter((ms) => ms !== null));
  if (n === null) return [];
  return [{ id: 'trips', mark: 'none', name: say('cli.trip'), value: say('why.v.ms', { n }), age: '' }];
}

/** Columns that a name and a value may have at most; the name gives way to what stands behind it. */
const evidence = { name: 44, leastName: 16, value: 28 } as const;

function printEvidence(lines: readonly Line[], paper: Paper): string[] {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => columns(plain(text))));
  const value = Math.min(widest(lines.map((one) => one.value)), evidence.value);
  const others = (paper.isAscii ? 5 : 2) + 2 + value + 2 + widest(lines.map((one) => one.age));
  const room = Math.max((paper.wide ?? 80) - others, evidence.leastName);
  const name = Math.min(widest(lines.map((one) => one.name)), room, evidence.name);
  return lines.map((one) => {
    const [named, told] = [cutMiddle(plain(one.name), name), plain(one.value)];
    return `${markFor(one.mark, paper)} ${pad(named, name)}  ${pad(told, value)}  ${one.age}`.trimEnd();
  });
}

/** A line for `watch`: the time and what the verdict is now. */
export function printChange(snapshot: Snapshot, paper: Paper): string {
  const say = speaker(paper.lang);
  const key = verdictOf(snapshot.internet);
  const time = clock(paper.lang, snapshot.internet.since, paper.now, true);
  const seen = view(snapshot, { lang: paper.lang, now: paper.now, isAway: false });
  return `${time}  ${say('axis.net')}  ${plain(`${say(`net.${key}`)}. ${seen.internet.say}`)}`;
}

/** A line for `watch` about the AI. */
export function printAi(snapshot: Snapshot, { lang, now }: Paper): string {
  const say = speaker(lang);
  const state = snapshot.ai ? snapshot.ai.state : 'unknown';
  const because = snapshot.ai ? aiSay(snapshot.ai, { lang, now }) : '';
  return `${clock(lang, snapshot.at, now, true)}  ${say('ai.title')}  ${plain(`${say(`ai.is.${state}`)}. ${because}`)}`;
}

/** Everything a script may want; never translated, and without the settings, which have their own command. */
export function jsonStatus({ settings: _settings, ...snapshot }: Snapshot): string {
  return JSON.stringify(snapshot);
}
