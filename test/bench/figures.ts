import { readdirSync, readFileSync } from 'node:fs';

/** The value below which `share` of the samples lie; the nearest sample, so that a worst case stays one. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5);

/** CPU time of a process so far, in ms: user and system, from /proc (100 ticks a second). */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The children a process has at this moment, as "pid name". */
export function childrenOf(pid: number): string[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  const pids = threads.flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean),
  );
  return pids.map((child) => `${child} ${read(`/proc/${child}/comm`).trim()}`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** One line of the table. `isHeld`: the figure keeps its promise. */
export interface Row {
  readonly what: string;
  readonly promise: string;
  readonly measured: string;
  readonly isHeld: boolean;
}

export function printRows(rows: readonly Row[]): void {
  const wide = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [what, promise, measured] = [wide((r) => r.what), wide((r) => r.promise), wide((r) => r.measured)];
  for (const row of rows) {
    const mark = row.isHeld ? 'held  ' : 'MISSED';
    console.log(
      `${mark}  ${row.what.padEnd(what)}  ${row.measured.padEnd(measured)}  promise ${row.promise.padEnd(promise)}`.trimEnd(),
    );
  }
}
