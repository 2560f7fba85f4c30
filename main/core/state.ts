import type { Ai } from './ai.ts';
import { type ClawSwitch, noSwitch } from './claw/run.ts';
import type { DiaryOutage } from './diary/outage.ts';
import type { DiaryRecord } from './diary/record.ts';
import { noTrack, type Track } from './diary/track.ts';
import { newWatching, type Watching } from './diary/watching.ts';
import { type Drilling, noDrill } from './drill/drill.ts';
import type { DrillNotice } from './drill/notice.ts';
import { type Hooks, noHooks } from './hooks/hook.ts';
import type { JobNotice } from './jobs/notice.ts';
import { type Jobs, noJobs } from './jobs/queue.ts';
import { type Journal, newJournal } from './journal.ts';
import type { Network } from './network/network.ts';
import { noNetwork } from './network/new.ts';
import { newParts, type Parts } from './parts/parts.ts';
import type { Problem } from './problem.ts';
import { notReady, type Ready } from './ready/ready.ts';
import { defaultSettings, type Settings, type Stance } from './settings.ts';
import type { Share } from './share.ts';
import type { AiNotice, Sickness } from './sickness.ts';
import type { NoticeKind, VerdictKey } from './verdicts.ts';

/** Something worth interrupting a person for. `id` grows, so a face knows what it has shown. */
export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly cause: VerdictKey;
  /** When it was decided, in ms. */
  readonly at: number;
  /** In ms: how long the outage was, or the time that a flap's drops or a night's outages took. */
  readonly lasted: number;
  /** How many drops a flap had, or how many outages a night; else 0. */
  readonly count: number;
  readonly isSilent: boolean;
  /** It corrects the notice before it: the same outage, told better. */
  readonly isUpdate: boolean;
  /** What it says is no longer so: faces take it back. */
  readonly isOver: boolean;
  /** How it stood with the AI then. */
  readonly ai: Ai;
  /** The person was asked whether OpenClaw's config may follow. */
  readonly asks: boolean;
}

/** What telling remembers from one outage to the next. */
export interface Telling {
  /** When drops were believed lately, in ms. */
  readonly drops: readonly number[];
  /** The internet comes and goes; that was told, and nothing more is until it has held. */
  readonly isFlapping: boolean;
  /** Outages that ended in quiet hours and are told together afterwards; `lasted` in ms. */
  readonly held: { readonly count: number; readonly lasted: number };
}

export const newTelling: Telling = { drops: [], isFlapping: false, held: { count: 0, lasted: 0 } };

export interface Outage {
  readonly since: number;
  readonly believedAt: number;
  readonly cause: VerdictKey;
  readonly isTold: boolean;
  /** The person was asked whether the internet is back, because nobody else may be. */
  readonly isAsked: boolean;
  /** How long (ms) the machine slept in it: sleep is not counted as outage. */
  readonly slept: number;
}

/** How long (ms) an outage has lasted while the machine was awake. */
export function lastedAwake(outage: Pick<Outage, 'since' | 'slept'>, until: number): number {
  return Math.max(0, until - outage.since - outage.slept);
}

/** What is being noted. */
export interface Diary {
  /** Lines that are not on disk yet. */
  readonly pending: readonly DiaryRecord[];
  /** The outages of the last month. */
  readonly outages: readonly DiaryOutage[];
  /** What the AI did in it. */
  readonly track: Track;
  readonly watching: Watching;
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
  /** A person has typed a command: what they have named may be asked for it, wherever it is. */
  readonly isCommanded: boolean;
  readonly settings: Settings;
  readonly savedSettings: Settings;
  readonly journal: Journal;
  readonly network: Network;
  readonly parts: Parts;
  readonly share: Share | null;
  readonly claw: ClawSwitch;
  readonly jobs: Jobs;
  readonly ready: Ready;
  readonly drill: Drilling;
  readonly hooks: Hooks;
  /** Somebody needs to know sooner, until then: a panel that is open, a request that is under way. */
  readonly attention: { readonly pace: 'eager' | 'urgent'; readonly until: number } | null;
  /** Requests of our own to the internet that are under way. */
  readonly inFlight: number;
  readonly isOnBattery: boolean;
  /** The person pressed "Check again" in silence: until then packets may leave all the same. */
  readonly onceUntil: number;
  readonly stance: StanceState;
  readonly outage: Outage | null;
  /** No drop is told and facts need patience until then: start and wake. */
  readonly graceUntil: number;
  readonly notice: Notice | null;
  readonly sickness: Sickness | null;
  readonly aiNotice: AiNotice | null;
  readonly jobNotice: JobNotice | null;
  readonly drillNotice: DrillNotice | null;
  readonly diary: Diary;
  readonly telling: Telling;
  /** What macOS did with the last notification. */
  readonly notifications: 'unknown' | 'shown' | 'refused';
  /** When the person said that the internet is back, in ms; null when never. */
  readonly confirmedAt: number | null;
  /** Since when the machine sleeps or is about to, and since when it has run without a gap in that; in ms. */
  readonly asleep: { readonly since: number; readonly ranSince: number } | null;
  /** When the engine was last left without processor time for a while, in ms; null when never. */
  readonly stalledAt: number | null;
  /** Minutes since midnight where the machine is, 0 to 1439. */
  readonly minuteOfDay: number;
  readonly problems: readonly Problem[];
  readonly retries: Readonly<Record<string, Retry>>;
}

export function newState(at: number, wall: number): State {
  return {
    at,
    epoch: wall - at,
    isStarted: false,
    isConsenting: false,
    isCommanded: false,
    settings: defaultSettings,
    savedSettings: defaultSettings,
    journal: newJournal(wall),
    network: noNetwork(at),
    parts: newParts,
    share: null,
    claw: noSwitch,
    jobs: noJobs,
    ready: notReady,
    drill: noDrill,
    hooks: noHooks,
    attention: null,
    inFlight: 0,
    isOnBattery: false,
    onceUntil: at,
    stance: { is: 'online', since: at, wanted: 'online', wantedSince: at, autoSwitchedAt: null },
    outage: null,
    graceUntil: at,
    notice: null,
    sickness: null,
    aiNotice: null,
    jobNotice: null,
    drillNotice: null,
    diary: { pending: [], outages: [], track: noTrack, watching: newWatching(at) },
    telling: newTelling,
    notifications: 'unknown',
    confirmedAt: null,
    asleep: null,
    stalledAt: null,
    minuteOfDay: 0,
    problems: [],
    retries: {},
  };
}
