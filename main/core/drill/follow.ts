import { lookAgain } from '../parts/follow.ts';
import { factsOf } from '../parts/judge.ts';
import type { Problem } from '../problem.ts';
import { withProofs } from '../ready/proofs.ts';
import type { State } from '../state.ts';
import {
  type Debt,
  type Drill,
  type DrillEnd,
  type DrillStep,
  type Level,
  noFigures,
  type Owed,
  type StepId,
} from './drill.ts';
import { reportOf } from './reported.ts';
import { sceneOf, servicesOf } from './scene.ts';
import { isReturn, stepMost, stepsOf } from './steps.ts';

/** What goes on, and nothing of it has ended. */
export const isDrilling = ({ drill: { now } }: Pick<State, 'drill'>): boolean =>
  now !== null && now.phase !== 'over';

/** Something is taken, or about to be: nobody else may change what it is about. */
export const isTaking = ({ drill: { now } }: Pick<State, 'drill'>): boolean =>
  now !== null && (now.phase === 'arming' || now.phase === 'running') && now.level !== 'check';

/** What an earlier engine has left; where nobody can read what it was, Wi-Fi is turned on. */
export const foundOwed = (debt: Debt | 'torn'): Owed => ({
  ...{ debt: debt === 'torn' ? null : debt, isFound: true, isArming: false, isOn: false },
});

export function begunDrill(state: State, level: Level, atMost: number, isByItself = false): State {
  const seq = state.drill.seq + 1;
  const now: Drill = {
    ...{ seq, level, atMost, isByItself, phase: 'looking', askedAt: state.at, stepAt: state.at },
    ...{ until: null, untilAt: null, cutAt: null, backAt: null, preflight: null, problem: null, end: null },
    figures: noFigures,
    ...asItStands(state, level),
  };
  return { ...state, drill: { ...state.drill, seq, now } };
}

/** What there is to be tried, and how it was before. */
export const asItStands = (state: State, level: Level): Pick<Drill, 'steps' | 'before'> => ({
  steps: stepsOf(level, sceneOf(state)),
  before: {
    ...{ config: factsOf(state, 'openclaw')?.config.print ?? '', side: state.claw.side },
    services: servicesOf(state),
  },
});

export const withNow = (state: State, now: Drill): State => ({ ...state, drill: { ...state.drill, now } });

/** The step that goes on. */
export const doing = ({ steps }: Pick<Drill, 'steps'>): DrillStep | null =>
  steps.find(({ is }) => is === 'doing') ?? null;

/** The next step begins; where there is none, what was taken is given back, and after that it is over. */
export function nextStep(state: State, drill: Drill): State {
  const isBack = drill.phase === 'returning';
  const next = drill.steps.find(({ id, is }) => is === 'todo' && isReturn(id) === isBack);
  if (!next) return isBack ? over(state, drill) : finish(state, drill, 'done');
  const steps = drill.steps.map((step) => (step === next ? { ...step, is: 'doing' as const } : step));
  return prepared(withNow(state, { ...drill, steps, stepAt: state.at }), next.id);
}

/** What is read for a step has to be read after it began. */
function prepared(state: State, id: StepId): State {
  const { at, drill } = state;
  const attention = { pace: 'urgent' as const, until: at + stepMost[id] };
  if (id === 'gone' || id === 'online') return { ...state, attention };
  if (id === 'lan') return lookAgain(state, drill.now?.before.services ?? []);
  if (id === 'peers') return { ...state, parts: { ...state.parts, pingAsked: at } };
  return id === 'restored' || id === 'config' ? lookAgain(state, ['openclaw']) : state;
}

type Ended = Pick<DrillStep, 'is'> & Partial<Pick<DrillStep, 'evidence' | 'problem'>>;

/** The step that goes on has ended so. Where the line is not cut there is no sense in trying the others. */
export function stepped(state: State, drill: Drill, id: StepId, ended: Ended): State {
  if (doing(drill)?.id !== id) return state;
  const ms = Math.round(state.at - drill.stepAt);
  const steps = drill.steps.map((step) => (step.id === id ? { ...step, ms, ...ended } : step));
  const next = { ...drill, steps };
  const isInVain = ended.is === 'fail' && (id === 'cut' || id === 'gone');
  return isInVain ? finish(state, next, 'done') : nextStep(state, next);
}

/** The trying is over, for whatever reason; what was taken is given back now. */
export function finish(state: State, drill: Drill, end: DrillEnd, problem: Problem | null = null): State {
  if (drill.phase === 'returning' || drill.phase === 'over') return state;
  const ms = Math.round(state.at - drill.stepAt);
  const steps = drill.steps.map((step) =>
    step.is === 'doing' ? { ...step, is: 'unsure' as const, ms } : step,
  );
  const ended: Drill = { ...drill, steps, end, problem: problem ?? drill.problem };
  if (state.drill.owed === null) return over(state, ended);
  return nextStep(state, { ...ended, phase: 'returning' });
}

/** What was tried is kept; one that was refused has tried nothing. */
function over(state: State, drill: Drill): State {
  const ended = withNow(state, { ...drill, phase: 'over' });
  const report = reportOf(state, drill);
  if (report === null) return ended;
  const proofs = withProofs(state.ready.proofs, { drill: report });
  return { ...ended, ready: { ...state.ready, proofs } };
}
