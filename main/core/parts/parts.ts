import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { State } from '../state.ts';
import type { OpenClawFacts, PartFacts } from './facts.ts';
import { mayLook } from './here.ts';
import type { MacContext } from './mac.ts';
import { type Health, kindOf, lanId, type PartAct, type PartId, type PartKind } from './part.ts';
import { parseService } from './targets.ts';

/** The last look at a part. Moments are on the state's own clock. */
export interface Reading {
  readonly facts: PartFacts;
  readonly at: number;
  /** Looks in a row that brought nothing. */
  readonly misses: number;
  readonly health: Health;
  readonly since: number;
  /** When it was last well; null when never. */
  readonly wellAt: number | null;
}

/** When a part was last looked at, also when that brought nothing. */
export interface Look {
  readonly askedAt: number;
  /** A deep look costs more: files, programs, other addresses. */
  readonly deepAt: number;
}

/** Something a person has asked for, until it has come true or has failed. */
export interface Doing {
  readonly act: PartAct;
  readonly model: string;
  readonly seq: number;
  readonly askedAt: number;
  /** `waiting`: it was done, and is watched for its effect until `until`. */
  readonly phase: 'asked' | 'waiting' | 'failed';
  readonly until: number;
  readonly problem: Problem | null;
}

/** A program that we started ourselves, and so may stop. */
export interface Child {
  readonly part: 'ollama' | 'openclaw';
  readonly pid: number;
  /** In the kernel's own count, so that another process with the same number is not taken for it. */
  readonly startedAt: string;
}

export interface Ping {
  readonly path: 'direct' | 'relay' | 'peer-relay' | 'unreachable';
  readonly via: string;
  readonly ms: number | null;
  /** ms since the epoch. */
  readonly at: number;
}

/** OpenClaw's own word on its config, as it was then. */
export interface Check {
  readonly path: string;
  /** The newest change of the config and of what it includes, in ms since the epoch. */
  readonly changedAt: number;
  /** Of the gateway that ran then: another version has other rules. Null: none said. */
  readonly version: string | null;
  readonly valid: 'yes' | 'no' | 'unknown';
  readonly issue: string | null;
}

/** A check, and when it came in on the state's own clock; `misses`: in a row that brought nothing. */
export interface CheckDone extends Check {
  readonly at: number;
  readonly misses: number;
}

type Checkable = Pick<Check, 'path' | 'changedAt'>;
/** The same file, unchanged since. */
export const isSameConfig = (a: Checkable, b: Checkable): boolean =>
  a.path === b.path && a.changedAt === b.changedAt;

/** It was about the config as it is now. */
export const isChecked = (check: Check | null, { config, version }: OpenClawFacts): boolean =>
  check !== null &&
  isSameConfig(check, config) &&
  (check.version === version || check.version === null || version === null);

/** A check costs a second or three of work: one that brought nothing is made again after 1, 4, 16 and then 60 min. */
const mayCheckAgain = ({ valid, at, misses }: CheckDone, now: number): boolean =>
  valid === 'unknown' && now - at >= Math.min(60_000 * 4 ** (misses - 1), 3_600_000);

export const isCheckDue = (check: CheckDone | null, facts: OpenClawFacts, now: number): boolean =>
  check === null || !isChecked(check, facts) || mayCheckAgain(check, now);

export interface Parts {
  readonly readings: Readonly<Record<string, Reading>>;
  readonly looks: Readonly<Record<string, Look>>;
  /** How often something was heard of a part: a look that began before the last time may have seen it as it was before. */
  readonly news: Readonly<Record<string, number>>;
  /** Another network, other settings, a wake: what was asked before says nothing any more. */
  readonly generation: number;
  readonly acts: Readonly<Record<string, Doing>>;
  readonly seq: number;
  readonly pings: Readonly<Record<string, Ping>>;
  /** A person asked for all peers to be pinged, and when. */
  readonly pingAsked: number | null;
  /** How far (ms) this machine's clock is ahead of a page's; null while none has said. */
  readonly clockOff: number | null;
  readonly opensAtLogin: boolean | null;
  /** When somebody said so, in ms of the steady clock. */
  readonly loginSeenAt: number | null;
  readonly children: readonly Child[];
  readonly check: CheckDone | null;
}

export const newParts: Parts = {
  readings: {},
  looks: {},
  news: {},
  generation: 0,
  acts: {},
  seq: 0,
  pings: {},
  pingAsked: null,
  clockOff: null,
  opensAtLogin: null,
  loginSeenAt: null,
  children: [],
  check: null,
};

/** This many looks in a row have to bring nothing before a part is called down for its silence. */
export const patienceLooks = 2;

