import { readinessOf } from '../ready/readiness.ts';
import type { State } from '../state.ts';

/** Without these nothing answers, with or without internet. */
const needed: ReadonlySet<string> = new Set(['ollama', 'model', 'fits', 'config']);

/** The first line of the readiness that a drill depends on and that fails; null where none does. */
export const firstRed = (state: State): string | null =>
  readinessOf(state).items.find(({ id, state: is }) => needed.has(id) && is === 'fail')?.id ?? null;
