import type { ToldJob } from '../core/jobs/told.ts';

/** By its id, or by what it is about, or by its kind where it is about nothing else; the last two where only one is. */
export function jobFor(list: readonly ToldJob[], typed: string): ToldJob | null {
  const exact = list.find(({ id }) => id === typed);
  const about = list.filter(({ kind, what }) => (what === '' ? kind : what) === typed);
  return exact ?? (about.length === 1 ? (about[0] ?? null) : null);
}
