import type { State } from '../state.ts';

type Of = Pick<State, 'drill'>;

/** The stack is kept offline by a drill while the internet is there. */
export const isForced = ({ drill: { now } }: Of): boolean => now?.level === 'app' && now.phase === 'running';

/** What a drill does to the config, and takes back, it does by itself, whatever the rule for outages says. */
export const isBorrowing = ({ drill: { now, owed } }: Of): boolean =>
  owed !== null || (now !== null && now.level !== 'check' && now.phase === 'returning');

/** What a drill took is on its way back: the drop was its own, and keeps nothing from going back. */
export const isReturning = ({ drill: { now } }: Of): boolean => now?.phase === 'returning';

/** A drill is no alarm: of what it does nothing is told, and the diary marks it. */
export const isQuiet = ({ drill: { now } }: Of): boolean =>
  now !== null && now.level !== 'check' && (now.phase === 'running' || now.phase === 'returning');
