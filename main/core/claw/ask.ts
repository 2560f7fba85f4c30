import type { ProfileFacts } from './profile.ts';

/** What an act at OpenClaw's config has to know; nothing of it is secret. The rest is read from the files. */
export interface ClawAsk extends Omit<ProfileFacts, 'config' | 'keys'> {
  /** The config, with `~` for the home folder. */
  readonly path: string;
  /** The name of the copy of what is owed; null when nothing is. */
  readonly debt: string | null;
  /** Names of variables that its container has; null where it runs on this machine itself. */
  readonly container: readonly string[] | null;
  /** Its container has only the file itself in sight: it is written into, not replaced. */
  readonly isInPlace: boolean;
}
