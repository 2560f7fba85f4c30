import { isThere } from '../claw/wanted.ts';
import { phrase } from '../parts/part.ts';
import { partIds, readingOf } from '../parts/parts.ts';
import type { State } from '../state.ts';
import { clawItems } from './claw.ts';
import type { Item } from './item.ts';
import { macItems } from './mac.ts';
import { modelItems } from './models.ts';
import { netItems } from './net.ts';
import { rulesOf } from './rules.ts';

/** What it would mean if the internet died now. */
export interface Readiness {
  /** `yes`: all is proved; `nearly`: all that is needed is; `no`; `checking`: not everything has been looked at. */
  readonly state: 'yes' | 'nearly' | 'no' | 'checking';
  /** How many are proved, of how many that are wanted. */
  readonly proved: number;
  readonly of: number;
  readonly items: readonly Item[];
}

/** Every line, and their sum. What is needed and could not be looked at is not proved. */
export function readinessOf(state: State): Readiness {
  const rules = rulesOf(state);
  const skipped = new Set(state.settings['ready.skip']);
  const items = [...modelItems(rules), ...clawItems(rules), ...netItems(rules), ...macItems(rules)].map(
    (one) => (skipped.has(one.id) && !one.isMust ? leftOut(one) : one),
  );
  const wanted = items.filter((one) => one.state !== 'not-wanted');
  const proved = wanted.filter((one) => one.state === 'ok').length;
  return { state: sumOf(state, wanted), proved, of: wanted.length, items };
}

const leftOut = (one: Item): Item => ({
  ...one,
  ...{ state: 'not-wanted', proof: phrase('ready.v.skipped'), fix: null, problem: null },
});

function sumOf(state: State, wanted: readonly Item[]): Readiness['state'] {
  if (!isLooked(state)) return 'checking';
  const isMissing = wanted.some((one) => one.isMust && (one.state === 'fail' || one.state === 'unknown'));
  if (isMissing) return 'no';
  return wanted.every((one) => one.state === 'ok') ? 'yes' : 'nearly';
}

/** Everything has been looked at once: what is unknown now will not be known in a moment. */
const isLooked = (state: State): boolean =>
  partIds(state.settings).every((id) => readingOf(state, id) !== undefined) &&
  state.ready.facts !== null &&
  (!isThere(state) || state.claw.rehearsal !== null);
