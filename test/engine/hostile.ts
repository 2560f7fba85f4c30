import { createSocket, type RemoteInfo } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import type { Answer, Ask, Heard } from '../../main/core/network/network.ts';
import { probe } from '../../main/engine/network/probe.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realNet } from '../../main/engine/tools/net.ts';

/** Servers that mean no good, on loopback, and what is asked of every exchange with them. */

const tools = { net: realNet, clock: realClock, random: Math.random };
const ends: (() => void)[] = [];

/** How long an ask may take, in ms, and how much later its end may be noticed on a busy machine. */
const [forMs, grace] = [700, 3_000];
/** What one exchange may add to memory, in bytes; a server here would send a gigabyte. */
const mostGrowth = 16_000_000;

setFlagsFromString('--expose-gc');
/** V8's own collector, which Node shows only when asked. */
const collect: () => void = runInNewContext('gc');

export function closeAll(): void {
  realNet.forget();
  for (const end of ends.splice(0)) end();
}

export function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

export function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
  });
  ends.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))));
}

/** A server that is handed each connection once the first bytes of the question have come. */
export const tcp = (serve: (socket: Socket) => void): Promise<number> =>
  listening(createServer((socket) => void socket.once('data', () => serve(socket))));

export type Send = (bytes: Uint8Array) => void;
export function udp(serve: (question: Buffer, send: Send, from: RemoteInfo) => void): Promise<number> {
  const socket = createSocket('udp4');
  ends.push(() => socket.close());
  socket.on('message', (question, from) =>
    serve(question, (bytes) => socket.send(bytes, from.port, from.address), from),
  );
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
}

/** Says `text` again and again, as fast as it is taken or every `ms`, until the other side has had enough. */
export function forEver(socket: Socket, text: string | Buffer, ms?: number): void {
  if (ms !== undefined) {
    const timer = setInterval(() => socket.write(text), ms);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  const more = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', more);
  more();
}

export const question = 'dns.google=8.8.8.8';
export const pageAt = (port: number, expects = '204') => `http://check.example:${port}/ ${expects}`;

const details = { dns: question, page: '127.0.0.1', tls: '', proxy: '', gateway: '', resolver: 'dns.google' };
/** What is held, in bytes: what was only passed through is collected first. */
const memory = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const handles = () => process.getActiveResourcesInfo().filter((name) => /^(TCP|UDP|TLS)/.test(name)).length;

/** Asks, and checks that it ended in time, kept memory and left nothing open. */
export async function hear(witness: Ask['witness'], target: string): Promise<Heard> {
  const ask: Ask = {
    id: 1,
    witness,
    target,
    family: 4,
    sentAt: 0,
    detail: details[witness],
    isBeat: true,
    isProof: false,
    isKept: true,
  };
  const [handlesBefore, memoryBefore, begun] = [handles(), memory(), performance.now()];
  const heard = await probe(ask, tools, AbortSignal.timeout(forMs));
  expect(performance.now() - begun).toBeLessThan(forMs + grace);
  // V8 sweeps the bytes of collected buffers on a thread of its own: what is not held is gone soon, not at once.
  await expect.poll(() => memory() - memoryBefore, { timeout: 5_000 }).toBeLessThan(mostGrowth);
  realNet.forget();
  const left = () => handles() - handlesBefore;
  await expect.poll(left, { timeout: 5_000 }).toBeLessThanOrEqual(0);
  return heard;
}

export type Case = readonly [string, Answer, (socket: Socket) => void];
