import { useEffect, useState } from 'preact/hooks';
import { awayAfter } from '../main/core/times.ts';
import type { Frame } from '../preload/contract.ts';
import { isLearned, learn } from './tables.ts';

export interface Truth {
  readonly frame: Frame;
  /** Milliseconds since the epoch, going on by itself while somebody looks. */
  readonly now: number;
}

/** The last frame, ageing; null until the first one. */
export function useTruth(): Truth | null {
  const [frame, setFrame] = useState<Frame | null>(null);
  const [heardAt, setHeardAt] = useState(() => performance.now());
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    let newest: Frame | null = null;
    const show = async (next: Frame | null) => {
      if (!next) return;
      newest = next;
      if (!isLearned(next.lang)) await learn(next.lang);
      // Another one came while the words were being loaded.
      if (newest !== next) return;
      setFrame(next);
      setHeardAt(performance.now());
      setNow(Date.now());
    };
    const undo = window.offline.watch((next) => void show(next));
    void window.offline.read().then(show);
    return undo;
  }, []);

  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === 'visible') setNow(Date.now());
    };
    // A panel that was hidden was shown nothing on purpose: its patience starts anew.
    const shown = () => {
      setHeardAt(performance.now());
      tick();
    };
    const timer = setInterval(tick, 1_000);
    document.addEventListener('visibilitychange', shown);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', shown);
    };
  }, []);

  if (!frame) return null;
  const isAway = frame.isAway || performance.now() - heardAt > awayAfter;
  // It is this very app that is silent, whoever has the engine.
  return { frame: isAway === frame.isAway ? frame : { ...frame, isAway, isOwner: true }, now };
}
