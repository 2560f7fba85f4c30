import type { State } from '../state.ts';
import type { Debt, Drilling, Owed, Paid } from './drill.ts';

/** A debt that nobody can read may be one of Wi-Fi. */
export const isOfWifi = (debt: Debt | null): boolean => debt === null || debt.device !== null;

/** Wi-Fi is owed, and was not seen to be on since. */
export const isWifiOwed = ({ debt, isOn }: Owed): boolean => isOfWifi(debt) && !isOn;

/** What a drill that was cut short had left is given back, and that is still to be told. */
export const paid = (at: number, what: Paid): Pick<Drilling, 'paidAt' | 'isPaidWifi' | 'isPaidTold'> => ({
  ...{ paidAt: at, isPaidWifi: what === 'wifi', isPaidTold: false },
});

/**
 * When that was, and there is something to tell. Of the config nothing is: the shell leaves one alone that somebody has changed,
 * and until it has been looked at, and brought together with what was there before, nobody knows that it is back.
 */
export function paidSince({ drill, claw }: Pick<State, 'drill' | 'claw'>): number | null {
  const isOut = claw.recalling !== null || (claw.isBorrowed && claw.side === 'offline');
  return drill.isPaidWifi || !isOut ? drill.paidAt : null;
}

/** What is still to be told of it, for the next start: a word that nobody has heard is not lost with an engine. */
export const untold = ({ drill: { paidAt, isPaidTold, isPaidWifi } }: Pick<State, 'drill'>): Paid | null =>
  paidAt === null || isPaidTold ? null : isPaidWifi ? 'wifi' : 'config';

/** The config stays as a drill has left it, because a person has chosen so: nothing of it is given back, or told to be. */
export function unborrowed(state: State): State {
  const { drill, claw } = state;
  const paidAt = drill.isPaidWifi ? drill.paidAt : null;
  return { ...state, drill: { ...drill, paidAt }, claw: { ...claw, isBorrowed: false } };
}
