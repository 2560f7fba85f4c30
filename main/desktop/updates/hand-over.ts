import { refusalOf } from '../../core/updates/refusal.ts';
import type { UpdateFault } from '../../core/updates/told.ts';
import type { Tools } from '../../engine/tools/tools.ts';

/** Electron's own updater, which is Squirrel.Mac. */
export interface Squirrel {
  on(event: 'update-downloaded' | 'update-not-available' | 'error', hear: (error: Error) => void): unknown;
  off(event: 'update-downloaded' | 'update-not-available' | 'error', hear: (error: Error) => void): unknown;
  checkForUpdates(): void;
}

/** How long (ms) macOS may take to unpack a version and to check its signature. */
export const handMost = 120_000;

/**
 * Has Squirrel take the version. Null: it has it, and its signature is right. It cannot be called off, so after `handMost` the
 * answer is `slow`, and `late` hears what became of it.
 */
export function handOver(
  squirrel: Squirrel,
  { clock }: Pick<Tools, 'clock'>,
  late: (fault: UpdateFault | null) => void,
): Promise<UpdateFault | null> {
  const { promise, resolve } = Promise.withResolvers<UpdateFault | null>();
  let answer: (fault: UpdateFault | null) => void = resolve;
  const undo = clock.after(handMost, () => {
    answer = late;
    resolve('slow');
  });
  const end = () => {
    undo();
    squirrel.off('update-downloaded', has);
    squirrel.off('update-not-available', none);
    squirrel.off('error', refused);
  };
  const say = (fault: UpdateFault | null) => {
    end();
    answer(fault);
  };
  const has = () => say(null);
  const none = () => say('install');
  const refused = ({ message }: Error) => say(refusalOf(message));
  squirrel.on('update-downloaded', has);
  squirrel.on('update-not-available', none);
  squirrel.on('error', refused);
  try {
    squirrel.checkForUpdates();
  } catch (error) {
    end();
    throw error;
  }
  return promise;
}
