import { realBulk } from './bulk.ts';
import { realClock } from './clock.ts';
import { realEdits } from './edits.ts';
import { realErase } from './erase.ts';
import { realFiles } from './files.ts';
import { ownLog } from './log.ts';
import type { LogPlace } from './log-file.ts';
import { newSecret, realMachine, realPerson } from './machine.ts';
import { realNet } from './net.ts';
import { programsUnder } from './programs.ts';
import type { Tools } from './tools.ts';

export interface RealOptions {
  /** A folder that stands for `/` when programs are looked up. Only tests hand one in; see main/engine/paths.ts. */
  readonly programRoot: string;
  /** Its lines go to stderr, too. */
  readonly isLogging: boolean;
  /** Where the log is; without it there is none. */
  readonly logPlace?: LogPlace;
}

/** The real world in one value. */
export function realTools({ programRoot, isLogging, logPlace }: RealOptions): Tools {
  return {
    clock: realClock,
    random: Math.random,
    secret: newSecret,
    person: realPerson,
    files: realFiles,
    edits: realEdits,
    erase: realErase,
    bulk: realBulk,
    programs: programsUnder(programRoot),
    net: realNet,
    machine: realMachine,
    log: ownLog(logPlace ?? null, isLogging),
    env: process.env,
    platform: process.platform === 'darwin' ? 'darwin' : 'linux',
  };
}
