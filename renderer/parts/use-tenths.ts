import { useEffect, useState } from 'preact/hooks';

const least = '(prefers-reduced-motion: reduce)';

/** ms since the epoch, ten times a second while somebody looks; where motion is to be reduced as often as `slow` moves. */
export function useTenths(slow: number): number {
  const [now, setNow] = useState(() => Date.now());
  const isStill = matchMedia(least).matches;
  useEffect(() => {
    if (isStill) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNow(Date.now());
    }, 100);
    return () => clearInterval(timer);
  }, [isStill]);
  return isStill ? slow : now;
}
