import { isIP } from 'node:net';
import { codeOf } from './files.ts';
import { NetError, type Where } from './tools.ts';

/**
 * Runs one exchange: settles once, and always closes what it opened. What Node refuses at once (a path with
 * odd letters, say) is a failure with its code; an error without a code is a bug and stays one.
 */
export function exchange<T>(
  signal: AbortSignal,
  begin: (done: (value: T) => void, failed: (code: string, rung?: NetError['rung']) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let close: () => void = () => undefined;
    let isOver = false;
    const over = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', aborted);
      settle();
      queueMicrotask(() => close());
    };
    const failed = (code: string, rung: NetError['rung'] = null) =>
      over(() => reject(new NetError(code, rung)));
    const aborted = () => failed('ABORTED');
    if (signal.aborted) return failed('ABORTED');
    signal.addEventListener('abort', aborted, { once: true });
    try {
      close = begin((value) => over(() => resolve(value)), failed);
    } catch (error) {
      const code = codeOf(error);
      over(() => reject(code === 'unknown' ? error : new NetError(code)));
    }
  });
}

/** Only addresses go further: a name would be looked up by the system, which blocks and tells others. */
export function isPlace({ address, port, family }: Where): boolean {
  return isIP(address) === family && Number.isInteger(port) && port > 0 && port < 65_536;
}

/** The end of an exchange with what is no place. */
export function refused(failed: (code: string) => void): () => void {
  failed('EINVAL');
  return () => undefined;
}
