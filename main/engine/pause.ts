import type { Clock } from './tools/tools.ts';

/** Waits so long (ms), or until it is called off. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      undo();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const undo = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
