import { type Journal, newJournal } from './journal.ts';
import { type Network, noNetwork } from './network/network.ts';
import type { Problem } from './problem.ts';
import { defaultSettings, type Settings, type Stance } from './settings.ts';
import type { VerdictKey } from './verdicts.ts';

/** Something worth interrupting a person for. `id` grows, so a face knows what it has shown. */
export interface Notice {
  readonly id: number;
  readonly kind: 'down' | 'down-waiting' | 'down-online' | 'down-offline' | 'back';
  readonly cause: VerdictKey;
  /** When it was decided, and for a return how long the outage was, in ms. */
  readonly at: number;
  readonly lasted: number;
  readonly isSilent: boolean;
}

export interface Outage {
  readonly since: number;
  readonly believedAt: number;
  readonly cause: VerdictKey;
  readonly isTold: boolean;
  /** How long (ms) the machine slept in it: sleep is not counted as outage. */
  readonly slept: number;
}

/** How long (ms) an outage has lasted while the machine was awake. */
export function lastedAwake(outage: Pick<Outage, 'since' | 'slept'>, until: number): number {
  return Math.max(0, until - outage.since - outage.slept);
}

export interface StanceState {
  /** In force. */
  readonly is: Stance;
  readonly since: number;
  /** What the mode and the verdict ask for. */
  readonly wanted: Stance;
  readonly wantedSince: number;
  /** When Auto last changed its mind, for the minimum stay; null when it has not yet. */
  readonly autoSwitchedAt: number | null;
}

export interface Retry {
  readonly tries: number;
  readonly until: number;
  readonly problem: Problem;
}

/** The whole truth as one plain value. All moments are on the clock that never jumps (see Event.at). */
export interface State {
  readonly at: number;
  /** What to add to `at` for ms since the epoch. */
  readonly epoch: number;
  readonly isStarted: boolean;
  readonly isConsenting: boolean;
  readonly settings: Settings;
  readonly savedSettings: Settings;
  readonly journal: Journal;
  readonly network: Network;
  /** Somebody needs to know sooner, until then: a panel that is open, a request that is under way. */
  readonly attention: { readonly pace: 'eager' | 'urgent'; readonly until: number } | null;
  /** Requests of our own to the internet that are under way. */
  readonly inFlight: number;
  readonly isOnBattery: boolean;
  readonly stance: StanceState;
  readonly outage: Outage | null;
  /** No drop is told and facts need patience until then: start and wake. */
  readonly graceUntil: number;
  readonly notice: Notice | null;
  readonly problems: readonly Problem[];
  readonly retries: Readonly<Record<string, Retry>>;
}

export function newState(at: number, wall: number): State {
  return {
    at,
    epoch: wall - at,
    isStarted: false,
    isConsenting: false,
    settings: defaultSettings,
    savedSettings: defaultSettings,
    journal: newJournal(wall),
    network: noNetwork(at),
    attention: null,
    inFlight: 0,
    isOnBattery: false,
    stance: { is: 'online', since: at, wanted: 'online', wantedSince: at, autoSwitchedAt: null },
    outage: null,
    graceUntil: at,
    notice: null,
    problems: [],
    retries: {},
  };
}
