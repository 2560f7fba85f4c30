import { setTimeout as sleep } from 'node:timers/promises';
import { armShell, type Order } from '../../main/engine/drill/deadman.ts';
import { clearDebt } from '../../main/engine/drill/debt.ts';
import type { Launched } from '../../main/engine/tools/tools.ts';
import { type DrillPlace, type How, newPlace, othersInSession, until } from './drill-place.ts';

export const hour = 3_600_000;

export const orderFor = ({ paths, program }: DrillPlace, by: number): Order => ({
  ...{ id: 'one', token: paths.drillDebt, folder: paths.drillFolder, until: by },
  ...{ device: 'en1', program, kind: 'networksetup' },
});

// Only Linux tells of a session's processes without a program.
export const isTold = process.platform === 'linux';
if (!isTold) console.warn('Not run: what is left of a session is only told on Linux.');

/** Places with a debt, and the shells that were armed in them. */
export function newArming() {
  const places: DrillPlace[] = [];
  const armed: { readonly place: DrillPlace; readonly shell: Launched }[] = [];

  function placeWith(how: How, sh: string): DrillPlace {
    const place = newPlace(how, sh);
    places.push(place);
    place.owe();
    return place;
  }
  /** It ends with the test, whatever becomes of it. */
  function watched(place: DrillPlace, shell: Launched) {
    armed.push({ place, shell });
    const { end, isRunning } = place.tools.programs;
    return {
      shell,
      end: () => end(shell),
      isGone: () => until(() => !isRunning(shell)),
      /** It has set its traps once it sleeps. */
      isWaiting: () => (isTold ? until(() => othersInSession(shell.pid).length === 1) : sleep(1_000)),
      left: () => (isTold ? othersInSession(shell.pid) : []),
    };
  }
  async function arm(place: DrillPlace, by: number, more: Partial<Order> = {}) {
    const launched = await armShell(place.tools, { ...orderFor(place, by), ...more });
    if (!launched.ok) throw new Error(JSON.stringify(launched.problem));
    return watched(place, launched.value);
  }
  async function endAll(): Promise<void> {
    for (const { place, shell } of armed) await clearDebt(place.tools, place.paths, shell);
    for (const place of places) place.end();
  }
  return { placeWith, watched, arm, endAll };
}
