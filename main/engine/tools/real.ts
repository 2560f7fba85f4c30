import { realBulk } from './bulk.ts';
import { realClock } from './clock.ts';
import { realEdits } from './edits.ts';
import { realErase } from './erase.ts';
import { realFiles } from './files.ts';
import { stderrLog } from './log.ts';
import { newSecret, realMachine, realPerson } from './machine.ts';
import { realNet } from './net.ts';
import { programsUnder } from './programs.ts';
import type { Tools } from './tools.ts';

export interface RealOptions {
  /** A folder that stands for `/` when programs are looked up. Only tests hand one in; see main/engine/paths.ts. */
  readonly programRoot: string;
  readonly isLogging: boolean;
}

/** The real world in one value. */
export function realTools({ programRoot, isLogging }: RealOptions): Tools {
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
    log: stderrLog(isLogging),
    env: process.env,
    platform: process.platform === 'darwin' ? 'darwin' : 'linux',
  };
}
