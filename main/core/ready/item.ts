import type { JobWish } from '../jobs/job.ts';
import type { Phrase } from '../parts/part.ts';
import type { Problem } from '../problem.ts';
import type { SettingKey } from '../settings.ts';

export const itemGroups = ['models', 'claw', 'net', 'mac'] as const;
export type ItemGroup = (typeof itemGroups)[number];

/**
 * `ok`: proved; `warn`: it would do, with a limit; `fail`: it would not; `unknown`: nobody could look; `not-wanted`: it is no
 * part of what this person needs.
 */
export const itemStates = ['ok', 'warn', 'fail', 'unknown', 'not-wanted'] as const;
export type ItemState = (typeof itemStates)[number];

/** What helps: `job` is done for the person, `act` starts a part, `choose` and `why` lead there, `login` opens the app at login, `again` looks once more. */
export type Fix =
  | { readonly do: 'job'; readonly wish: JobWish }
  | { readonly do: 'act'; readonly part: string }
  | { readonly do: 'choose'; readonly key: SettingKey }
  | { readonly do: 'why'; readonly part: string }
  | { readonly do: 'again' }
  | { readonly do: 'login' }
  | { readonly do: 'drill' };

/** One thing that has to hold when the internet goes. */
export interface Item {
  readonly id: string;
  readonly group: ItemGroup;
  /** Without it nothing is ready; without one of the others only nearly. */
  readonly isMust: boolean;
  readonly state: ItemState;
  readonly name: Phrase;
  /** What was found, in no more words than it proves. */
  readonly proof: Phrase;
  /** When that was found, in ms since the epoch; null where nothing was. */
  readonly at: number | null;
  readonly fix: Fix | null;
  /** What keeps it from being so, where a sentence of its own says that. */
  readonly problem: Problem | null;
}

export const wish = (kind: JobWish['kind'], what = '', isForced = false): Fix => ({
  do: 'job',
  wish: { kind, what, isForced },
});
