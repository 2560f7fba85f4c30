import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A week as a person may have had it: how long ago each began, its cause, how long it was and what was slept in it. */
export const week = [
  { ago: 122 * hour, cause: 'gateway-dead', lasted: 42 * minute, slept: 0, isDrill: false },
  { ago: 76 * hour, cause: 'upstream-dead', lasted: 138 * minute, slept: 90 * minute, isDrill: false },
  { ago: 9 * hour, cause: 'dns-broken', lasted: 5 * minute, slept: 0, isDrill: false },
  { ago: 5 * hour, cause: 'link-down', lasted: 2 * minute, slept: 0, isDrill: true },
] as const;

/** What was before it in a month: every fourth night the line was cut. */
const month = [11, 15, 19, 23, 27].map((ago) => ({
  ...{ ago: ago * day + 8 * hour, cause: 'upstream-dead', lasted: 50 * minute, slept: 0, isDrill: false },
}));

/** Leaves that week in the data folder, as an engine that ran before would have. */
export function writeDiary(home: string): void {
  write(home, outageLines(week, Date.now()));
}

/** A month, and what the AI did in it: it slept at night, and stopped twice, once in an outage. */
export function writeMonth(home: string): void {
  const now = Date.now();
  write(home, [...outageLines([...month, ...week], now), ...aiLines(now)]);
}

type Outages = readonly { ago: number; cause: string; lasted: number; slept: number; isDrill: boolean }[];

function outageLines(outages: Outages, now: number): object[] {
  return outages.flatMap(({ ago, cause, lasted, slept, isDrill }) => {
    const id = now - ago;
    return [
      { v: 1, type: 'began', id, at: id, cause, evidence: [], isDrill },
      { v: 1, type: 'ended', id, at: id + lasted + slept, slept, lasted, isKnown: true },
    ];
  });
}

function aiLines(now: number): object[] {
  const nights = Array.from({ length: 31 }, (_, index) => 31 - index).flatMap((ago) => {
    const midnight = new Date(now - ago * day).setHours(0, 0, 0, 0);
    return [
      { at: midnight + (7 + (ago % 3) / 2) * hour, is: 'works' },
      { at: midnight + (23 + (ago % 2)) * hour, is: 'asleep' },
    ];
  });
  const stops = [
    [75.5 * hour, 15 * minute],
    [30 * hour, 40 * minute],
  ].flatMap(([ago = 0, lasted = 0]) => [
    { at: now - ago, is: 'stopped' },
    { at: now - ago + lasted, is: 'works' },
  ]);
  const today = new Date(now).setHours(0, 0, 0, 0);
  const morning = { at: Math.min(today + 7 * hour, now - hour), is: 'works' };
  const marks = [...nights, ...stops, morning].filter(({ at }) => at < now);
  const lines = marks.sort((a, b) => a.at - b.at).map((mark) => ({ v: 2, type: 'ai', ...mark }));
  return [...lines, { v: 2, type: 'seen', at: now - 1_000 }];
}

function write(home: string, lines: readonly object[]): void {
  writeFileSync(join(home, 'diary.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
