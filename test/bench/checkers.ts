import { join } from 'node:path';
import { sideOf, type VerdictKey, verdictKeys } from '../../main/core/verdicts.ts';
import type { CheckerName, Saying } from './truth.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'out/main/terminal.js');

/** How a checker is run, as its users run it, and how its lines are read. */
export interface Checker {
  readonly name: CheckerName;
  readonly argv: readonly string[];
  read(line: string): Saying;
}

/** A line of ours: `{"at":…,"state":"degraded","cause":"slow"}`. Up is where Auto would use the cloud. */
function readOurs(line: string): Saying {
  const { state, cause } = JSON.parse(line) as { state: string; cause: string | null };
  const word = cause ?? state;
  const key = verdictKeys.find((one): one is VerdictKey => one === word) ?? 'unknown';
  const side = sideOf(key);
  return { isUp: side === 'as-before' ? null : side === 'online', word };
}

function readPeer(line: string): Saying {
  const { up } = JSON.parse(line) as { up: boolean };
  return { isUp: up, word: up ? 'up' : 'down' };
}

/** Our own command in the built program. */
export const ours = (...args: readonly string[]): string[] => [process.execPath, program, ...args];

const peer = (name: CheckerName): Checker => ({
  ...{ name, argv: [process.execPath, join(import.meta.dirname, `peers/${name}.ts`)], read: readPeer },
});

export function checkerOf(name: CheckerName): Checker {
  return name === 'ours' ? { name, argv: ours('watch', '--json'), read: readOurs } : peer(name);
}

/** Ours while something of the person's has traffic in flight. */
export const eager: Checker = { name: 'ours', argv: ours('watch', '--json', '--eager'), read: readOurs };
