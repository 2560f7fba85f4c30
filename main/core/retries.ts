import type { State } from './state.ts';

/** In ms: what failed, was tried again and has not failed for so long since, works; its problem is over. */
export const retryHolds = 120_000;

/** A monitor, say, never ends well: that it has not ended again is all there is to see. */
export function stillFailing({ retries, at }: State): State['retries'] {
  const all = Object.entries(retries);
  const kept = all.filter(([, retry]) => at < retry.until + retryHolds);
  return kept.length === all.length ? retries : Object.fromEntries(kept);
}
