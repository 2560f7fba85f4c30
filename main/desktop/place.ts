import { app } from 'electron';
import type { AppPlace } from '../core/login.ts';
import type { Log } from '../engine/tools/tools.ts';
import { isInstalled } from './installed.ts';

export interface OwnPlace {
  /** Null: it is no Mac, or a copy that was built here. */
  now(): AppPlace | null;
  /** Moves the app to the Applications folder and starts it from there; a copy there that runs is left alone. */
  move(): void;
}

interface Room {
  readonly log: Log;
  /** The app is about to quit and to be started again, so nobody is to be asked; or it is not. */
  leaving(isLeaving: boolean): void;
  changed(): void;
}

export function openPlace({ log, leaving, changed }: Room): OwnPlace {
  let trouble: Extract<AppPlace, 'other-runs' | 'unmoved'> | null = null;
  const isMac = process.platform === 'darwin' && isInstalled();

  function moved(): boolean {
    let isOther = false;
    const conflictHandler = (conflict: 'exists' | 'existsAndRunning') => {
      isOther = conflict === 'existsAndRunning';
      return !isOther;
    };
    try {
      // One that does not run goes to the Trash.
      if (app.moveToApplicationsFolder({ conflictHandler })) return true;
      trouble = isOther ? 'other-runs' : 'unmoved';
    } catch (error) {
      log.write('warn', 'move', error instanceof Error ? error.name : 'unknown');
      trouble = 'unmoved';
    }
    return false;
  }

  return {
    now: () => (!isMac ? null : app.isInApplicationsFolder() ? 'applications' : (trouble ?? 'elsewhere')),
    move() {
      if (!isMac || app.isInApplicationsFolder()) return;
      // Said first: where it succeeds the app is asked to quit at once.
      leaving(true);
      if (moved()) return;
      leaving(false);
      changed();
    },
  };
}
