import type { AiWas } from './record.ts';

/** What the engine sees the AI do at this moment, and what of it is not believed yet. Moments are on the state's clock. */
export interface Watching {
  /** Nothing from before this moment, a start or a wake, is heard. */
  readonly from: number;
  readonly sees: AiWas;
  /** Since when it is no better than that, or since when it is not known. */
  readonly since: Readonly<Record<Doubt, number | null>>;
}
export type Doubt = 'stopped' | 'none' | 'partly' | 'unsure';

export const calm: Watching['since'] = { stopped: null, none: null, partly: null, unsure: null };
export const newWatching = (at: number): Watching => ({ from: at, sees: 'unsure', since: calm });
