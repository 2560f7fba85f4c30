import type { Clock } from '../tools/tools.ts';

/** Calls once when the moment that `due` names (ms on the clock that never jumps) has come; asked anew it may be later. Returns the undo. */
export function whenDue(clock: Clock, due: () => number, call: () => void): () => void {
  let undo = () => {};
  const look = () => {
    const left = due() - clock.mono();
    if (left <= 0) call();
    else undo = clock.after(left, look);
  };
  look();
  return () => undo();
}
