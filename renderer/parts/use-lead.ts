import { useEffect, useRef } from 'preact/hooks';
import { type Place, placeOf } from './place.ts';

/**
 * Puts the focus where somebody was led to: on the setting that they came for, or on the row whose page they come back from.
 */
export function useLead(place: Place, wanted: string | null): void {
  const last = useRef<Place>(place);
  useEffect(() => {
    const came = last.current;
    last.current = place;
    const row =
      document.querySelector<HTMLElement>(`[data-to="${came}"]`) ??
      (wanted !== null && placeOf(wanted) === place
        ? document.querySelector<HTMLElement>(`[data-at="${wanted}"]`)
        : null);
    const isBack = place === 'home' && came !== 'home';
    if (row) {
      row.scrollIntoView({ block: 'center' });
      row.focus();
    } else if (isBack) document.querySelector('h1')?.focus();
  }, [place, wanted]);
}
