/** What the scripts that drive a peer share: a line `{"up":true}` whenever the peer's answer changes. */
let last: boolean | undefined;

export function say(up: boolean): void {
  if (up === last) return;
  last = up;
  process.stdout.write(`${JSON.stringify({ up })}\n`);
}

/** The bench holds our standard input; when it is gone, or asks us to end, there is nobody left to tell. */
export function untilOrphaned(end: () => void): void {
  process.stdin.on('end', end).resume();
  process.on('SIGTERM', end);
}
