import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Chevron } from './sign.tsx';

interface PageProps {
  readonly title: string;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
  /** At most one text button, on the right. */
  readonly right?: ComponentChildren;
  /** Buttons that stay in sight below. */
  readonly foot?: ComponentChildren;
  /** Something of its own has the focus when it opens. */
  readonly isLed?: boolean;
  readonly children: ComponentChildren;
}

/** A page inside the panel: an arrow back, a title, content that scrolls. The arrow has the focus when it opens, if nothing else is to be heard first. */
export function Page({ title, from, back, right, foot, isLed = false, children }: PageProps) {
  const arrow = useRef<HTMLButtonElement>(null);
  // At once: whoever leads to something on the page does so afterwards.
  useLayoutEffect(() => {
    if (!isLed) arrow.current?.focus();
  }, []);
  return (
    <>
      <header class="bar">
        <button ref={arrow} type="button" class="back" onClick={back}>
          <Chevron to="left" />
          {from}
        </button>
        <h1>{title}</h1>
        {right && <span class="right">{right}</span>}
      </header>
      <div class="scroll">
        <div class="page">{children}</div>
      </div>
      {foot && <footer class="foot act">{foot}</footer>}
    </>
  );
}
