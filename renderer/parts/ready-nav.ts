import { preparingOf } from '../../main/core/jobs/say.ts';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import type { ToldReady } from '../../main/core/ready/told.ts';
import type { Say } from '../../main/core/words.ts';

/** The end of the row that leads here: how far a preparation is, or how much is proved. */
export function readyNav(ready: ToldReady | null, jobs: readonly ToldJob[], say: Say): string {
  const pct = preparingOf(jobs);
  if (pct !== null) return pct === '' ? say('menu.preparingNow') : pct;
  if (!ready || ready.state === 'checking') return say('ready.checking');
  return say('nav.of', { k: ready.proved, n: ready.of });
}

/** The mark of that row. */
export function readyMark(ready: ToldReady | null): 'good' | 'part' | 'bad' | 'ask' {
  return ({ yes: 'good', nearly: 'part', no: 'bad', checking: 'ask' } as const)[ready?.state ?? 'checking'];
}
