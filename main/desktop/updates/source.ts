import { traceOf } from '../../core/bug.ts';
import type { UpdateFault } from '../../core/updates/told.ts';
import type { Tools } from '../../engine/tools/tools.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: UpdateFault };

export interface Found {
  readonly version: string;
  /** The version and a digest (SHA-256 in base64) of all its files' digests: of a release that is made anew it is another. */
  readonly mark: string;
}

/**
 * Where newer versions come from. One errand at a time. Whatever is called off by its signal ends soon, as a fault, and leaves
 * nothing that could be taken for a whole download.
 */
export interface Source {
  /** The version that is newer than this one; null: none is. */
  look(signal: AbortSignal): Promise<Outcome<Found | null>>;
  /** Fetches the one that was found, and checks its digest. `told`: percent, whole, as it grows. */
  get(signal: AbortSignal, told: (percent: number) => void): Promise<Outcome<null>>;
  /**
   * Hands what was fetched to macOS, which checks its signature and puts it in place as soon as this process has ended. There is
   * no way back from here, so it is the last thing that is done. Where macOS takes too long that is a fault, `slow`, and what
   * becomes of it is told by `late`, if it ever is known.
   */
  hand(late: (outcome: Outcome<null>) => void): Promise<Outcome<null>>;
  /** Ends this process and opens the new version, once it was handed over. */
  relaunch(): void;
}

/** A throw is a mistake of this app: it ends as a fault like any other, and where it happened is in the log. */
export async function tried<T>(
  work: () => Promise<Outcome<T>>,
  { log }: Pick<Tools, 'log'>,
): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    log.write('error', 'update', traceOf(error));
    return { ok: false, fault: 'bug' };
  }
}
