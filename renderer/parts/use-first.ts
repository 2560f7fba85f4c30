import { useEffect, useRef, useState } from 'preact/hooks';
import { type Answers, changesBy, givenAnswers, wrongIn } from '../../main/core/first/answers.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import type { Say } from '../../main/core/words.ts';
import { useWish } from './use-wish.ts';

export type Asked = 'url' | 'service';

/** What the first run holds while somebody goes from page to page; it is kept nowhere else before they start. */
export interface FirstHold {
  readonly answers: Answers;
  readonly change: (part: Partial<Answers>) => void;
  /** The fields in which something stands that cannot be so. */
  readonly wrong: readonly Asked[];
  readonly refusal: string | null;
  /** A notification was asked for from here. */
  readonly isTried: boolean;
  readonly tryNotice: () => void;
  /** Keeps the answers and starts watching; `isNever`: without asking test servers. */
  readonly start: (isNever: boolean) => Promise<void>;
}

export function useFirst({ settings, first }: Snapshot, say: Say, lead: () => void): FirstHold {
  const [typed, setTyped] = useState<Partial<Answers>>({});
  const [isPressed, setPressed] = useState(0);
  const [isTried, setTried] = useState(false);
  const { refusal, send } = useWish(say);
  const answers = { ...givenAnswers(settings, first), ...typed };
  const wrong = wrongIn(answers);
  const isOver = first === null;
  const wasOver = useRef(isOver);

  // A press that cannot be followed leads to what stands in its way.
  useEffect(() => {
    if (isPressed > 0) document.getElementById(`first-${wrong[0]}`)?.focus();
  }, [isPressed]);
  // Home is read from its headline on.
  useEffect(() => {
    if (isOver && !wasOver.current) document.querySelector('h1')?.focus();
    wasOver.current = isOver;
  }, [isOver]);

  const start = async (isNever: boolean) => {
    lead();
    if (wrong.length > 0) return setPressed((times) => times + 1);
    for (const [key, value] of Object.entries(changesBy(answers, settings, first)))
      if (!(await send({ type: 'setting.set', key, value }))) return;
    if (isNever && !(await send({ type: 'setting.set', key: 'probe.enabled', value: false }))) return;
    await send({ type: 'setting.set', key: 'watching', value: true });
  };
  return {
    answers,
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    // An address that is still to be typed is no slip, until somebody goes on without it.
    wrong: wrong.filter((one) => one === 'service' || isPressed > 0 || answers.url.trim() !== ''),
    refusal,
    isTried,
    tryNotice: () => {
      setTried(true);
      void send({ type: 'notifications.try' });
    },
    start,
  };
}
