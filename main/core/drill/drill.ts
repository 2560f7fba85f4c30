import type { PartId, Phrase } from '../parts/part.ts';
import type { Problem } from '../problem.ts';
import type { DrillFacts, Preflight } from './preflight.ts';

/**
 * How much a drill takes away. `check`: nothing; `app`: the stack is switched to offline, the person keeps the internet; `wifi`:
 * the Wi-Fi goes off for real.
 */
export const levels = ['check', 'app', 'wifi'] as const;
export type Level = (typeof levels)[number];

/** What a drill may take at the least and at the most, and takes where nobody says, in ms. */
export const drillMost = { least: 60_000, most: 1_800_000, usual: 300_000 } as const;

/**
 * What is tried, in its order. `cut`: Wi-Fi goes off; `gone`: the witnesses say so; `config`: the stack is offline; `cold`,
 * `warm`: a model answers, first from disk, then from memory; `claw`: OpenClaw answers on its real way; `egress`: from inside
 * of its container nobody outside is reached; `lan`, `peers`: what is near still answers; `back`: Wi-Fi is on; `online`: the
 * witnesses say so; `restored`: the config is what it was, byte for byte.
 */
export const stepIds = [
  'cut',
  'gone',
  'config',
  'cold',
  'warm',
  'claw',
  'egress',
  'lan',
  'peers',
  'back',
  'online',
  'restored',
] as const;
export type StepId = (typeof stepIds)[number];

/** `unsure`: nobody could tell; `left`: it is no part of this drill, and why is said. */
export const stepStates = ['todo', 'doing', 'pass', 'fail', 'unsure', 'left'] as const;
export type StepState = (typeof stepStates)[number];

/** What was measured of a model; null where it was not. */
export interface Figures {
  /** From disk into memory, in ms. */
  readonly loadMs: number | null;
  /** From the question to the first word, in ms. */
  readonly firstMs: number | null;
  /** Tokens a second. */
  readonly speed: number | null;
}
export const noFigures: Figures = { loadMs: null, firstMs: null, speed: null };

export interface DrillStep {
  readonly id: StepId;
  readonly is: StepState;
  /** How long it took, in ms; null while it goes on, or where it was not done. */
  readonly ms: number | null;
  /** Without it the drill has not passed; else it is told and decides nothing. */
  readonly isAsserted: boolean;
  /** What was seen. */
  readonly evidence: readonly Phrase[];
  readonly problem: Problem | null;
}

/**
 * Why it is over. `done`: it came to its end; `stopped`: somebody called it off; `person`: somebody turned Wi-Fi on; `late`:
 * its time was up; `line`: another line came up; `slept`: the machine went to sleep, or stood still; `leaving`: the
 * app ends.
 */
export const drillEnds = ['done', 'stopped', 'person', 'late', 'line', 'slept', 'leaving'] as const;
export type DrillEnd = (typeof drillEnds)[number];

/**
 * One drill. `looking`: what stands against it is looked at; `arming`: the debt is written down and the shell armed that pays
 * it should we not; `running`; `returning`: what was taken is given back, and that is seen to be so; `over`.
 */
export interface Drill {
  readonly seq: number;
  readonly level: Level;
  /** Nobody has asked for this one. */
  readonly isByItself: boolean;
  /** The longest that anything stays taken, in ms. */
  readonly atMost: number;
  readonly phase: 'looking' | 'arming' | 'running' | 'returning' | 'over';
  /** On the steady clock, as all moments here. */
  readonly askedAt: number;
  /** By when all is back whatever happens, in ms since the epoch; null while nothing is taken, and where the level takes nothing. */
  readonly until: number | null;
  /** The same on the steady clock: the other one may be set. */
  readonly untilAt: number | null;
  readonly steps: readonly DrillStep[];
  /** When the step that goes on began. */
  readonly stepAt: number;
  readonly preflight: Preflight | null;
  /** What kept it from starting, or from going on: nothing was taken then, or all of it is given back. */
  readonly problem: Problem | null;
  readonly end: DrillEnd | null;
  /** From the cut to the read-back, on the steady clock; null where nothing was cut. */
  readonly cutAt: number | null;
  readonly backAt: number | null;
  readonly figures: Figures;
  readonly before: Before;
}

/** The drill that goes on or was the last, and what is owed, whoever has borrowed it. */
export interface Drilling {
  readonly seq: number;
  readonly now: Drill | null;
  readonly owed: Owed | null;
  /** When what an earlier engine had left was given back, on the steady clock; null where there was nothing. */
  readonly paidAt: number | null;
  /** Wi-Fi was part of that; and whether a person was told. */
  readonly isPaidWifi: boolean;
  readonly isPaidTold: boolean;
  /** When a drill was last called to mind, in ms since the epoch; null: never. */
  readonly remindedAt: number | null;
  /** What was looked at for somebody who chooses a level; `facts` is null until it was. */
  readonly pre: { readonly level: Level; readonly seq: number; readonly facts: DrillFacts | null } | null;
}
export const noDrill: Drilling = {
  ...{ seq: 0, now: null, owed: null, pre: null },
  ...{ paidAt: null, isPaidWifi: false, isPaidTold: false, remindedAt: null },
};

export interface Owed {
  /** Null: it stands in a file that cannot be read, so whatever could have been taken is given back. */
  readonly debt: Debt | null;
  /** An earlier engine has left it. */
  readonly isFound: boolean;
  /** It is just being written down, and its shell started: until that has ended nothing can be crossed off. */
  readonly isArming: boolean;
  /** Wi-Fi was seen to be on since. */
  readonly isOn: boolean;
}

/** What was given back of a drill that was cut short: Wi-Fi, with whatever else was taken, or the config alone. */
export type Paid = 'wifi' | 'config';

/** What is owed, as it stands in a file of its own until it is paid. Nothing in it is secret. */
export interface Debt {
  /** Tells it from the one before. */
  readonly id: string;
  readonly level: Exclude<Level, 'check'>;
  /** The Wi-Fi that was on and goes off; null where only the config was taken. */
  readonly device: string | null;
  /** When it is paid whatever happens, in ms since the epoch. */
  readonly until: number;
  /** The shell that pays then; null until it runs. */
  readonly shell: { readonly pid: number; readonly startedAt: string } | null;
}

/** How it was before anything was taken. */
export interface Before {
  /** Of OpenClaw's config, by all its files: SHA-256; empty where there is none. */
  readonly config: string;
  readonly side: 'online' | 'local' | 'offline';
  /** The services near by that were well: each of them has to answer. */
  readonly services: readonly PartId[];
}
