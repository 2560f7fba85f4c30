/**
 * Resolves once a stream has handed on all that was written to it, or nobody is left to take it. What has gone into a pipe waits in
 * this process until its reader is ready, and an exit would throw it away.
 */
export function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => {
    const end = () => done();
    stream.once('error', end).once('close', end);
    stream.write('', end);
  });
}
