import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { engineFolder, type Homes, logFolder } from '../core/own-places.ts';

export interface Paths {
  /** Our own folder, private to the user. */
  readonly folder: string;
  readonly settings: string;
  readonly journal: string;
  readonly diary: string;
  /** What was proved of being ready. */
  readonly proofs: string;
  /** What was taken from other programs' files, to be given back. */
  readonly snapshots: string;
  /** What a drill has taken, until it is given back. */
  readonly drillDebt: string;
  /** What the shell of a drill needs to give it back. */
  readonly drillFolder: string;
  /** What happened, for a person who looks for a fault. */
  readonly logs: string;
}

/**
 * Where our own files live: OFFLINE_MODE_HOME, else the platform's place for application data. A relative one counts from where this
 * process was started, and is a full path from here on: programs that we start may have another folder to work in.
 */
export function ownPaths(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Paths {
  const homes: Homes = { platform: platform === 'darwin' ? 'darwin' : 'linux', home: homedir(), env };
  const named = env.OFFLINE_MODE_HOME ? resolve(env.OFFLINE_MODE_HOME) : null;
  const folder = named ?? join(engineFolder(homes));
  return {
    folder,
    settings: join(folder, 'settings.json'),
    journal: join(folder, 'journal.json'),
    diary: join(folder, 'diary.jsonl'),
    proofs: join(folder, 'proofs.json'),
    snapshots: join(folder, 'snapshots'),
    drillDebt: join(folder, 'drill-debt.json'),
    drillFolder: join(folder, 'drill'),
    logs: named ? join(folder, 'logs') : join(logFolder(homes)),
  };
}

/** A folder that stands for `/` when programs are looked up. A packed app ignores the setting: it is for tests. */
export function programRoot(env: NodeJS.ProcessEnv, isPackaged: boolean): string {
  return isPackaged ? '/' : env.OFFLINE_MODE_TEST_ROOT || '/';
}
