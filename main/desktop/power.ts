import { app, powerMonitor } from 'electron';
import type { Command } from '../core/command.ts';
import { opensAtLogin } from '../core/login.ts';
import { loginNow } from './login.ts';

/** What the platform's word is passed on to. */
export interface PowerListener {
  woke(): void;
  sleeping(): void;
  powered(isOnBattery: boolean): void;
  atLogin(isOpening: boolean | null): void;
  send(command: Command): unknown;
  onMoved(call: (isOwner: boolean) => void): void;
}

export interface PowerRoom {
  /** The person logs out, or the machine goes down: nobody can be asked anything any more. */
  goingDown(): void;
}

/**
 * Sleep, wake, lock and power → facts. Nothing is concluded from them here. A locked Mac goes on working, so a
 * lock is no sleep, only a reason to look; who unlocks it is there, so it is awake.
 */
export function followPower(listener: PowerListener, { goingDown }: PowerRoom): void {
  let isAsleep = false;
  const woke = () => {
    isAsleep = false;
    listener.woke();
  };
  const powered = (isOnBattery = powerMonitor.onBatteryPower) => listener.powered(isOnBattery);
  powerMonitor.on('suspend', () => {
    isAsleep = true;
    listener.sleeping();
  });
  powerMonitor.on('resume', woke);
  // What a drill has borrowed is given back before the machine goes down, as on every other way to quit.
  // Electron's types know nothing of the event, with which it is asked to wait.
  powerMonitor.on('shutdown', (event?: unknown) => {
    if (mayWait(event)) event.preventDefault();
    goingDown();
    app.quit();
  });
  powerMonitor.on('lock-screen', lookAgain);
  powerMonitor.on('unlock-screen', () => (isAsleep ? woke() : lookAgain()));
  powerMonitor.on('on-battery', () => powered(true));
  powerMonitor.on('on-ac', () => powered(false));
  // An engine that has just moved here has heard none of it.
  listener.onMoved((isOwner) => {
    if (isOwner) tell();
  });
  tell();

  function tell(): void {
    powered();
    listener.atLogin(opensAtLogin(loginNow()));
  }

  function lookAgain(): void {
    void listener.send({ type: 'look.again', by: 'machine' });
  }
}

const mayWait = (event: unknown): event is { preventDefault(): void } =>
  typeof event === 'object' &&
  event !== null &&
  'preventDefault' in event &&
  typeof event.preventDefault === 'function';
