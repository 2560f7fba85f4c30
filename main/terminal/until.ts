import type { Control } from '../core/control.ts';
import { ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Terminal } from './terminal.ts';

/** What waiting takes: a clock, and somebody who may call it off. */
interface Waiting {
  readonly terminal: Pick<Terminal, 'tools' | 'signal'>;
}

/** The first snapshot of which it is true; the last one when patience (ms) ends, or when the command is told to end. */
export function until(
  { terminal }: Waiting,
  seat: Pick<Control, 'read' | 'watch'>,
  ms: number,
  isTrue: (snapshot: Snapshot) => boolean,
): Promise<Result<Snapshot>> {
  return new Promise((resolve) => {
    let last: Snapshot | null = null;
    let undo = () => {};
    const end = () => {
      undoTimer();
      undo();
      terminal.signal.removeEventListener('abort', end);
      resolve(last ? ok(last) : seat.read());
    };
    const undoTimer = terminal.tools.clock.after(ms, end);
    terminal.signal.addEventListener('abort', end, { once: true });
    if (terminal.signal.aborted) return end();
    undo = seat.watch((snapshot) => {
      last = snapshot;
      if (isTrue(snapshot)) queueMicrotask(end);
    });
  });
}
