import type { Mode } from './settings.ts';
import { believedSide } from './stance.ts';
import { lastedAwake, type Notice, type Outage, type State } from './state.ts';
import { sideOf } from './verdicts.ts';

/**
 * When to interrupt a person, in ms. A drop is told when the switch has ended or 15 s after it was
 * believed, whichever is first, and never before it has held 5 s: a cable that was only pushed in again
 * is not news. Outages under a minute come back without a sound.
 */
export const telling = { least: 5_000, most: 15_000, silentUnder: 60_000 } as const;

/** Follows the outage from belief to return and decides what is told. One notice per outage and one for its end. */
export function followOutage(state: State): State {
  const side = believedSide(state);
  const { outage } = state;
  if (!outage) return side === 'offline' ? tell(begin(state)) : state;
  if (side === 'online') return end(state, outage);
  return tell(state);
}

function begin(state: State): State {
  const { verdict } = state.network;
  const outage = {
    since: verdict.sideSince,
    believedAt: state.at,
    cause: verdict.key,
    isTold: false,
    slept: 0,
  };
  return { ...state, outage };
}

function tell(state: State): State {
  const { outage, network, stance } = state;
  if (!outage || outage.isTold) return state;
  if (sideOf(network.verdict.key) !== 'offline' || state.at < toldAt(state, outage)) return state;
  const { mode } = state.settings;
  const hasSwitched = mode !== 'auto' || stance.is === 'offline';
  if (!hasSwitched && state.at < outage.believedAt + telling.most) return state;
  const told: Outage = { ...outage, cause: network.verdict.key, isTold: true };
  return { ...state, outage: told, notice: next(state, kindOf(mode, hasSwitched), told, 0) };
}

function kindOf(mode: Mode, hasSwitched: boolean): Notice['kind'] {
  if (mode !== 'auto') return mode === 'online' ? 'down-online' : 'down-offline';
  return hasSwitched ? 'down' : 'down-waiting';
}

/** The earliest moment at which this outage may be told. */
function toldAt(state: State, outage: Outage): number {
  return Math.max(state.graceUntil, state.network.verdict.sideSince + telling.least, outage.believedAt);
}

function end(state: State, outage: Outage): State {
  const over = { ...state, outage: null };
  if (!outage.isTold) return over;
  return {
    ...over,
    notice: next(state, 'back', outage, lastedAwake(outage, state.network.verdict.sideSince)),
  };
}

function next(state: State, kind: Notice['kind'], outage: Outage, lasted: number): Notice {
  const isSilent = kind === 'back' && lasted < telling.silentUnder;
  return { id: (state.notice?.id ?? 0) + 1, kind, cause: outage.cause, at: state.at, lasted, isSilent };
}

/** Moments at which time alone may make a notice due. */
export function noticeMoments(state: State): number[] {
  const { outage } = state;
  if (!outage || outage.isTold) return [];
  return [toldAt(state, outage), outage.believedAt + telling.most];
}
