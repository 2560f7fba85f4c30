import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong on the way of a file; may be changed at any moment. Places are bytes of the weights. */
export interface StoreFaults {
  /** Bytes a second. */
  speed: number;
  /** Here, once, the connection breaks. */
  cutAt: number | null;
  /** Whoever wants the weights is cut off before the first byte, each time. */
  isShut: boolean;
  /** From here on nothing comes, and nothing ends. */
  silentAt: number | null;
  /** One bit of the weights is another. */
  isSpoilt: boolean;
}

export interface StoredFile {
  readonly bytes: Buffer;
  readonly isWeights: boolean;
}

/** How often (ms) something of a file is sent. */
const beat = 10;

/** Sends the part of a file that is asked for, as Ollama asks: by a range. `sent` is told of each piece, in bytes. */
export async function sendRange(
  request: IncomingMessage,
  answer: ServerResponse,
  file: StoredFile | null,
  faults: StoreFaults,
  sent: (bytes: number) => void,
): Promise<void> {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')?.map(Number) ?? [];
  if (!file || first === undefined || last === undefined) return void answer.writeHead(416).end();
  if (file.isWeights && faults.isShut) return void answer.destroy();
  const range = `bytes ${first}-${last}/${file.bytes.length}`;
  answer.writeHead(206, { 'content-length': last + 1 - first, 'content-range': range });
  for (let from = first; from <= last && !answer.destroyed; await sleep(beat)) {
    if (file.isWeights && from === faults.cutAt) {
      faults.cutAt = null;
      return void answer.destroy();
    }
    const piece = pieceAt(file, from, last + 1, faults);
    answer.write(piece);
    sent(piece.length);
    from += piece.length;
  }
  answer.end();
}

/** What is sent at a time: no further than to the next place where something happens. */
function pieceAt({ bytes, isWeights }: StoredFile, from: number, end: number, faults: StoreFaults): Buffer {
  const places = isWeights ? [faults.cutAt, faults.silentAt] : [];
  const stops = places.flatMap((place) => (place === null || place < from ? [] : [place]));
  if (isWeights && faults.silentAt !== null && from >= faults.silentAt) return Buffer.alloc(0);
  const step = Math.max(1, Math.round((faults.speed * beat) / 1_000));
  const piece = Buffer.from(bytes.subarray(from, Math.min(end, from + step, ...stops)));
  if (isWeights && faults.isSpoilt && from === 0) piece[100] = (piece[100] ?? 0) ^ 1;
  return piece;
}
