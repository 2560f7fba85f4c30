import type { Event } from '../event.ts';
import { lookAgain } from '../parts/follow.ts';
import type { Problem, Result } from '../problem.ts';
import type { State } from '../state.ts';
import { earlyDone } from './early.ts';
import { begin } from './follow.ts';
import type { Pin } from './leak.ts';
import {
  type ClawSwitch,
  type DraftTold,
  type Proof,
  type Run,
  type Side,
  type StepId,
  stepsTo,
  type Took,
} from './run.ts';
import { printOf } from './wanted.ts';

/** What events mean for the switch. */
export function takeSwitch(state: State, event: Event): State {
  switch (event.type) {
    case 'claw.drafted':
      return ofRun(state, event.seq, (run) => drafted(state, run, event.result));
    case 'claw.wrote':
      return ofRun(state, event.seq, (run) => wrote(state, run, event.problem));
    case 'claw.took':
      return ofRun(state, event.seq, (run) => took(state, run, event));
    case 'claw.warmed':
      return ofRun(state, event.seq, (run) => warmed(state, run, event.isWarm));
    case 'claw.proved':
      return ofRun(state, event.seq, (run) => proved(state, run, event.proof));
    case 'claw.audited':
      return ofRun(state, event.seq, (run) => audited(state, run, event));
    case 'claw.gave':
      return ofRun(state, event.seq, (run) => gave(state, run, event.result));
    case 'claw.recalled':
      return recalledAs(state, event.isAsLeft);
    case 'claw.rehearsed':
      return { ...state, claw: { ...state.claw, rehearsal: event.rehearsal } };
    case 'claw.early':
      return { ...state, claw: { ...state.claw, early: earlyDone(state.claw.early) } };
    case 'mend.asked':
      return { ...state, claw: { ...state.claw, mending: 'asked' } };
    case 'claw.mended':
      return lookAgain({ ...state, claw: { ...state.claw, mending: event.problem } }, ['openclaw']);
    case 'pins.asked':
      return { ...state, claw: { ...state.claw, isPinning: true } };
    case 'pins.set':
      return pinned(state, event.left);
    case 'switch.answered':
      return answered(state, event.isYes);
    case 'switch.retried':
      return retried(state);
    case 'switch.settled':
      return event.how === 'keep' ? kept(state) : begin(state, 'online', 'person', '', true);
    default:
      return state;
  }
}

