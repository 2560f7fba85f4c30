/** A tar may hold on to this much (bytes) of what came: a header that is very long, and what comes with it. */
const lag = 8 * 1_048_576;

/**
 * The same pieces, whose memory is given back soon after they were read instead of when the collector comes by: it would come a
 * dozen times for an image, and each time look through all that the app has. Whoever reads copies what it wants to keep.
 */
export async function* lettingGo(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  for await (const piece of pieces) {
    held += piece.length;
    read.push(piece);
    yield piece;
    for (let first = read[0]; first && held - first.length > lag; first = read[0]) {
      held -= first.length;
      read.shift();
      first.buffer.transfer(0);
    }
  }
}
