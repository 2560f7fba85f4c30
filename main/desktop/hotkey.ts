import type { GlobalShortcut } from 'electron';
import type { Frame } from '../../preload/contract.ts';
import { parseShortcut } from '../core/shortcut.ts';

export interface Hotkey {
  /** What the settings say. Registered at once when it is another one; nothing where it is empty. */
  want(text: string): void;
  /** Another app may have let go of it by now. */
  again(): void;
  now(): Frame['shortcut'];
  stop(): void;
}

type System = Pick<GlobalShortcut, 'register' | 'unregister' | 'unregisterAll'>;

/** Keys that open the panel from anywhere. A refusal is no error of Electron's: it only says that it was not registered. */
export function createHotkey(system: System, press: () => void): Hotkey {
  let wanted = '';
  let keys: string | null = null;
  let is: Frame['shortcut'] = 'off';

  function register(): void {
    if (keys === null) is = 'off';
    else is = system.register(keys, press) ? 'works' : 'taken';
  }

  return {
    want(text) {
      if (text === wanted) return;
      wanted = text;
      if (keys !== null && is === 'works') system.unregister(keys);
      keys = parseShortcut(text);
      register();
    },
    again() {
      if (is === 'taken') register();
    },
    now: () => is,
    stop: () => system.unregisterAll(),
  };
}
