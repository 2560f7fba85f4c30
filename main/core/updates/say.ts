import { ago } from '../times.ts';
import type { Say } from '../words.ts';
import type { ToldUpdate } from './told.ts';

export type UpdateAct = 'look' | 'get' | 'restart' | 'page';

export interface UpdateLine {
  readonly say: string;
  readonly isBad: boolean;
  /** The one thing to do about it; null while something is being done. */
  readonly do: { readonly act: UpdateAct; readonly label: string } | null;
}

/** How updates stand, in words. `now` in ms since the epoch. */
export function updateLine(told: ToldUpdate, now: number, say: Say): UpdateLine {
  const act = actOf(told);
  const button = act && { act, label: say(`update.do.${act}`) };
  if (told.held) {
    const { bar, what } = told.held;
    // What macOS has will be used: all that is held up is the restart.
    const rest = told.is === 'handed' ? stateSay(told, now, say) : say(`update.not.${what}`);
    return { say: `${say(`update.bar.${bar}`)} ${rest}`, isBad: false, do: button };
  }
  return { say: stateSay(told, now, say), isBad: told.is === 'failed' && told.fault !== 'none', do: button };
}

function stateSay({ is, version, percent, at, fault, canGet }: ToldUpdate, now: number, say: Say): string {
  const filled = { version: version ?? '', pct: percent, ago: ago(say, now - at) };
  if (is === 'failed') return say(`update.fault.${fault ?? 'unreachable'}`, filled);
  if (is === 'found') return say(canGet ? 'update.found' : 'update.foundElse', filled);
  return say(`update.${is}`, filled);
}

function actOf({ is, version, fault, canGet, hasPage }: ToldUpdate): UpdateAct | null {
  const page = hasPage ? 'page' : null;
  if (is === 'looking' || is === 'coming' || is === 'using') return null;
  if (is === 'built') return page;
  if (is === 'ready' || is === 'handed') return 'restart';
  // There is nothing to do but wait, and no second version is handed over meanwhile.
  if (is === 'failed' && fault === 'slow') return null;
  // What macOS has refused is not fetched once more.
  if (is === 'failed' && fault === 'signature') return page ?? 'look';
  if (version === null || is === 'newest') return 'look';
  return canGet ? 'get' : (page ?? 'look');
}
