import type { WebPlace } from '../parts/targets.ts';

/** Where a relay listens or what it leads to: a TCP address as `host:port`, or the path of a socket. */
export type Spot = string;

export const spotOf = ({ host, port }: Pick<WebPlace, 'host' | 'port'>): Spot =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** `listen=lead`: whoever knocks at the first is led to the second. */
export const relayTo = (listen: Spot, lead: Spot): string => `${listen}=${lead}`;

/**
 * A relay for one image more or less: it is Node's own and needs nothing but the `node` that every image of OpenClaw
 * has. So the bridge of an isolated OpenClaw is OpenClaw's own image, and is built, saved and loaded together with it;
 * a `socat` would be a second image, which somebody forgets until there is no internet to fetch it.
 *
 * Its arguments are `listen=lead` pairs. Behind `--` it runs a program beside them, hands on what the program is told,
 * and ends as it does. A socket's file that an earlier run has left is taken away first. At a terminal Ctrl-C reaches
 * the program by itself.
 */
export const relayScript = `
const net = require('net');
const at = (spot) => {
  if (spot.startsWith('/')) return { path: spot };
  const cut = spot.lastIndexOf(':');
  return { host: spot.slice(0, cut).replace(/^\\[|\\]$/g, ''), port: Number(spot.slice(cut + 1)) };
};
const [...pairs] = process.argv.slice(1);
const command = pairs.includes('--') ? pairs.splice(pairs.indexOf('--')).slice(1) : [];
for (const pair of pairs) {
  const [listen, lead] = pair.split('=');
  if (listen.startsWith('/')) require('fs').rmSync(listen, { force: true });
  const server = net.createServer({ allowHalfOpen: true }, (guest) => {
    const host = net.connect({ ...at(lead), allowHalfOpen: true });
    for (const [one, other] of [[guest, host], [host, guest]]) {
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(at(listen));
}
if (command.length > 0) {
  const child = require('child_process').spawn(command[0], command.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'])
    process.on(signal, () => signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 143));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(error.code === 'EACCES' ? 126 : 127);
  });
}
`.trim();