/** The parts there are: six of ours, and the services that the person named, in their order. */
export function partIds(settings: Settings): PartId[] {
  const names = settings['lan.services'].flatMap((text) => parseService(text)?.name ?? []);
  return ['ollama', 'openclaw', 'podman', 'tailscale', 'headscale', ...[...new Set(names)].map(lanId), 'mac'];
}

export const readingOf = ({ parts }: State, id: PartId): Reading | undefined => parts.readings[id];

export function macContext(state: State): MacContext {
  const isDenied = Object.values(state.parts.readings).some(
    ({ facts }) =>
      ((facts.kind === 'lan' || facts.kind === 'headscale') && facts.isDenied) ||
      (facts.kind === 'ollama' && facts.places.some((place) => place.isDenied)),
  );
  return {
    isOnBattery: state.isOnBattery,
    clockOff: state.parts.clockOff,
    notifications: state.notifications,
    opensAtLogin: state.parts.opensAtLogin,
    isLocalDenied: isDenied,
  };
}

/**
 * How often each is looked at, in ms. Quick while somebody looks, slow while nobody does. HTTP on loopback is cheap; a
 * program costs, so while hidden Podman and Tailscale are asked 2 and 4 times in ten minutes (events tell the rest).
 */
const paces: Readonly<
  Record<PartKind, { readonly watched: number; readonly hidden: number; readonly deep: number }>
> = {
  ollama: { watched: 3_000, hidden: 15_000, deep: 600_000 },
  openclaw: { watched: 3_000, hidden: 15_000, deep: 600_000 },
  podman: { watched: 15_000, hidden: 300_000, deep: 600_000 },
  tailscale: { watched: 10_000, hidden: 150_000, deep: 600_000 },
  headscale: { watched: 10_000, hidden: 60_000, deep: 600_000 },
  lan: { watched: 10_000, hidden: 60_000, deep: 600_000 },
  mac: { watched: 30_000, hidden: 300_000, deep: 600_000 },
};

/** After a look that brought nothing, and while an effect is waited for, in ms. */
const [secondTry, waitingStep] = [2_000, 1_000];
/** A part that is down is looked at sooner, so that its return is seen; only where that costs no program. In ms. */
const sickStep = 10_000;
/** A deep look while somebody looks, in ms. */
const deepWatched = 60_000;

export function everyOf(state: State, id: PartId): number {
  const { attention, at, parts } = state;
  const kind = kindOf(id);
  const isWatched = attention !== null && attention.until > at;
  const pace = paces[kind][isWatched ? 'watched' : 'hidden'];
  if (parts.acts[id]?.phase === 'waiting') return waitingStep;
  const reading = readingOf(state, id);
  if (!reading) return pace;
  if (id === 'tailscale' && hasCoordinatorNews(state)) return Math.min(pace, afterCoordinator);
  if (reading.misses > 0 && reading.misses < patienceLooks) return Math.min(pace, secondTry);
  const isCheap = kind !== 'podman' && kind !== 'tailscale' && kind !== 'mac';
  if (reading.health === 'absent') return isWatched ? pace * 2 : pace * 4;
  return isCheap && reading.health !== 'up' ? Math.min(pace, sickStep) : pace;
}

/** A client finds its coordinator again within 1 to 12 s: meanwhile it is looked at this often, for so long. In ms. */
const [afterCoordinator, coordinatorNews] = [5_000, 45_000];

/** The coordinator has just gone or come back. */
function hasCoordinatorNews({ parts, at }: State): boolean {
  const coordinator = parts.readings.headscale;
  return (
    coordinator?.facts.kind === 'headscale' &&
    coordinator.wellAt !== null &&
    at - coordinator.since < coordinatorNews
  );
}

export interface WantedLook {
  readonly id: PartId;
  readonly isDeep: boolean;
}

/** The parts that are to be looked at now. */
export function wantedLooks(state: State): WantedLook[] {
  if (state.asleep !== null) return [];
  return partIds(state.settings)
    .filter((id) => dueOf(state, id) <= state.at && mayLook(state, id))
    .map((id) => ({ id, isDeep: isDeepDue(state, id) }));
}

export function dueOf(state: State, id: PartId): number {
  const look = state.parts.looks[id];
  return look === undefined ? state.at : look.askedAt + everyOf(state, id) + stagger(id);
}

/** Fifty services are not asked in the same moment: each has its own within two seconds, in ms. */
function stagger(id: PartId): number {
  if (!id.startsWith('lan:')) return 0;
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2_000;
  return sum;
}

function isDeepDue({ parts, attention, at }: State, id: PartId): boolean {
  const look = parts.looks[id];
  if (look === undefined) return true;
  const isWatched = attention !== null && attention.until > at;
  return at - look.deepAt >= (isWatched ? deepWatched : paces[kindOf(id)].deep);
}
