import type { Event } from '../event.ts';
import type { State } from '../state.ts';
import { blockedBy, preflightOf } from './checks.ts';
import type { Debt, Drill, Owed } from './drill.ts';
import { asItStands, begunDrill, doing, finish, nextStep, stepped, withNow } from './follow.ts';
import { isOfWifi, paid } from './paid.ts';
import type { DrillFacts } from './preflight.ts';
import { firstRed } from './red.ts';
import { drillModel } from './scene.ts';

/** What events mean for the drill. */
export function takeDrill(state: State, event: Event): State {
  const { now, seq } = state.drill;
  switch (event.type) {
    case 'drill.asked':
      return begunDrill(state, event.level, event.atMost);
    case 'drill.looked':
      if (state.drill.pre?.seq === event.seq) return peeked(state, event.facts);
      return now?.seq === event.seq && now.phase === 'looking' ? looked(state, now, event) : state;
    case 'drill.peeked':
      return {
        ...state,
        drill: { ...state.drill, seq: seq + 1, pre: { level: event.level, seq: seq + 1, facts: null } },
      };
    case 'drill.armed':
      return armed(state, event);
    case 'drill.cut':
      return now?.seq === event.seq ? cut(state, now, event.problem) : state;
    case 'drill.tried':
      return now?.seq === event.seq ? tried(state, now, event) : state;
    case 'drill.on':
      return on(state);
    case 'drill.settled':
      return settled(state);
    case 'drill.heard':
      return { ...state, drill: { ...state.drill, isPaidTold: true } };
    case 'drill.stopped':
      return now ? finish(state, now, 'stopped') : state;
    case 'machine.slept':
      return now ? finish(state, now, 'slept') : state;
    case 'engine.leaving':
      return now ? finish(state, now, 'leaving') : state;
    default:
      return state;
  }
}

const peeked = (state: State, facts: DrillFacts): State => ({
  ...state,
  drill: { ...state.drill, pre: state.drill.pre && { ...state.drill.pre, facts } },
});

function looked(state: State, drill: Drill, { facts }: Extract<Event, { type: 'drill.looked' }>): State {
  const red = firstRed(state);
  const preflight = preflightOf(state, facts, drill.level, red);
  // Where no model answers nothing could show that the AI goes on.
  const nothing = drillModel(state) === null ? { code: 'drill-ready' as const, about: 'model' } : null;
  const [problem = nothing] = blockedBy(preflight);
  // While that was looked at more may have become known of what is to be tried.
  const seen = { ...drill, ...asItStands(state, drill.level), preflight };
  if (problem) return withNow(state, { ...seen, phase: 'over', problem });
  if (drill.level === 'check') return nextStep(state, { ...seen, phase: 'running' });
  const until = Math.round(state.at + state.epoch + drill.atMost);
  const debt: Debt = {
    id: `${until}-${drill.seq}`,
    ...{ level: drill.level, device: drill.level === 'wifi' ? (facts.wifi?.device ?? null) : null },
    ...{ until, shell: null },
  };
  const owed: Owed = { debt, isFound: false, isArming: true, isOn: false };
  const now: Drill = { ...seen, phase: 'arming', until, untilAt: state.at + drill.atMost, stepAt: state.at };
  return { ...state, drill: { ...state.drill, now, owed } };
}

/** Without its shell nothing is taken. */
function armed(state: State, { id, result }: Extract<Event, { type: 'drill.armed' }>): State {
  const { now, owed } = state.drill;
  if (owed?.debt?.id !== id) return state;
  // Also where it was called off meanwhile: the shell is there, and has to be sent away.
  const shell = result.ok ? result.value : null;
  const armed = { ...owed, isArming: false, debt: { ...owed.debt, shell } };
  const next = { ...state, drill: { ...state.drill, owed: armed } };
  if (!result.ok) return now?.phase === 'arming' ? finish(next, now, 'done', result.problem) : next;
  return now?.phase === 'arming' ? nextStep(next, { ...now, phase: 'running' }) : next;
}

function cut(state: State, drill: Drill, problem: State['problems'][number] | null): State {
  if (problem) return stepped(state, drill, 'cut', { is: 'fail', problem });
  return stepped(state, { ...drill, cutAt: state.at }, 'cut', { is: 'pass' });
}

function tried(state: State, drill: Drill, event: Extract<Event, { type: 'drill.tried' }>): State {
  const { step, is, evidence, problem, figures } = event;
  if (doing(drill)?.id !== step) return state;
  const known = figures ? { ...drill, figures: { ...drill.figures, ...figures } } : drill;
  return stepped(state, known, step, { is, evidence, problem });
}

function settled(state: State): State {
  const { owed, paidAt } = state.drill;
  if (!owed?.isFound) return { ...state, drill: { ...state.drill, owed: null, paidAt } };
  const what = isOfWifi(owed.debt) ? 'wifi' : 'config';
  return { ...state, drill: { ...state.drill, owed: null, ...paid(state.at, what) } };
}

/** Wi-Fi was read back as on. */
function on(state: State): State {
  const { now, owed } = state.drill;
  if (owed === null) return state;
  const next = { ...state, drill: { ...state.drill, owed: { ...owed, isOn: true } } };
  if (!now || doing(now)?.id !== 'back') return next;
  return stepped(next, { ...now, backAt: state.at }, 'back', { is: 'pass' });
}
