import { belief } from './belief.ts';
import type { Event } from './event.ts';
import { wantLook } from './network/ask.ts';
import { hasWay } from './network/network.ts';
import { patience } from './network/patience.ts';
import { freshStart, listenAgain } from './network/ways.ts';
import type { State } from './state.ts';

/**
 * A sleep that nobody has told of: time has passed of which this engine knows nothing. A clock that was set forward looks the
 * same; one that was set back does not.
 */
export function hasSlept(state: State, event: Event): boolean {
  if (!isGap(state, event) || state.asleep !== null) return false;
  return event.at - state.at > patience.gap || event.wall - event.at > state.epoch;
}

/** Timers stand still in sleep and clocks are set: either leaves a gap between the two clocks or in time. */
function isGap(state: State, event: Event): boolean {
  if (event.type === 'engine.started') return false;
  const drift = Math.abs(event.wall - event.at - state.epoch);
  return event.at - state.at > patience.gap || drift > patience.gap;
}

/** A clock that stood still in sleep has counted nothing; one that went on has, and that is taken off again. */
function sleepCounted(state: State, before: number): State {
  const { outage, asleep } = state;
  const slept = state.at - before;
  if (outage === null || (slept <= patience.gap && asleep === null)) return state;
  return { ...state, outage: { ...outage, slept: outage.slept + slept } };
}

/** A machine that was said to sleep and runs on for this long (ms) without a gap was woken without a word. */
const sleepDoubt = 60_000;

/**
 * A gap is a sleep. Where the system itself said that it sleeps, a gap is only a short wake in the dark, and its
 * word ends it.
 */
export function sleepOrWake(before: State, moved: State, event: Event): State {
  const state = sleepCounted(moved, before.at);
  const hasGap = isGap(before, event);
  const { asleep, at } = state;
  if (event.type === 'machine.woke' || (asleep === null && hasGap)) return wake(state);
  if (asleep === null) return event.late >= patience.stall ? stall(state, event.late) : state;
  if (hasGap) return { ...state, asleep: { ...asleep, ranSince: at } };
  return at - asleep.ranSince >= sleepDoubt ? wake(state) : state;
}

function wake(state: State): State {
  const fresh = freshStart(state.network, hasWay(state.network.facts), state.at);
  // What was heard before may look younger than it is: some clocks stand still in sleep. The router is judged by it.
  const router = Object.entries(fresh.readings).filter(([, { witness }]) => witness === 'gateway');
  const network = wantLook({ ...fresh, readings: Object.fromEntries(router) }, 'deep');
  return { ...state, network, graceUntil: state.at + belief.grace, asleep: null };
}

/**
 * A machine that loads a large model may leave us without processor time for seconds. An engine that is always late
 * still has to see outages, so between two such stalls it is given the time to convict.
 */
function stall(state: State, late: number): State {
  const { at, stalledAt, network } = state;
  if (stalledAt !== null && at - late - stalledAt <= patience.convictMost) return state;
  return { ...state, stalledAt: at, network: listenAgain(network, at) };
}
