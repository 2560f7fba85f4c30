import type { ClawModel } from '../parts/facts.ts';
import type { Problem } from '../problem.ts';
import type { Settings, Stance } from '../settings.ts';
import type { DiffLine } from './diff.ts';
import type { LeakReport, Outside, Pin } from './leak.ts';
import type { SwitchNotice } from './notice.ts';

/**
 * What OpenClaw's config is like. `online`: as the person has it. `local`: without cloud models, also while there is
 * internet (a lasting choice). `offline`: nothing of a cloud at all.
 */
export const sides = ['online', 'local', 'offline'] as const;
export type Side = (typeof sides)[number];

/**
 * The steps of a switch, in their order. To offline: `draft` (work it out, look for leaks, keep a copy), `write`, `take`
 * (the gateway has it), `warm` (the model is in memory), `prove` (an answer through OpenClaw's own way), `audit` (leaks again,
 * in what is there). Back: `back`, `take`.
 */
export const stepIds = ['draft', 'write', 'back', 'take', 'warm', 'prove', 'audit'] as const;
export type StepId = (typeof stepIds)[number];

export function stepsTo(side: Side): readonly StepId[] {
  if (side === 'online') return ['back', 'take'];
  if (side === 'local') return ['draft', 'write', 'take', 'audit'];
  return ['draft', 'write', 'take', 'warm', 'prove', 'audit'];
}

/** What the gateway did with a file, and how that is known. */
export interface Took {
  /**
   * `refused`: it keeps its old config; `restarts`: it starts anew with it; `off`: it does not look at its file while it
   * runs; `down`: nothing runs, the next start takes it; `busy`: it has read it, and runs with the old one until work that is
   * under way has ended; `unknown`: nobody could tell in time.
   */
  readonly what: 'applied' | 'refused' | 'restarts' | 'off' | 'down' | 'busy' | 'unknown';
  /**
   * `rpc`: it said so itself; `cli`: to OpenClaw's own command; `file`: it lets nobody ask, so only its file is known, and that it
   * is set to follow it; `none`: it was not asked, or did not answer.
   */
  readonly how: 'rpc' | 'cli' | 'file' | 'none';
  /** Which key it complained of; never a value. */
  readonly detail: string;
}

/** What the answer to a short question, put through OpenClaw's own way, showed. */
export interface Proof {
  /** `local`: a model here answered, at the first try; `fallback`: one here, after others; `cloud`: one elsewhere. */
  readonly what: 'local' | 'fallback' | 'cloud' | 'failed' | 'impossible';
  readonly model: string;
  readonly detail: string;
}

export interface Step {
  readonly id: StepId;
  /** `passed`: it could not be done and does not have to be, or nobody could tell. */
  readonly state: 'todo' | 'doing' | 'done' | 'passed' | 'failed';
  /** How long it took, in ms; null while it goes on. */
  readonly ms: number | null;
}

/** One switch from beginning to end. */
export interface Run {
  readonly seq: number;
  readonly to: Side;
  readonly by: 'person' | 'auto';
  readonly startedAt: number;
  readonly steps: readonly Step[];
  /** When the step that goes on now began. */
  readonly stepAt: number;
  readonly isOver: boolean;
  readonly problem: Problem | null;
  readonly took: Took | null;
  readonly proof: Proof | null;
  /** What could leave before, and at its end, as it was found then; null where nobody has looked. */
  readonly leaksBefore: LeakReport | null;
  readonly leaksAfter: LeakReport | null;
  readonly diff: readonly DiffLine[];
  /** Of a way back: how it went, and the places where somebody else's change stayed. */
  readonly how: 'bytes' | 'merged' | 'nothing' | null;
  readonly theirs: readonly string[];
  /** Chats with a model chosen by hand, that may lose it meanwhile. */
  readonly pins: readonly Pin[];
  /** Of a way back: those chats as they were when the config was taken. */
  readonly pinned: readonly Pin[];
  /** When the new config was in force: the gateway has it. */
  readonly inForceAt: number | null;
  /** What it was that was tried: the same is not tried again by itself. */
  readonly of: string;
  /** How often the file was changed under our hands. */
  readonly races: number;
  /** How often the gateway was asked again, after its end, whether it has the config, and when last. */
  readonly retakes: number;
  readonly askedAt: number;
  /** When the config was made what it is to be. */
  readonly madeAt: number;
  /** It was written so soon after another text that the gateway may still be busy with that one. */
  readonly isHasty: boolean;
  /** Where OpenClaw was to find Ollama. */
  readonly route: string;
  /** A way back that takes the whole copy, whatever is there now. */
  readonly isWhole: boolean;
}

