import { powerMonitor } from 'electron';

/** Sleep and wake → "look again". Nothing is concluded from them. */
export function followPower(woke: () => void): void {
  powerMonitor.on('resume', woke);
  powerMonitor.on('unlock-screen', woke);
}
