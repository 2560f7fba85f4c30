import type { Event } from '../event.ts';
import { lookAgain } from '../parts/follow.ts';
import type { Problem, Result } from '../problem.ts';
import type { State } from '../state.ts';
import { type Pin, pinsBeside } from './leak.ts';
import {
  type ClawSwitch,
  type DraftTold,
  type Proof,
  type Run,
  type StepId,
  stepsTo,
  type Took,
} from './run.ts';
import { isSpoilt } from './wanted.ts';

/** What becomes of a switch, step by step. */

export function ofRun(state: State, seq: number, make: (run: Run) => State): State {
  const { run } = state.claw;
  return run && run.seq === seq && !run.isOver ? make(run) : state;
}

/** One step is over, and the next that there is begins. */
function next(
  state: State,
  run: Run,
  id: StepId,
  how: 'done' | 'passed' | 'failed',
  more: Partial<Run> = {},
): State {
  const ms = state.at - run.stepAt;
  const at = run.steps.findIndex((step) => step.id === id);
  const steps = run.steps.map((step, index) => {
    if (index === at) return { ...step, state: how, ms };
    return index === at + 1 ? { ...step, state: 'doing' as const } : step;
  });
  const isOver = at + 1 >= run.steps.length;
  return withRun(state, { ...run, ...more, steps, stepAt: state.at, isOver });
}

export const withRun = (state: State, run: Run, more: Partial<ClawSwitch> = {}): State => ({
  ...state,
  claw: { ...state.claw, ...more, run },
});

/** It ends here; what is still to do is not done. */
export function failed(state: State, run: Run, id: StepId, problem: Problem, more: Partial<Run> = {}): State {
  const steps = run.steps.map((step) =>
    step.id === id ? { ...step, state: 'failed' as const, ms: state.at - run.stepAt } : step,
  );
  return withRun(state, { ...run, ...more, steps, problem, isOver: true });
}

export function drafted(state: State, run: Run, result: Result<DraftTold>): State {
  if (!result.ok) return failed(state, run, 'draft', result.problem);
  const { copy, diff, leaksNow, pins } = result.value;
  const more = { diff, pins, leaksBefore: leaksNow, madeAt: state.at };
  const debt = copy ?? state.claw.debt;
  const owing = { ...state, claw: { ...state.claw, debt } };
  if (copy !== null) return next(owing, run, 'draft', 'done', more);
  // The config is so by itself: there is nothing to write. Whether the gateway has it is asked all the same.
  const drafting = next(owing, run, 'draft', 'done', more);
  const made = { ...drafting, claw: { ...drafting.claw, side: run.to } };
  return ofRun(made, run.seq, (one) => next(made, one, 'write', 'passed'));
}

/** So often a file may be changed between the look and the write before it is told. */
const mostRaces = 3;

export function wrote(state: State, run: Run, problem: Problem | null): State {
  if (problem?.code === 'file-changed' && run.races < mostRaces) {
    const steps = run.steps.map((step) => ({
      ...step,
      state: step.id === 'draft' ? ('doing' as const) : ('todo' as const),
      ms: null,
    }));
    return withRun(state, { ...run, steps, stepAt: state.at, races: run.races + 1 });
  }
  if (problem) return failed(state, run, 'write', problem);
  // What is said of OpenClaw follows from its config.
  const isHasty = isSoon(state);
  const claw = { ...state.claw, side: run.to, hasIt: false, writtenAt: state.at };
  const written = lookAgain({ ...state, claw }, ['openclaw']);
  return next(written, run, 'write', 'done', { madeAt: state.at, isHasty });
}

/** A gateway has come to a file so long (ms) after it was written, and to the last of those that came in between. */
const comesTo = 4_000;
const isSoon = ({ claw: { writtenAt }, at }: State): boolean =>
  writtenAt !== null && at - writtenAt < comesTo;

type Taken = Pick<Extract<Event, { type: 'claw.took' | 'claw.retook' }>, 'took' | 'lost'>;

export function took(state: State, run: Run, { took: result, lost }: Taken): State {
  const { what, detail } = result;
  // What we have not changed we have nothing to put back for.
  if (what === 'refused' && run.to !== 'online' && state.claw.debt === null)
    return failed(state, run, 'take', { code: 'claw-refused-own', about: detail }, { took: result });
  if (what === 'refused' && run.to !== 'online') return rollBack(state, run, result);
  if (what === 'refused')
    return failed(state, run, 'take', { code: 'claw-refused', about: detail }, { took: result });
  const isTaken = what === 'applied' || what === 'restarts';
  const more = { took: result, inForceAt: isTaken ? state.at : null };
  const hasIt = isTaken && run.to !== 'online';
  const known = { ...state, claw: { ...state.claw, hasIt, lost: withLost(state.claw.lost, lost) } };
  return next(known, run, 'take', isTaken ? 'done' : 'passed', more);
}

