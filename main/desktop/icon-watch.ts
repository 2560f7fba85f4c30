import type { Screen, Tray } from 'electron';
import { isIconSeen } from '../core/icon-place.ts';

/** So often in a row the icon must not be where it can be seen: just after it was made its place is not known yet. */
const looksNeeded = 2;

export interface IconWatch {
  isHidden(): boolean;
  /** Looks where the icon is; a few seconds after the look before. */
  look(): void;
  /** Somebody has clicked it, or has gone to see why it is hidden: it counts as seen until the next start. */
  forget(): void;
}

/** Whether macOS hides the icon. Elsewhere nobody says where it is. */
export function watchIcon(
  tray: Pick<Tray, 'getBounds' | 'on'>,
  screen: Pick<Screen, 'getAllDisplays'>,
): IconWatch {
  let missed = 0;
  let isHidden = false;
  let isForgotten = false;
  tray.on('click', () => {
    missed = 0;
    isHidden = false;
  });
  return {
    isHidden: () => isHidden && !isForgotten,
    look() {
      if (process.platform !== 'darwin') return;
      const isSeen = isIconSeen(tray.getBounds(), displaysOf(screen));
      if (isSeen === null) return;
      missed = isSeen ? 0 : missed + 1;
      isHidden = missed >= looksNeeded;
    },
    forget() {
      isForgotten = true;
    },
  };
}

const displaysOf = (screen: Pick<Screen, 'getAllDisplays'>) =>
  screen
    .getAllDisplays()
    .map(({ bounds, workArea, internal }) => ({ bounds, workArea, isInternal: internal }));
