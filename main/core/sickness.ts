import { type Ai, aiOf } from './ai.ts';
import type { PartId } from './parts/part.ts';
import { mayTell } from './quiet.ts';
import type { State } from './state.ts';

/** What is wrong with the AI, since when, and whether a person was told; kept so that it is told once. */
export interface Sickness {
  readonly cause: PartId;
  readonly since: number;
  readonly isTold: boolean;
}

/** Worth interrupting someone for, apart from the line. `id` grows; `isOver`: faces take it back. */
export interface AiNotice {
  readonly id: number;
  readonly ai: Ai;
  /** Since when, and when it was decided, in ms. */
  readonly since: number;
  readonly at: number;
  readonly isOver: boolean;
}

/** How long (ms) a needed part has to be silent before somebody is interrupted: it may only have been restarted. */
const silentFor = 30_000;

/** Follows what is wrong with the AI: told once for each cause, and taken back when it is over. */
export function followSickness(before: State, state: State): State {
  const isSame =
    before.parts === state.parts &&
    before.network.verdict === state.network.verdict &&
    before.stance === state.stance &&
    before.settings === state.settings;
  return tell(isSame ? state : notice(state));
}

function notice(state: State): State {
  const ai = aiOf(state);
  const { sickness } = state;
  // What is only not known at the moment neither begins nor ends it.
  if (ai.state === 'unknown') return state;
  if (ai.cause === null) return sickness ? over({ ...state, sickness: null }) : state;
  if (sickness?.cause === ai.cause) return state;
  return over({ ...state, sickness: { cause: ai.cause, since: state.at, isTold: false } });
}

function over(state: State): State {
  const { aiNotice } = state;
  return aiNotice && !aiNotice.isOver ? { ...state, aiNotice: { ...aiNotice, isOver: true } } : state;
}

/** What only the outage did to the AI is told with the outage. */
function tell(state: State): State {
  const { sickness, at } = state;
  if (!sickness || sickness.isTold || at < sickness.since + silentFor || !mayTell(state)) return state;
  const ai = aiOf(state);
  if (ai.cause !== sickness.cause || (ai.state !== 'partly' && ai.state !== 'stopped')) return state;
  const id = (state.aiNotice?.id ?? 0) + 1;
  return {
    ...state,
    sickness: { ...sickness, isTold: true },
    aiNotice: { id, ai, since: sickness.since, at, isOver: false },
  };
}

/** A notice about the line has told it already. */
export const sicknessTold = (state: State): State =>
  state.sickness ? { ...state, sickness: { ...state.sickness, isTold: true } } : state;

export const sicknessMoments = ({ sickness }: State): number[] =>
  sickness && !sickness.isTold ? [sickness.since + silentFor] : [];
