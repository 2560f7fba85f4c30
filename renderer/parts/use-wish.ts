import { useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';

export interface WishHold {
  /** Why the last wish was refused, until the next one. */
  readonly refusal: string | null;
  /** Whether it was taken. */
  readonly send: (wish: Wish) => Promise<boolean>;
  /** Each by itself: one that is refused keeps no other from being taken; the first reason is told. */
  readonly sendEach: (wishes: readonly Wish[]) => Promise<void>;
}

/** Sends wishes; a refusal becomes a sentence until the next one. */
export function useWish(say: Say): WishHold {
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (wish: Wish) => {
    const sent = await window.offline.send(wish);
    setRefusal(sent.ok ? null : sentence(sent.problem, say));
    return sent.ok;
  };
  const sendEach = async (wishes: readonly Wish[]) => {
    let first: string | null = null;
    for (const wish of wishes) {
      const sent = await window.offline.send(wish);
      if (!sent.ok) first ??= sentence(sent.problem, say);
    }
    setRefusal(first);
  };
  return { refusal, send, sendEach };
}
