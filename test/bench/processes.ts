import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that descend from it: Chromium is a dozen, in groups of their own. */
export function treeOf(pid: number): number[] {
  const threads = list(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(treeOf)];
}

/** CPU time of a tree so far, in ms, with the children that have ended. */
export function cpuOfTree(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + cpuWithChildren(one), 0);
}

/** The ticks (10 ms) know threads that have ended, the scheduler's own figures are exact: the larger is nearer. */
function cpuWithChildren(pid: number): number {
  const ticks = [11, 12].reduce((sum, at) => sum + field(pid, at), 0) * 10;
  const threads = list(`/proc/${pid}/task`).map((one) => read(`/proc/${pid}/task/${one}/schedstat`));
  const exact = threads.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e6, 0);
  return Math.max(ticks, exact) + [13, 14].reduce((sum, at) => sum + field(pid, at), 0) * 10;
}

/** Page faults of the children of a tree that have ended: any child at all, however short, leaves some. */
export function faultsOfEnded(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + field(one, 8), 0);
}

/** A figure of /proc/PID/stat, counted from the state behind the name. */
function field(pid: number, at: number): number {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[at] ?? 0);
}

/** Sends a signal to a tree; whoever has ended meanwhile is not missed. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const one of treeOf(pid)) {
    try {
      process.kill(one, signal);
    } catch {
      // Ended between the look and the signal.
    }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
