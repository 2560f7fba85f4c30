import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Tells the main process how high the content is, whenever that changed. The middle may scroll; its content counts in full. */
export function useFit(panel: RefObject<HTMLElement | null>): void {
  const last = useRef(0);
  useLayoutEffect(() => {
    const root = panel.current;
    const middle = root?.querySelector('.scroll');
    if (!root || !middle) return;
    const measure = () => {
      const around = root.offsetHeight - middle.clientHeight;
      // What is measured inside is in px of the type's size; the window is not.
      const height = Math.ceil((around + middle.scrollHeight) * (root.currentCSSZoom ?? 1));
      if (height === last.current) return;
      last.current = height;
      void tell(height, () => last.current === height);
    };
    measure();
    // Text wraps anew when a font arrives or the width of a scroll bar comes and goes.
    const observer = new ResizeObserver(measure);
    for (const part of [root, middle, ...middle.children]) observer.observe(part);
    return () => observer.disconnect();
  });
}

/** Refused while the main process is still opening the panel: then it is told again, for as long as it is true. */
async function tell(height: number, isTrue: () => boolean): Promise<void> {
  const sent = await window.offline.send({ type: 'panel.fit', height });
  if (!sent.ok && isTrue()) setTimeout(() => isTrue() && void tell(height, isTrue), 50);
}
