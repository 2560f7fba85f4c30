import type { promiseSay } from '../../main/core/drill/say.ts';
import { Plane } from './sign.tsx';

/** By when all is back, and how far that promise goes. Nothing where nothing is taken. */
export function DrillPromise({ promise }: { promise: ReturnType<typeof promiseSay> }) {
  if (promise === null) return null;
  return (
    <div class="note ask drill">
      <Plane />
      <div>
        <b>{promise.promise}</b>
        <small>{promise.fine}</small>
      </div>
    </div>
  );
}
