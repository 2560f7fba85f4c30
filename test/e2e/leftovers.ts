import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Every process in the network namespace of this one that was started for that home: it stands in its words or its environment, which
 * whatever is started there inherits. As "pid command"; this process is none of them.
 */
export function processesOf(home: string): string[] {
  const here = readlinkSync('/proc/self/ns/net');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const words = read(`/proc/${pid}/cmdline`);
      if (!words.includes(home) && !read(`/proc/${pid}/environ`).includes(home)) return [];
      return namespaceOf(pid) === here ? [`${pid} ${words.replaceAll('\0', ' ').slice(0, 80)}`] : [];
    });
}

/** A process that has ended and that nobody has waited for: it stays in the table. */
export const isZombie = (pid: number): boolean => /\) Z /.test(read(`/proc/${pid}/stat`));

export const isThere = (pid: number): boolean => read(`/proc/${pid}/stat`) !== '';

/** What ends meanwhile has nothing to be read any more. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namespaceOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return '';
  }
}
