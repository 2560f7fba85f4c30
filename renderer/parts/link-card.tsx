import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { Say } from '../../main/core/words.ts';
import type { FrameLink } from '../../preload/contract.ts';
import { RowSign } from './sign.tsx';

interface LinkProps {
  readonly link: FrameLink;
  readonly say: Say;
  /** What the engine said to a yes. */
  readonly refuse: (why: string | null) => void;
}

/**
 * What a link asks, or why one was left alone. The focus is on the safe answer. Every link has a card of its own, so that a
 * press that was meant for the one before does not reach the next.
 */
export function LinkCard({ link, say, refuse }: LinkProps) {
  const safe = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLElement>(null);
  useEffect(() => safe.current?.focus(), []);
  // A card that goes by itself takes no focus with it.
  useLayoutEffect(() => {
    const { current } = card;
    return () => {
      if (current?.contains(document.activeElement)) document.querySelector('h1')?.focus();
    };
  }, []);
  const answer = async (yes: boolean) => {
    refuse(null);
    const sent = await window.offline.send({ type: 'link.answer', n: link.n, yes });
    if (!sent.ok) refuse(sentence(sent.problem, say));
  };
  return (
    <section ref={card} class="note calm boxed ask" aria-label={say('link.title')}>
      <RowSign mark={link.asks === null ? 'rest' : 'ask'} />
      <div>
        <p role="status">{say(link.asks === null ? `link.told.${link.told}` : `link.ask.${link.asks}`)}</p>
        <div class="acts">
          {link.asks !== null && (
            <button type="button" class="btn" onClick={() => void answer(true)}>
              {say(`link.yes.${link.asks}`)}
            </button>
          )}
          <button ref={safe} type="button" class="btn" onClick={() => void answer(false)}>
            {say(link.asks === null ? 'do.seen' : 'link.no')}
          </button>
        </div>
      </div>
    </section>
  );
}

/** Why nothing came of a yes. */
export function LinkRefusal({ refusal }: { refusal: string }) {
  return (
    <p class="note bad boxed" role="alert">
      {refusal}
    </p>
  );
}

/** How long that stands, in ms. */
const refusalFor = 60_000;

export function useRefusal() {
  const [refusal, refuse] = useState<string | null>(null);
  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => refuse(null), refusalFor);
    return () => clearTimeout(timer);
  }, [refusal]);
  return [refusal, refuse] as const;
}
