/** Decimal GB with one decimal below 100, as the sizes of models are known; smaller things in MB or kB. */
export function size(bytes: number): string {
  const gap = ' ';
  const giga = bytes / 1e9;
  if (giga >= 100) return `${Math.round(giga)}${gap}GB`;
  if (giga >= 0.95) return `${giga.toFixed(1)}${gap}GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)}${gap}MB`;
  return `${Math.round(bytes / 1e3)}${gap}kB`;
}
