import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const minute = 60_000;
const hour = 60 * minute;

/** A week as a person may have had it: how long ago each began, its cause, how long it was and what was slept in it. */
export const week = [
  { ago: 122 * hour, cause: 'gateway-dead', lasted: 42 * minute, slept: 0, isDrill: false },
  { ago: 76 * hour, cause: 'upstream-dead', lasted: 138 * minute, slept: 90 * minute, isDrill: false },
  { ago: 9 * hour, cause: 'dns-broken', lasted: 5 * minute, slept: 0, isDrill: false },
  { ago: 5 * hour, cause: 'link-down', lasted: 2 * minute, slept: 0, isDrill: true },
] as const;

/** Leaves that week in the data folder, as an engine that ran before would have. */
export function writeDiary(home: string): void {
  const now = Date.now();
  const lines = week.flatMap(({ ago, cause, lasted, slept, isDrill }) => {
    const id = now - ago;
    return [
      { v: 1, type: 'began', id, at: id, cause, evidence: [], isDrill },
      { v: 1, type: 'ended', id, at: id + lasted + slept, slept, lasted, isKnown: true },
    ];
  });
  writeFileSync(join(home, 'diary.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