/** Where a draft led. */
export interface DraftTold {
  /** The name of the copy of what is taken; null: nothing has to be written. */
  readonly copy: string | null;
  readonly diff: readonly DiffLine[];
  readonly leaksNow: LeakReport;
  readonly pins: readonly Pin[];
}

/** What the offline config would be like now, worked out ahead while there is time. */
export interface Rehearsal {
  readonly of: string;
  /** The config that it is of. */
  readonly path: string;
  readonly problem: Problem | null;
  readonly diff: readonly DiffLine[];
  readonly leaksNow: LeakReport | null;
  readonly leaksThen: LeakReport | null;
  /** The models that would be asked then, in their order. */
  readonly chainThen: readonly ClawModel[];
  readonly pins: readonly Pin[];
  /** Places by which memory is searched elsewhere, left as they are because a change of those restarts the gateway. */
  readonly left: readonly string[];
  readonly outside: Outside;
  /** When that was read, in ms since the epoch. */
  readonly outsideAt: number;
  /** OpenClaw's own word on the config that it would be. */
  readonly valid: 'yes' | 'no' | 'unknown';
  /** Which key it would complain of; never a value. */
  readonly issue: string;
  /** What tells that config from all others: SHA-256 of its texts. */
  readonly print: string;
  /** The side that the config was on then. */
  readonly side: Side;
  /** What is there is what that side has to be, whatever else somebody may have changed; without one, what offline has to be. */
  readonly isThere: boolean;
}

/** When it was heard of, on the state's own clock. */
export type Rehearsed = Rehearsal & { readonly at: number };

/** A model that is loaded ahead, at a doubt. */
export interface Early {
  /** When the doubt was, on the state's own clock. */
  readonly at: number;
  readonly model: string;
  readonly url: string;
  readonly phase: 'loading' | 'loaded' | 'unloading' | 'over';
}

export interface ClawSwitch {
  /** What we have made of the config. */
  readonly side: Side;
  /** The name of the copy of what is owed; null when nothing is. */
  readonly debt: string | null;
  /** After a start with a debt: what was made of the config, as the journal says, until it is known whether it still is so. */
  readonly recalling: Side | null;
  readonly run: Run | null;
  readonly rehearsal: Rehearsed | null;
  /** The person has said yes to this side, where the settings say that they are asked. */
  readonly agreed: Side | null;
  /** They have said no, or not now. */
  readonly declined: Side | null;
  /** Chats that have lost the model chosen for them, until it is set again. */
  readonly lost: readonly Pin[];
  /** Lost models of chats are being set again. */
  readonly isPinning: boolean;
  /** Why they could not be, when that was asked for last. */
  readonly unpinned: Problem | null;
  readonly early: Early | null;
  /** A config that OpenClaw would not start with is being mended, as asked; or why that went wrong. */
  readonly mending: 'asked' | Problem | null;
  readonly notice: SwitchNotice | null;
  /** A copy of which the person has decided that it is owed no more, until that is written down. */
  readonly closing: string | null;
  /** The gateway was seen to run with what the config has been made. */
  readonly hasIt: boolean;
  /** After a start: it was not, and is asked as soon as everything has been looked at. */
  readonly isResuming: boolean;
  /** A drill has made it offline: who began that has said yes to the way back, whatever the rule for it is. */
  readonly isBorrowed: boolean;
  /** When one of ours was written last, on the state's own clock; null: not since the start. */
  readonly writtenAt: number | null;
  /** How often in a row a config that somebody had changed was made offline again. */
  readonly spoils: number;
  readonly seq: number;
}

export const noSwitch: ClawSwitch = {
  side: 'online',
  debt: null,
  recalling: null,
  isBorrowed: false,
  run: null,
  rehearsal: null,
  agreed: null,
  declined: null,
  lost: [],
  isPinning: false,
  unpinned: null,
  early: null,
  mending: null,
  notice: null,
  closing: null,
  hasIt: false,
  isResuming: false,
  writtenAt: null,
  spoils: 0,
  seq: 0,
};

/** The step that goes on; null when none does. */
export const stepOf = (run: Run | null): StepId | null =>
  run === null || run.isOver ? null : (run.steps.find(({ state }) => state === 'doing')?.id ?? null);

/** Something else is wanted by now; one that failed before the mode was changed is no trouble any more. */
export function isPast(
  { to }: Pick<Run, 'to'>,
  { stanceWanted, settings }: { readonly stanceWanted: Stance; readonly settings: Settings },
): boolean {
  if (to === 'offline') return stanceWanted !== 'offline';
  return stanceWanted !== 'online' || (to === 'local') !== settings['switch.noCloud'];
}