/** Chats that lost their model earlier still have none. */
const withLost = (before: readonly Pin[], lost: readonly Pin[]): readonly Pin[] => [
  ...pinsBeside(before, lost),
  ...lost,
];

/** After its end: what follows on the gateway's having the config is done now. */
export function retook(state: State, { seq, took: result, lost }: Taken & { readonly seq: number }): State {
  const { run } = state.claw;
  if (run?.seq !== seq || !run.isOver) return state;
  const again = { ...run, took: result, askedAt: state.at, retakes: run.retakes + 1 };
  const isTold = result.what === 'applied' || result.what === 'restarts' || result.what === 'refused';
  // Of what somebody has made of it since it is no use to know; it is made offline again first.
  if (!isTold || isSpoilt(state)) return withRun(state, again);
  const at = run.steps.findIndex(({ id }) => id === 'take');
  const steps = run.steps.map((step, index) =>
    index < at ? step : { ...step, state: index === at ? ('doing' as const) : ('todo' as const), ms: null },
  );
  return took(
    state,
    { ...again, steps, isOver: false, proof: null, stepAt: run.startedAt },
    { took: result, lost },
  );
}

/** The gateway does not want it: the config becomes what it was, before anything else happens. */
function rollBack(state: State, run: Run, result: Took): State {
  const problem: Problem = { code: 'claw-refused', about: result.detail };
  const steps = run.steps
    .filter(({ id }) => stepsTo(run.to).indexOf(id) <= stepsTo(run.to).indexOf('take'))
    .map((step) =>
      step.id === 'take' ? { ...step, state: 'failed' as const, ms: state.at - run.stepAt } : step,
    );
  const back = { id: 'back' as const, state: 'doing' as const, ms: null };
  return withRun(state, { ...run, problem, took: result, steps: [...steps, back], stepAt: state.at });
}

/**
 * A gateway of which nobody knows that it has the offline config is asked nothing: the test question itself could leave for a
 * cloud.
 */
export function warmed(state: State, run: Run, isWarm: boolean): State {
  const ready = next(state, run, 'warm', isWarm ? 'done' : 'passed');
  const what = run.took?.what;
  if (what === 'applied' || what === 'restarts') return ready;
  const proof: Proof = { what: 'impossible', model: '', detail: what ?? '' };
  return ofRun(ready, run.seq, (one) => next(ready, one, 'prove', 'passed', { proof }));
}

export function proved(state: State, run: Run, proof: Proof): State {
  if (proof.what === 'impossible') return next(state, run, 'prove', 'passed', { proof });
  if (proof.what === 'local' || proof.what === 'fallback')
    return next(state, run, 'prove', 'done', { proof });
  const code = proof.what === 'cloud' ? 'claw-cloud' : 'claw-unproved';
  const about = proof.what === 'cloud' ? proof.model : proof.detail;
  // What could leave is looked at all the same.
  return next(state, run, 'prove', 'failed', { proof, problem: { code, about } });
}

export function audited(state: State, run: Run, { result }: Extract<Event, { type: 'claw.audited' }>): State {
  if (!result.ok) return next(state, run, 'audit', 'failed', { problem: run.problem ?? result.problem });
  const { report } = result.value;
  const pins = result.value.pins ?? run.pins;
  const [leak] = report.leaks.filter(({ kind, isSure }) => kind === 'model' && isSure);
  if (!leak) return next(state, run, 'audit', 'done', { leaksAfter: report, pins });
  const found: Problem = { code: 'claw-leaks', about: leak.where };
  return next(state, run, 'audit', 'failed', { leaksAfter: report, pins, problem: run.problem ?? found });
}

/** One that OpenClaw refuses and that could not be taken back is worse than either alone. */
const notBack = ({ to, problem: refused }: Run, problem: Problem): Problem =>
  to === 'online' || !refused ? problem : { code: 'claw-refused-kept', about: refused.about };

type Gave = Extract<Event, { type: 'claw.gave' }>['result'];

export function gave(state: State, run: Run, result: Gave): State {
  if (!result.ok && result.problem.code === 'file-changed' && run.races < mostRaces)
    return withRun(state, { ...run, races: run.races + 1 });
  if (!result.ok) return failed(state, run, 'back', notBack(run, result.problem));
  const { how, theirs, pins, diff } = result.value;
  const now = {
    ...state,
    claw: { ...state.claw, side: 'online' as const, debt: null, hasIt: false, writtenAt: state.at },
  };
  const isHasty = isSoon(state);
  const given = lookAgain(now, ['openclaw']);
  if (run.to !== 'online') return next(given, run, 'back', 'done', { how, theirs });
  const back = next(given, run, 'back', 'done', { how, theirs, diff, pinned: pins, isHasty });
  // A file that was not touched is nothing that anybody had to take.
  return how === 'nothing' ? ofRun(back, run.seq, (one) => next(back, one, 'take', 'passed')) : back;
}
