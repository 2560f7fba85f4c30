import type { UpdateBar } from './rule.ts';

/** Why a question or a download came to nothing; a sentence each. */
export const updateFaults = [
  'unreachable',
  /** Nobody has published a release that a Mac could use: no trouble, but nothing to fetch either. */
  'none',
  'feed',
  'unsafe',
  'cut',
  'digest',
  'room',
  'signature',
  'place',
  'install',
  /** macOS has not said anything yet, and cannot be called off. */
  'slow',
  /** A mistake of this app. */
  'bug',
] as const;
export type UpdateFault = (typeof updateFaults)[number];

/**
 * How this copy is signed. `developer`: by a Developer ID, so it can update itself; `other`: ad hoc or not at all, so it only
 * leads to the release page; `built`: not packed, or packed without the address of a feed.
 */
export type UpdateCopy = 'developer' | 'other' | 'built';

/** What the panel and the menu are told of updates. Moments in ms since the epoch. */
export interface ToldUpdate {
  readonly is:
    | 'idle'
    | 'looking'
    | 'newest'
    | 'found'
    | 'coming'
    | 'ready'
    | 'using'
    /** macOS has it and puts it in place when this process ends, whatever is so then. */
    | 'handed'
    | 'failed'
    /** This copy asks nobody. */
    | 'built';
  /** The other version that it is about. */
  readonly version: string | null;
  /** Of the download, 0 to 100. */
  readonly percent: number;
  /** Since when this is so. */
  readonly at: number;
  readonly fault: UpdateFault | null;
  /** Why the last press did nothing, as long as that is still so; and what was not done. */
  readonly held: { readonly bar: UpdateBar; readonly what: 'look' | 'get' | 'use' } | null;
  /** This copy may fetch a version itself; else it leads to the release page. */
  readonly canGet: boolean;
  readonly hasPage: boolean;
}

/** Semantic versioning 2.0.0, without a leading v; longer than 60 characters is none of ours. */
const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-.]+)?$/;

export const isVersion = (text: string): boolean => text.length <= 60 && semver.test(text);
