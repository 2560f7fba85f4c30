import type { Problem } from '../problem.ts';
import { mayTell } from '../quiet.ts';
import type { State } from '../state.ts';
import type { Side } from './run.ts';
import { askedSide } from './wanted.ts';

/**
 * Worth interrupting somebody for: a switch that nobody had asked for has gone wrong, or the person is asked whether there is
 * to be one. `isOver`: faces take it back.
 */
export interface SwitchNotice {
  readonly id: number;
  readonly to: Side;
  /** Null: a question. */
  readonly problem: Problem | null;
  /** Which switch went wrong; 0 for a question. */
  readonly seq: number;
  readonly isOver: boolean;
}

/** One for each switch that went wrong and one for each question, and taken back when it is no longer so. */
export function followSwitchNotice(state: State): State {
  const { notice } = state.claw;
  const next = noticeNow(state);
  if (next === null || isSame(notice, next)) return isGone(state) ? withNotice(state, over(notice)) : state;
  return mayTell(state) ? withNotice(state, { ...next, id: (notice?.id ?? 0) + 1, isOver: false }) : state;
}

type Due = Pick<SwitchNotice, 'to' | 'problem' | 'seq'>;

function noticeNow(state: State): Due | null {
  const { run } = state.claw;
  const asked = askedSide(state);
  // Entering is asked with the outage: one interruption for both.
  if (asked !== null && asked !== 'offline') return { to: asked, problem: null, seq: 0 };
  // Who has pressed looks at it already.
  if (!run?.isOver || run.problem === null || run.by === 'person') return null;
  return { to: run.to, problem: run.problem, seq: run.seq };
}

const isSame = (notice: SwitchNotice | null, { to, seq }: Due): boolean =>
  notice !== null && !notice.isOver && notice.to === to && notice.seq === seq;

/** What it said is no longer so. */
function isGone(state: State): boolean {
  const { notice } = state.claw;
  const now = noticeNow(state);
  return notice !== null && !notice.isOver && (now === null || !isSame(notice, now));
}

const over = (notice: SwitchNotice | null): SwitchNotice | null => notice && { ...notice, isOver: true };

const withNotice = (state: State, notice: SwitchNotice | null): State => ({
  ...state,
  claw: { ...state.claw, notice },
});
