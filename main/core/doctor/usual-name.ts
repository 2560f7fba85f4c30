/** What a report is called, by the day where the person is: offline-mode-doctor-2026-11-30.md. `now`: ms since the epoch. */
export function usualName(now: number, ending = 'md'): string {
  const day = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `offline-mode-doctor-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.${ending}`;
}
