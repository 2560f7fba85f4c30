import { unborrowed } from '../drill/paid.ts';
import { isBorrowing } from '../drill/side.ts';
import type { Journal } from '../journal.ts';
import { factsOf } from '../parts/judge.ts';
import { placeOf } from '../parts/ollama.ts';
import type { State } from '../state.ts';
import { failed } from './heard-steps.ts';
import { followRetake } from './retake.ts';
import { type ClawSwitch, type Run, type Side, stepOf, stepsTo } from './run.ts';
import { askOf, isNow, isSpoilt, isThere, printOf, unreadOf, wantedSide } from './wanted.ts';

/** What the journal has to say of it: the copy is named before the config is touched. */
export function owedOf({ claw }: Pick<State, 'claw'>): Journal['claw'] {
  const { debt, closing, run, side, hasIt, isBorrowed } = claw;
  const copy = debt ?? closing;
  if (copy === null) return null;
  const to = stepOf(run) === 'write' && run ? run.to : side;
  return {
    copy,
    side: to === 'local' ? 'local' : 'offline',
    hasIt: hasIt && stepOf(run) !== 'write',
    isBorrowed,
  };
}

/**
 * What is owed from before is known; whether the config still is as it was left has to be looked at. `isOfDrill`: a drill has left
 * something, so it is its doing even where the journal was lost.
 */
export const recalled = (claw: ClawSwitch, journal: Journal, isOfDrill: boolean): ClawSwitch => ({
  ...claw,
  isBorrowed: journal.claw !== null && (journal.claw.isBorrowed || isOfDrill),
  debt: journal.claw?.copy ?? null,
  recalling: journal.claw?.side ?? null,
  hasIt: journal.claw?.hasIt ?? false,
  lost: journal.lost,
});

/** Begins a switch where another side is wanted than there is. A step that writes is let end first. */
export function followSwitch(before: State): State {
  const state = followRetake(undrafted(forgetful(before)));
  const { claw } = state;
  const wanted = isOwedElsewhere(state) ? given : wantedSide(state);
  if (isWriting(claw.run) || claw.recalling !== null || claw.closing !== null) return state;
  const isHere = !wanted || wanted.side === claw.side;
  if (claw.isResuming && isHere) return isThere(state) ? resumed(state) : state;
  if (!wanted) return state;
  const isOwed = wanted.side === 'online' && claw.debt !== null;
  // What is owed is given back, or told why it cannot be, also where the config is gone or can no longer be read.
  if (!isThere(state) && !(isOwed && factsOf(state, 'openclaw'))) return state;
  if (claw.run && !claw.run.isOver && claw.run.to === wanted.side) return state;
  const isSpoiltNow = claw.spoils < mostSpoils && isCalm(state) && isSpoilt(state);
  if (wanted.side === claw.side && !isOwed && !isElsewhere(state) && !isSpoiltNow) return state;
  const of = printOf(state, wanted.side);
  if (hasFailed(state, wanted.side, of)) return state;
  const begun = begin(state, wanted.side, wanted.by, of);
  const spoils = isSpoiltNow ? claw.spoils + 1 : wanted.side === claw.side ? claw.spoils : 0;
  return { ...begun, claw: { ...begun.claw, spoils } };
}

/** What is owed is owed to another config than the one that is looked at now; that one is given its own back first. */
const isOwedElsewhere = (state: State): boolean => {
  const { debt, rehearsal } = state.claw;
  return debt !== null && rehearsal?.problem?.code === 'claw-other' && isNow(state, rehearsal);
};
const given = { side: 'online', by: 'auto' } as const;

/** A program that puts its own value back again and again is not fought for ever. */
const mostSpoils = 3;

/** A config that is gone, or can no longer be read, is no config to work another one out of. */
function undrafted(state: State): State {
  const { run } = state.claw;
  const problem = unreadOf(state);
  return run && problem && stepOf(run) === 'draft' ? failed(state, run, 'draft', problem) : state;
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

/** Without cloud models, and Ollama answers at another place than the one that the config names. */
function isElsewhere(state: State): boolean {
  const { run, side } = state.claw;
  if (side === 'online' || run?.isOver === false || run?.problem?.code === 'claw-refused') return false;
  const ollama = factsOf(state, 'ollama');
  const isAnswered = ollama !== null && placeOf(ollama) !== null;
  const route = run?.route || factsOf(state, 'openclaw')?.ollama.url;
  return isAnswered && askOf(state)?.ollama !== route && isCalm(state);
}

/** What was made has been left alone for long enough. */
const isCalm = ({ claw: { run }, at }: State): boolean => at - (run?.stepAt ?? 0) >= routeStay;

const isWriting = (run: Run | null): boolean => ['draft', 'write', 'back'].includes(stepOf(run) ?? '');

/** A yes or a no is for this outage, or this return; and what a person has chosen is no drill's any more. */
function forgetful(before: State): State {
  const isChosen = before.claw.isBorrowed && before.settings.mode === 'offline';
  const state = isChosen ? unborrowed(before) : before;
  const { claw, stance } = state;
  const isOther = (side: Side | null) => side !== null && (side === 'offline') !== (stance.is === 'offline');
  if (!isOther(claw.agreed) && !isOther(claw.declined)) return state;
  return { ...state, claw: { ...claw, agreed: null, declined: null } };
}

/** After a start: what was written then is there, and now it is asked whether the gateway has it. */
function resumed(state: State): State {
  const { side } = state.claw;
  const begun = begin(state, side, 'auto', printOf(state, side));
  const { run } = begun.claw;
  if (!run) return state;
  const steps = run.steps.map((step) => {
    if (step.id === 'draft' || step.id === 'write') return { ...step, state: 'passed' as const };
    return step.id === 'take' ? { ...step, state: 'doing' as const } : step;
  });
  return { ...begun, claw: { ...begun.claw, isResuming: false, run: { ...run, steps } } };
}

export function begin(state: State, to: Side, by: Run['by'], of: string, isWhole = false): State {
  const seq = state.claw.seq + 1;
  const run: Run = {
    ...{ askedAt: 0, madeAt: state.at, isHasty: false },
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
  const isNew = to === 'offline' && state.claw.side !== 'offline';
  const isBorrowed = isNew ? isBorrowing(state) : state.claw.isBorrowed;
  return { ...state, claw: { ...state.claw, seq, run, isResuming: false, isBorrowed } };
}
