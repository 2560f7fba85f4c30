import type { Snapshot } from '../core/snapshot.ts';
import type { Tools } from './tools/tools.ts';

/** Readings that only got younger are shown this often (ms); everything else at once. */
const calm = 1_000;

/** Those who want to see every change. Nothing is computed while nobody looks. */
export function watchers({ clock }: Pick<Tools, 'clock'>, take: () => Snapshot) {
  const shows = new Set<(snapshot: Snapshot) => void>();
  let last = '';
  let shownAt = Number.NEGATIVE_INFINITY;
  let undo: (() => void) | null = null;

  function show(snapshot: Snapshot): void {
    undo?.();
    undo = null;
    last = gist(snapshot);
    shownAt = clock.mono();
    for (const one of [...shows]) one(snapshot);
  }

  return {
    changed(): void {
      if (shows.size === 0) return;
      const snapshot = take();
      const rest = shownAt + calm - clock.mono();
      if (gist(snapshot) !== last || rest <= 0) return show(snapshot);
      undo ??= clock.after(rest, () => {
        undo = null;
        if (shows.size > 0) show(take());
      });
    },
    add(one: (snapshot: Snapshot) => void): () => void {
      shows.add(one);
      one(take());
      return () => void shows.delete(one);
    },
    clear(): void {
      undo?.();
      shows.clear();
    },
  };
}

/** What a person would notice: everything but the ages of readings. */
function gist({ at: _at, internet, ...rest }: Snapshot): string {
  const { lookedAt: _lookedAt, evidence, ...verdict } = internet;
  const said = evidence.map(({ witness, target, family, answer }) => [witness, target, family, answer]);
  return JSON.stringify([rest, verdict, said]);
}
