/** A time for people; an endless one never came. */
export function seconds(ms: number): string {
  if (!Number.isFinite(ms)) return 'never';
  return ms < 100 ? `${(ms / 1_000).toFixed(3)} s` : `${(ms / 1_000).toFixed(2)} s`;
}
