import { NetError, type Talk, type Where } from './tools.ts';

/** A reply of a gateway with a large config is far below this, in characters. */
const most = 8_000_000;

/** A WebSocket that is open when this resolves. Frames that are no text, or larger than 8 MB, end it. */
export function openTalk(
  { address, port, family }: Where,
  path: string,
  hear: (frame: string) => void,
  signal: AbortSignal,
): Promise<Talk> {
  const host = family === 6 ? `[${address}]` : address;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new NetError('ABORT_ERR', 'connect'));
    const socket = new WebSocket(`ws://${host}:${port}${path}`);
    const ended = new Promise<void>((end) => {
      socket.addEventListener('close', () => end(), { once: true });
    });
    const close = () => socket.close();
    signal.addEventListener('abort', close, { once: true });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string' && data.length <= most) hear(data);
      else close();
    });
    socket.addEventListener('open', () => resolve({ send: (frame) => socket.send(frame), close, ended }), {
      once: true,
    });
    // Without a listener an error would end the process; what it was is not told to anybody.
    socket.addEventListener('error', () => reject(new NetError('ECONNREFUSED', 'connect')));
    void ended.then(() => {
      signal.removeEventListener('abort', close);
      reject(new NetError('ECONNRESET', 'connect'));
    });
  });
}
