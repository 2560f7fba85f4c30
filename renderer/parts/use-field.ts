import { useState } from 'preact/hooks';
import type { WordKey } from '../../main/core/words.ts';

interface Typing {
  /** What is set. */
  readonly value: string;
  readonly faultOf: (text: string) => WordKey | null;
  /** Whether it was taken. */
  readonly send: (text: string) => Promise<boolean>;
}

/**
 * A text field that keeps what is typed, whatever arrives meanwhile, until it has been taken. Left, or at Return, it is sent if
 * nothing is wrong with it; Escape gives back what is set.
 */
export function useField({ value, faultOf, send }: Typing) {
  const [draft, type] = useState<string | null>(null);
  const text = draft ?? value;
  const end = async () => {
    if (draft === null || faultOf(draft) !== null) return;
    if (draft.trim() === value || (await send(draft))) type(null);
  };
  const input = {
    value: text,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => type(currentTarget.value),
    onBlur: () => void end(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') void end();
      if (event.key !== 'Escape' || draft === null) return;
      event.stopPropagation();
      type(null);
    },
  };
  return { input, fault: draft === null ? null : faultOf(draft) };
}
