import type { Journal } from '../journal.ts';
import { factsOf } from '../parts/judge.ts';
import { placeOf } from '../parts/ollama.ts';
import type { State } from '../state.ts';
import { followRetake } from './retake.ts';
import { type ClawSwitch, type Run, type Side, stepOf, stepsTo } from './run.ts';
import { askOf, isThere, printOf, wantedSide } from './wanted.ts';

/** What the journal has to say of it: the copy is named before the config is touched. */
export function owedOf({ claw }: Pick<State, 'claw'>): Journal['claw'] {
  const { debt, closing, run, side, hasIt } = claw;
  const copy = debt ?? closing;
  if (copy === null) return null;
  const to = stepOf(run) === 'write' && run ? run.to : side;
  return { copy, side: to === 'local' ? 'local' : 'offline', hasIt };
}

/** What is owed from before is known; whether the config still is as it was left has to be looked at. */
export const recalled = (claw: ClawSwitch, journal: Journal): ClawSwitch => ({
  ...claw,
  debt: journal.claw?.copy ?? null,
  recalling: journal.claw?.side ?? null,
  hasIt: journal.claw?.hasIt ?? false,
});

/** Begins a switch where another side is wanted than there is. A step that writes is let end first. */
export function followSwitch(before: State): State {
  const state = followRetake(forgetful(before));
  const { claw } = state;
  const wanted = wantedSide(state);
  if (!wanted || isWriting(claw.run) || claw.recalling !== null || claw.closing !== null) return state;
  const isOwed = wanted.side === 'online' && claw.debt !== null;
  // What is owed is given back, or told why it cannot be, also where the config is gone or can no longer be read.
  if (!isThere(state) && !(isOwed && factsOf(state, 'openclaw'))) return state;
  if (claw.run && !claw.run.isOver && claw.run.to === wanted.side) return state;
  if (wanted.side === claw.side && !isOwed && !isElsewhere(state) && !isSpoilt(state)) return state;
  const of = printOf(state, wanted.side);
  return hasFailed(state, wanted.side, of) ? state : begin(state, wanted.side, wanted.by, of);
}

/** What was seen of the config while a switch failed may be its own doing: so long (ms) nothing is concluded from it. */
const settles = 60_000;

/** The same was tried and failed; another config, other models, another Ollama are worth another try. */
function hasFailed({ claw: { run }, at }: State, side: Side, of: string): boolean {
  if (run?.problem == null || run.to !== side || run.of === '') return false;
  return run.of === of || at - run.stepAt < settles;
}

/** So long (ms) the way to Ollama is kept, so that one that comes and goes makes no config that does. */
const routeStay = 30_000;

/** Offline, and Ollama answers at another place than the one that the config names. */
function isElsewhere(state: State): boolean {
  const { run, side } = state.claw;
  if (side !== 'offline' || run?.isOver === false || run?.problem?.code === 'claw-refused') return false;
  const ollama = factsOf(state, 'ollama');
  const isAnswered = ollama !== null && placeOf(ollama) !== null;
  const route = run?.route ?? factsOf(state, 'openclaw')?.ollama.url;
  return isAnswered && askOf(state)?.ollama !== route && state.at - (run?.stepAt ?? 0) >= routeStay;
}

/** Offline, and somebody has changed the config since so that it is not what it has to be. */
function isSpoilt({ claw: { run, side, rehearsal }, at }: State): boolean {
  if (side !== 'offline' || run?.isOver === false || rehearsal === null) return false;
  const since = run?.stepAt ?? 0;
  const isKnown = rehearsal.problem === null && rehearsal.at > since;
  return isKnown && !rehearsal.isThere && at - since >= routeStay;
}

const isWriting = (run: Run | null): boolean => ['draft', 'write', 'back'].includes(stepOf(run) ?? '');

/** A yes or a no is for this outage, or this return. */
function forgetful(state: State): State {
  const { claw, stance } = state;
  const isOther = (side: Side | null) => side !== null && (side === 'offline') !== (stance.is === 'offline');
  if (!isOther(claw.agreed) && !isOther(claw.declined)) return state;
  return { ...state, claw: { ...claw, agreed: null, declined: null } };
}

/** After a start: what was written then, and whether the gateway has it. */
export function resumed(state: State, to: Side): State {
  const begun = begin(state, to, 'auto', printOf(state, to));
  const { run } = begun.claw;
  if (!run) return state;
  const steps = run.steps.map((step) => {
    if (step.id === 'draft' || step.id === 'write') return { ...step, state: 'passed' as const };
    return step.id === 'take' ? { ...step, state: 'doing' as const } : step;
  });
  return { ...begun, claw: { ...begun.claw, run: { ...run, steps } } };
}

export function begin(state: State, to: Side, by: Run['by'], of: string, isWhole = false): State {
  const seq = state.claw.seq + 1;
  const run: Run = {
    ...{
      seq,
      to,
      by,
      of,
      isWhole,
      startedAt: state.at,
      stepAt: state.at,
      isOver: false,
      races: 0,
      retakes: 0,
    },
    steps: stepsTo(to).map((id, at) => ({ id, state: at === 0 ? 'doing' : 'todo', ms: null })),
    ...{ problem: null, took: null, proof: null, leaksBefore: null, leaksAfter: null, diff: [], how: null },
    ...{ theirs: [], pins: [], pinned: [], inForceAt: null, route: askOf(state)?.ollama ?? '' },
  };
  return { ...state, claw: { ...state.claw, seq, run } };
}
