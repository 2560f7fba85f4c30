import type { Snapshot } from '../snapshot.ts';
import type { Say, WordKey } from '../words.ts';
import { isPast, type Side, type StepId } from './run.ts';
import { canMend, isProved, problemSay, spoiltWord, standsSay, stepSay } from './say.ts';
import type { ToldRun, ToldSwitch } from './told.ts';

/** What home and menu show of the switch, in words. Everything that went well is on its page and nowhere else. */
export interface ShownSwitch {
  /** The step that goes on; null when none does. */
  readonly step: {
    readonly say: string;
    /** How many steps are over, and how many there are. */
    readonly done: number;
    readonly of: number;
    /** When the switch began, in ms since the epoch. */
    readonly since: number;
    readonly by: ToldRun['by'];
    readonly to: Side;
    /** It was refused and is being undone. */
    readonly isUndo: boolean;
  } | null;
  /** The config is being changed: until the gateway has it, nothing else is true. */
  readonly isMoving: boolean;
  /** Switched, and not proved, or not wholly back: a fact that stands below the mode's own sentence. */
  readonly say: string | null;
  readonly trouble: Trouble | null;
  readonly ask: { readonly to: Side; readonly say: string } | null;
}

/** Why the config is not as it should be, and what can be done about it. */
export interface Trouble {
  readonly say: string;
  readonly can: readonly ('mend' | 'again' | 'restore' | 'keep')[];
}

export function shownSwitch(snapshot: Snapshot, say: Say, now: number, isAway: boolean): ShownSwitch | null {
  const told = snapshot.switch;
  if (!told || isAway) return null;
  return {
    step: shownStep(told.run, say),
    isMoving: movingTo(told.run) !== null,
    say: factSay(told, snapshot, say, now),
    trouble: troubleOf(snapshot, say),
    ask: told.asks && { to: told.asks, say: say(`switch.ask.${told.asks}`) },
  };
}

function shownStep(run: ToldRun | null, say: Say): ShownSwitch['step'] {
  const text = stepSay(run, say);
  if (!run || text === null) return null;
  const done = run.steps.findIndex(({ state }) => state === 'doing');
  const { at: since, by, to, steps } = run;
  return { say: text, done, of: steps.length, since, by, to, isUndo: movingTo(run) === 'undo' };
}

const moving: readonly StepId[] = ['draft', 'write', 'back', 'take'];

/** Where the config is on its way to; `undo`: it was refused, and the one from before is being put back. */
export function movingTo(run: ToldRun | null): Side | 'undo' | null {
  const step = run?.steps.find(({ state }) => state === 'doing');
  if (!run || run.isOver || !step || !moving.includes(step.id)) return null;
  return step.id === 'back' && run.to !== 'online' ? 'undo' : run.to;
}

/** OpenClaw's config is the offline one, and OpenClaw has it: nothing is under way, and nothing went wrong on the way there. */
export function isInForce(told: ToldSwitch | null): boolean {
  if (told?.side !== 'offline' || told.isSpoilt || movingTo(told.run) !== null) return false;
  return told.run?.to !== 'offline' || told.run.problem === null;
}

/** So long a way back that left somebody else's change in place is told, in ms. */
const tellsFor = 3_600_000;

function factSay(told: ToldSwitch, snapshot: Snapshot, say: Say, now: number): string | null {
  const { run } = told;
  const isOffline = snapshot.stanceWanted === 'offline';
  if (told.isSpoilt && (told.side === 'local' || isOffline)) return say(spoiltWord(told.side));
  if (!run || run.problem || isPast(run, snapshot)) return null;
  if (run.to === 'online') return isWorthTelling(run, now) ? standsSay(told, say) : null;
  // One that answered for the first is proof, and no reason to be silent: every question may wait for the first.
  if (run.to !== 'offline' || (isProved(run) && run.proof !== 'fallback')) return null;
  if (run.isOver) return standsSay(told, say);
  return movingTo(run) === null ? say('switch.proving') : null;
}

/** It left somebody else's change in place, or OpenClaw runs with the offline config until it is started anew, or has time. */
const isWorthTelling = ({ isOver, theirs, took, at }: ToldRun, now: number): boolean =>
  (theirs.length > 0 && now - at < tellsFor) || (isOver && (took === 'off' || took === 'busy'));

/** Codes after which the person chooses which of two configs stays. */
const settled: Readonly<Record<string, WordKey>> = {
  'claw-unmerged': 'switch.unmerged',
  'claw-gone': 'switch.gone',
};

/** What went wrong with the last switch, as long as it matters. */
export function troubleOf(snapshot: Snapshot, say: Say): Trouble | null {
  const told = snapshot.switch;
  const run = told?.run;
  if (!told || !run?.isOver || !run.problem || isPast(run, snapshot)) return null;
  const { problem } = run;
  const word = settled[problem.code];
  if (word && told.isOwed) return { say: say(word, { about: problem.about }), can: ['restore', 'keep'] };
  // What is given back and owed no more cannot be tried again: it is OpenClaw's turn.
  const isDone = run.to === 'online' && told.side === 'online' && !told.isOwed;
  const mend = canMend(told) && told.ahead?.problem?.code === problem.code ? (['mend'] as const) : [];
  return { say: problemSay(problem, run, say), can: isDone ? [] : [...mend, 'again'] };
}
