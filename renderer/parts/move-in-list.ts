/**
 * Arrows lead from row to row of a list, Home and End to its ends. Every row stays a stop of Tab's, too, as in any list of
 * buttons that open something.
 */
export function moveInList(event: KeyboardEvent): void {
  const { key, currentTarget: list, target } = event;
  if (!(list instanceof HTMLElement) || !(target instanceof Element)) return;
  const rows = [...list.querySelectorAll<HTMLElement>('.row')];
  const now = rows.indexOf(target as HTMLElement);
  if (now < 0) return;
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1 }[key];
  if (to === undefined) return;
  event.preventDefault();
  rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
}
