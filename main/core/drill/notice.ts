import { mayTell } from '../quiet.ts';
import type { State } from '../state.ts';
import { isReminding } from './due.ts';
import { paidSince } from './paid.ts';
import type { Report } from './report.ts';

/**
 * Worth interrupting somebody for: a drill has ended by itself, or what one that was cut short had left was given back. `id`
 * grows; `isOver`: faces take it back.
 */
export interface DrillNotice {
  readonly id: number;
  /** Null: what was left is given back. */
  readonly report: Report | null;
  /** Wi-Fi was off for it. */
  readonly isOfWifi: boolean;
  /** None has passed for as long as the person has named. */
  readonly isDue: boolean;
  readonly isOver: boolean;
}

/** One for each drill that ends, and one for a debt that was found: that one waits until somebody may be interrupted. */
export function followDrillNotice(before: State, state: State): State {
  const report = justEnded(before, state);
  if (report && mayTell(state))
    return told(state, { report, isOfWifi: report.level === 'wifi', isDue: false });
  const { isPaidTold, isPaidWifi } = state.drill;
  if (paidSince(state) !== null && !isPaidTold && mayTell(state)) {
    const drill = { ...state.drill, isPaidTold: true };
    return told({ ...state, drill }, { report: null, isOfWifi: isPaidWifi, isDue: false });
  }
  if (isReminding(state)) {
    const drill = { ...state.drill, remindedAt: Math.round(state.at + state.epoch) };
    return told({ ...state, drill }, { report: null, isOfWifi: false, isDue: true });
  }
  return isGone(before, state) ? withdrawn(state) : state;
}

function told(state: State, notice: Pick<DrillNotice, 'report' | 'isOfWifi' | 'isDue'>): State {
  return { ...state, drillNotice: { id: (state.drillNotice?.id ?? 0) + 1, ...notice, isOver: false } };
}

/** Who calls it off, or quits, knows that it is over; what was refused has tried nothing. */
function justEnded(before: State, { drill: { now }, ready: { proofs } }: State): Report | null {
  const was = before.drill.now;
  if (now?.phase !== 'over' || was === null || was.seq !== now.seq || was.phase === 'over') return null;
  if (proofs.drills === before.ready.proofs.drills) return null;
  const report = proofs.drills.at(-1) ?? null;
  // One that nobody has asked for is worth a word only where it has not passed.
  const isExpected = now.end === 'stopped' || now.end === 'leaving';
  return isExpected || (now.isByItself && report?.outcome === 'pass') ? null : report;
}

/** Another one has begun: what was told of the one before is of no use any more. */
const isGone = (before: State, { drill: { now }, drillNotice }: State): boolean =>
  drillNotice !== null && !drillNotice.isOver && now !== null && now.seq !== before.drill.now?.seq;

const withdrawn = (state: State): State => ({
  ...state,
  drillNotice: state.drillNotice && { ...state.drillNotice, isOver: true },
});