function ofRun(state: State, seq: number, make: (run: Run) => State): State {
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

const withRun = (state: State, run: Run, more: Partial<ClawSwitch> = {}): State => ({
  ...state,
  claw: { ...state.claw, ...more, run },
});

/** It ends here; what is still to do is not done. */
function failed(state: State, run: Run, id: StepId, problem: Problem, more: Partial<Run> = {}): State {
  const steps = run.steps.map((step) =>
    step.id === id ? { ...step, state: 'failed' as const, ms: state.at - run.stepAt } : step,
  );
  return withRun(state, { ...run, ...more, steps, problem, isOver: true });
}

function drafted(state: State, run: Run, result: Result<DraftTold>): State {
  if (!result.ok) return failed(state, run, 'draft', result.problem);
  const { copy, diff, leaksNow, leaksThen, pins } = result.value;
  const more = { diff, pins, leaksBefore: leaksNow, leaksAfter: leaksThen };
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

function wrote(state: State, run: Run, problem: Problem | null): State {
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
  const written = lookAgain({ ...state, claw: { ...state.claw, side: run.to } }, ['openclaw']);
  return next(written, run, 'write', 'done');
}

function took(state: State, run: Run, { took: result, lost }: Extract<Event, { type: 'claw.took' }>): State {
  const { what, detail } = result;
  if (what === 'refused' && run.to !== 'online') return rollBack(state, run, result);
  if (what === 'refused')
    return failed(state, run, 'take', { code: 'claw-refused', about: detail }, { took: result });
  const isTaken = what === 'applied' || what === 'restarts';
  const pins = run.to === 'online' ? lost : run.pins;
  const more = { took: result, pins, inForceAt: isTaken ? state.at : null };
  return next(state, run, 'take', isTaken ? 'done' : 'passed', more);
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
function warmed(state: State, run: Run, isWarm: boolean): State {
  const ready = next(state, run, 'warm', isWarm ? 'done' : 'passed');
  const what = run.took?.what;
  if (what === 'applied' || what === 'restarts') return ready;
  const proof: Proof = { what: 'impossible', model: '', detail: what ?? '' };
  return ofRun(ready, run.seq, (one) => next(ready, one, 'prove', 'passed', { proof }));
}

function proved(state: State, run: Run, proof: Proof): State {
  if (proof.what === 'impossible') return next(state, run, 'prove', 'passed', { proof });
  if (proof.what === 'local' || proof.what === 'fallback')
    return next(state, run, 'prove', 'done', { proof });
  const code = proof.what === 'cloud' ? 'claw-cloud' : 'claw-unproved';
  const about = proof.what === 'cloud' ? proof.model : proof.detail;
  // What could leave is looked at all the same.
  return next(state, run, 'prove', 'failed', { proof, problem: { code, about } });
}

function audited(
  state: State,
  run: Run,
  { report, problem }: Extract<Event, { type: 'claw.audited' }>,
): State {
  if (problem) return next(state, run, 'audit', 'failed', { problem: run.problem ?? problem });
  if (!report) return next(state, run, 'audit', 'passed');
  const [leak] = report.leaks.filter(({ kind, isSure }) => kind === 'model' && isSure);
  if (!leak) return next(state, run, 'audit', 'done', { leaksAfter: report });
  const found: Problem = { code: 'claw-cloud', about: leak.where };
  return next(state, run, 'audit', 'failed', { leaksAfter: report, problem: run.problem ?? found });
}

type Gave = Extract<Event, { type: 'claw.gave' }>['result'];

function gave(state: State, run: Run, result: Gave): State {
  if (!result.ok) return failed(state, run, 'back', result.problem);
  const { how, theirs, pins } = result.value;
  const now = { ...state, claw: { ...state.claw, side: 'online' as const, debt: null } };
  const given = lookAgain(now, ['openclaw']);
  if (run.to !== 'online') return next(given, run, 'back', 'done', { how, theirs });
  const back = next(given, run, 'back', 'done', { how, theirs, pins });
  // A file that was not touched is nothing that anybody had to take.
  return how === 'nothing'
    ? ofRun(back, run.seq, (one) => next(back, one, 'take', 'passed', { pins: [] }))
    : back;
}

function answered(state: State, isYes: boolean): State {
  const side: Side =
    state.stance.is === 'offline' ? 'offline' : state.settings['switch.noCloud'] ? 'local' : 'online';
  const { claw } = state;
  return { ...state, claw: { ...claw, agreed: isYes ? side : null, declined: isYes ? null : side } };
}

/** The chats have their models again, but for those that could not be set. */
function pinned(state: State, left: readonly Pin[]): State {
  const claw = { ...state.claw, isPinning: false };
  return { ...state, claw: { ...claw, run: claw.run && { ...claw.run, pins: left } } };
}

/** As it was left it is what was made of it; else it is worked out anew. */
const recalledAs = (state: State, isAsLeft: boolean): State => {
  const { claw } = state;
  const side = isAsLeft ? (claw.recalling ?? 'online') : 'online';
  return { ...state, claw: { ...claw, side, recalling: null } };
};

/** What failed may be tried again; where the config is as it should be, what was missing is the proof. */
function retried(state: State): State {
  const { run, side } = state.claw;
  if (!run?.isOver || !run.problem) return state;
  const isUnproved = run.to === side && side !== 'online';
  return isUnproved ? begin(state, side, 'person', printOf(state, side)) : withRun(state, { ...run, of: '' });
}

/** The config stays as it is now, and nothing is owed any more. */
const kept = (state: State): State => ({
  ...state,
  claw: { ...state.claw, side: 'online', debt: null, run: null },
});
