import { median, quantile } from './figures.ts';
import type { Results } from './results.ts';
import type { Outcome } from './score.ts';
import { CASES, type Case, CHECKERS, type CheckerName } from './truth.ts';
import { seconds } from './words.ts';

type Cells = readonly string[];

function table(head: Cells, rows: readonly Cells[]): string[] {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** `3/3 0.01 s / 0.02 s`: how often, median and p95 of those that came. */
function times(outcomes: readonly Outcome[], side: 'down' | 'back'): string {
  const values = outcomes.flatMap((one) => one[side] ?? []);
  const share = `${values.length}/${outcomes.length}`;
  return values.length === 0
    ? share
    : `${share} ${seconds(median(values))} / ${seconds(quantile(values, 0.95))}`;
}

const wrong = (outcomes: readonly Outcome[]): string => {
  const alarmed = outcomes.filter(({ alarms }) => alarms > 0);
  const total = alarmed.reduce((sum, { wrongMs }) => sum + wrongMs, 0);
  return alarmed.length === 0
    ? '0'
    : `${alarmed.length}/${outcomes.length} runs, ${(total / 1_000).toFixed(1)} s`;
};

const seen = (outcomes: readonly Outcome[]): string => {
  const forgotten = outcomes.filter(({ down, isHeld }) => down !== null && !isHeld).length;
  const alarm = wrong(outcomes);
  const extra = [forgotten > 0 ? `forgot ${forgotten}` : '', alarm === '0' ? '' : `false after: ${alarm}`];
  return [times(outcomes, 'down'), `back ${times(outcomes, 'back')}`, ...extra.filter(Boolean)].join('; ');
};

const flapped = (outcomes: readonly Outcome[]): string =>
  outcomes.length === 0
    ? ''
    : `${median(outcomes.map(({ flips }) => flips))} flips, settled ${times(outcomes, 'back')}`;

const cells: Record<Case['kind'], (outcomes: readonly Outcome[]) => string> = {
  ...{ outage: seen, sleep: seen, harmless: wrong, flapping: flapped },
};

/** The tables, as Markdown. */
export function printTables({ outcomes, costs, notRun }: Results): string[] {
  const who = CHECKERS.filter((name) => outcomes.some(({ checker }) => checker === name));
  const of = (fault: string, name: CheckerName) =>
    outcomes.filter((one) => one.fault === fault && one.checker === name);
  const rows = (kinds: readonly Case['kind'][]) =>
    CASES.filter(
      ({ kind, name }) => kinds.includes(kind) && outcomes.some(({ fault }) => fault === name),
    ).map(({ name, kind }) => [name, ...who.map((one) => cells[kind](of(name, one)))]);
  const part = (title: string, found: readonly Cells[]) =>
    found.length === 0 ? [] : [`## ${title}`, '', ...table(['fault', ...who], found)];
  return [
    ...part('Outages: found n/n, median / p95; back the same', rows(['outage', 'sleep'])),
    ...part('Harmless: runs with a false alarm, seconds wrong', rows(['harmless'])),
    ...part('Flapping for 24 s', rows(['flapping'])),
    ...totals(outcomes, who),
    ...costTable(costs),
    ...notRun.map((line) => `- not run: ${line}`),
  ];
}

function totals(outcomes: readonly Outcome[], who: readonly CheckerName[]): string[] {
  const rows = who.map((name) => {
    const mine = outcomes.filter(({ checker }) => checker === name);
    const kind = (one: Outcome) => CASES.find(({ name: fault }) => fault === one.fault)?.kind;
    const outages = mine.filter((one) => kind(one) === 'outage' || kind(one) === 'sleep');
    const calm = mine.filter((one) => kind(one) === 'harmless');
    const held = outages.filter(({ down, isHeld }) => down !== null && isHeld).length;
    return [name, `${held}/${outages.length}`, wrong(calm)];
  });
  return outcomes.length === 0
    ? []
    : ['## Totals', '', ...table(['checker', 'outages found and held', 'false alarms'], rows)];
}

function costTable(costs: Results['costs']): string[] {
  if (costs.length === 0) return [];
  const rows = costs.map(({ who, packets, kilobytes, cpuMs, born }) => [
    ...[who, String(packets), kilobytes.toFixed(1), cpuMs.toFixed(0), String(born)],
  ]);
  return [
    '## Alone and idle, a minute',
    '',
    ...table(['checker', 'packets', 'kB', 'CPU ms', 'started'], rows),
    'Ours (and ours, gentle) after five minutes, its CPU the least of three stretches; all else after one minute, once.',
    '',
  ];
}
