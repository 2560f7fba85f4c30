/**
 * The lines in what comes bit by bit. One longer than `most` characters is left out, and never held; what stands behind the
 * last line end is a line too.
 */
export async function* linesOf(
  body: AsyncIterable<Uint8Array<ArrayBuffer>>,
  most: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!isTooLong && line.length <= most) yield line;
      isTooLong = false;
    }
    if (rest.length > most) isTooLong = true;
    if (isTooLong) rest = '';
  }
  if (!isTooLong && rest !== '') yield rest;
}
