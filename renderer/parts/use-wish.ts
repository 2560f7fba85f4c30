import { useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';

export interface WishHold {
  /** Why the last wish was refused, until the next one. */
  readonly refusal: string | null;
  /** Whether it was taken. */
  readonly send: (wish: Wish) => Promise<boolean>;
}

/** Sends wishes; a refusal becomes a sentence until the next one. */
export function useWish(say: Say): WishHold {
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (wish: Wish) => {
    const sent = await window.offline.send(wish);
    setRefusal(sent.ok ? null : sentence(sent.problem, say));
    return sent.ok;
  };
  return { refusal, send };
}
