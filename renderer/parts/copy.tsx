import { useEffect, useState } from 'preact/hooks';
import type { Say } from '../../main/core/words.ts';
import type { PanelWish } from '../../preload/contract.ts';

interface CopyProps {
  readonly say: Say;
  readonly wish: PanelWish;
  readonly label: string;
  /** Without a frame, for the bar of a page. */
  readonly isPlain?: boolean;
  /** For the foot of a page. */
  readonly isBig?: boolean;
}

/** Says "Copied" once the main process has taken the wish, for two seconds. */
export function CopyButton({ say, wish, label, isPlain = false, isBig = false }: CopyProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => setCopied((await window.offline.send(wish)).ok);
  return (
    <button
      type="button"
      class={isPlain ? 'btn plain' : isBig ? 'btn big' : 'btn'}
      onClick={() => void copy()}
    >
      {isCopied ? say('do.copied') : label}
    </button>
  );
}
