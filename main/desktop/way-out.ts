import { traceOf } from '../core/bug.ts';
import type { Log } from '../engine/tools/tools.ts';

interface WayOut {
  /** Gives back what is borrowed, and saves what there is. */
  giveBack(): Promise<void>;
  /** Puts a new version in place, where there is one. */
  useUpdate(): Promise<void>;
  end(): void;
  readonly log: Pick<Log, 'write'>;
}

/**
 * The last things of the app, in their order. Where one goes wrong it ends at once all the same, without a new version: what is owed is
 * on disk, and this one is known to give it back at its next start.
 */
export async function wayOut({ giveBack, useUpdate, end, log }: WayOut): Promise<void> {
  try {
    await giveBack();
    await useUpdate();
  } catch (error) {
    log.write('error', 'quit', traceOf(error));
  }
  end();
}
