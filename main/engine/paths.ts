import { homedir } from 'node:os';
import { join } from 'node:path';

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

/** Where our own files live: OFFLINE_MODE_HOME, else the platform's place for application data. */
export function ownPaths(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Paths {
  const folder = env.OFFLINE_MODE_HOME || usualFolder(env, platform);
  return {
    folder,
    settings: join(folder, 'settings.json'),
    journal: join(folder, 'journal.json'),
    diary: join(folder, 'diary.jsonl'),
    proofs: join(folder, 'proofs.json'),
    snapshots: join(folder, 'snapshots'),
    drillDebt: join(folder, 'drill-debt.json'),
    drillFolder: join(folder, 'drill'),
    logs: env.OFFLINE_MODE_HOME ? join(folder, 'logs') : usualLogs(env, platform),
  };
}

function usualFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Offline Mode', 'engine');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'offline-mode');
}

/** Where a person looks for logs: Console shows that folder on a Mac. */
function usualLogs(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Logs', 'Offline Mode');
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'offline-mode');
}

/** A folder that stands for `/` when programs are looked up. A packed app ignores the setting: it is for tests. */
export function programRoot(env: NodeJS.ProcessEnv, isPackaged: boolean): string {
  return isPackaged ? '/' : env.OFFLINE_MODE_TEST_ROOT || '/';
}
