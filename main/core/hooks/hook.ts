import type { Problem } from '../problem.ts';
import type { Stance } from '../settings.ts';
import type { VerdictKey } from '../verdicts.ts';

/**
 * Why the person's command runs. `chosen`: somebody has chosen the mode; `back`: the internet has held; `drill`; `try`: it is tried
 * out; else what stands between.
 */
export type HookCause = VerdictKey | 'chosen' | 'back' | 'drill' | 'try';

/** A command of the person's own that runs, or is about to. */
export interface HookAsk {
  readonly seq: number;
  readonly stance: Stance;
  /** A full path (or one from the home folder, `~/`), and its arguments. */
  readonly argv: readonly string[];
  readonly limitMs: number;
  readonly cause: HookCause;
  /** Since when the stance is in force, in ms since the epoch. */
  readonly since: number;
  readonly isTry: boolean;
  readonly isDrill: boolean;
}

/** How one ended. */
export interface HookEnd {
  /** In ms. */
  readonly ms: number;
  /** Null where it was ended by a signal, or never began. */
  readonly exitCode: number | null;
  /** The last that it said, at most 300 characters that can be seen. */
  readonly said: string;
  readonly problem: Problem | null;
}

export interface HookRun extends HookEnd {
  readonly stance: Stance;
  readonly isTry: boolean;
  /** On the steady clock. */
  readonly at: number;
}

export interface Hooks {
  readonly seq: number;
  /** The stance that the person's commands were told last, or would have been if there were any. Null before the start. */
  readonly told: Stance | null;
  readonly now: HookAsk | null;
  readonly last: HookRun | null;
}
export const noHooks: Hooks = { seq: 0, told: null, now: null, last: null };

/** The most that is kept of what a command says, in characters. */
export const mostSaid = 300;
