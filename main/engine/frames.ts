import type { Socket } from 'node:net';
import { parseJson } from './json.ts';

/** The largest message taken over the socket, in bytes: a wish is small. */
export const wishLimit = 65_536;
/** The largest message a face takes from its engine: a snapshot with room to grow. */
export const snapshotLimit = 1_000_000;

/** One JSON value a line. A line over the limit calls `tooLarge` once and ends the reading. */
export function readFrames(
  socket: Socket,
  limit: number,
  take: (value: unknown) => void,
  tooLarge: () => void,
): void {
  let rest = '';
  let isEnded = false;
  socket.setEncoding('utf8').on('data', (chunk: Buffer | string) => {
    if (isEnded) return;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > limit || lines.some((line) => line.length > limit)) {
      isEnded = true;
      rest = '';
      return tooLarge();
    }
    for (const line of lines) take(parseJson(line));
  });
}

/** False when the other side does not read: what it has not taken is not piled up. */
export function writeFrame(socket: Socket, value: unknown): boolean {
  if (socket.destroyed || !socket.writable) return false;
  return socket.write(`${JSON.stringify(value)}\n`);
}
