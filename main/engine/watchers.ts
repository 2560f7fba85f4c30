import type { Snapshot } from '../core/snapshot.ts';
import type { State } from '../core/state.ts';
import type { Tools } from './tools/tools.ts';

/**
 * Readings that only got younger are shown this often (ms), sooner while somebody looks; everything else at once. With
 * the engine's longest rest (`pace.tick`) it stays below `awayAfter`, or a calm engine would look gone. How far jobs are is
 * shown four times a second at most, however many there are.
 */
const calm = { usual: 4_000, eager: 900, moving: 250 } as const;

/**
 * Those who want to see every change. Nothing is computed while nobody looks, and a whole snapshot only when
 * a person could see a difference or some seconds have passed.
 */
export function watchers({ clock }: Pick<Tools, 'clock'>, read: () => State, take: () => Snapshot) {
  const shows = new Set<(snapshot: Snapshot) => void>();
  let last: State | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;

  function show(): void {
    last = read();
    shownAt = clock.mono();
    const snapshot = take();
    for (const one of [...shows]) one(snapshot);
  }

  return {
    changed(): void {
      if (shows.size === 0) return;
      const now = read();
      const age = clock.mono() - shownAt;
      const isOld = age >= (isWatched(now) ? calm.eager : calm.usual);
      const hasMoved = last !== null && now.jobs.moving !== last.jobs.moving && age >= calm.moving;
      // No timer of its own: something happens every few seconds anyway, and every wake-up costs.
      if (isOld || last === null || hasMoved || isNews(now, last)) show();
    },
    add(one: (snapshot: Snapshot) => void): () => void {
      shows.add(one);
      one(take());
      return () => void shows.delete(one);
    },
    clear: () => shows.clear(),
  };
}

const isWatched = ({ attention, at }: State) => attention !== null && attention.until > at;

/** What a person would notice at once: everything but readings and their ages. Compared by identity. */
function isNews(now: State, before: State): boolean {
  if (now === before) return false;
  if (shownOfNetwork.some((key) => now.network[key] !== before.network[key])) return true;
  if (now.jobs.list !== before.jobs.list) return true;
  for (const key in now) if (!quiet.has(key) && !Object.is(part(now, key), part(before, key))) return true;
  return false;
}

const shownOfNetwork = ['verdict', 'lan', 'isChecking', 'portal'] as const;
const quiet: ReadonlySet<string> = new Set(['at', 'epoch', 'network', 'jobs'] satisfies (keyof State)[]);
const part = (state: State, key: string): unknown => Reflect.get(state, key);
