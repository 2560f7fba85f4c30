/**
 * The internet of the lab: DNS, pages and TLS on every public address. Runs inside the internet namespace;
 * argument: the lab's folder with its certificates. Calls: set(behaviour), asked().
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { type Behaviour, KEEP_ALIVE, NORMAL, portalReply, type Reply } from './behaviour.ts';
import { certificateFiles } from './certificates.ts';
import { answer } from './dns.ts';
import { serveCalls } from './wire.ts';
import {
  DNS_ADDRESSES,
  endpoint,
  OPERATORS,
  type Operator,
  PAGE_SERVERS,
  PUBLIC_ADDRESSES,
  SITES,
  type Site,
} from './world.ts';

const folder = process.argv[2] ?? '.';
const asked: Record<string, number> = {};
let behaviour: Behaviour = NORMAL;

/** Grows whenever a portal comes or goes. */
let era = 0;
const eras = new WeakMap<Socket, number>();

function count(address: string, port: number): void {
  const key = endpoint(address, port);
  asked[key] = (asked[key] ?? 0) + 1;
}

/** Does it now, or after the delay in force when it was asked for. */
function later(act: () => void, delay = behaviour.delay): void {
  if (delay === 0) act();
  else setTimeout(act, delay);
}

async function listen(server: Server, address: string, port: number): Promise<void> {
  server.listen(port, address);
  await once(server, 'listening');
}

/** One socket an address, so that the answer leaves from the address that was asked. */
async function serveDns(address: string): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (question, from) => {
    count(address, 53);
    const reply = answer(question, behaviour.portal, from.address);
    const delay = Math.max(behaviour.delay, behaviour.dnsDelay);
    if (reply !== undefined) later(() => socket.send(reply, from.port, from.address, () => undefined), delay);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
}

function pageReply(address: string, request: IncomingMessage): Reply {
  const url = new URL(request.url ?? '/', 'http://lab');
  if (behaviour.portal !== 'no') {
    return portalReply(behaviour.login, request.headers.host ?? '', url.pathname);
  }
  const page = PAGE_SERVERS.find((one) => one.v4 === address || one.v6 === address);
  if (page === undefined || page.path !== url.pathname) {
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such page in the lab\n' };
  }
  return { status: page.status, headers: page.type ? { 'content-type': page.type } : {}, body: page.body };
}

function send(response: ServerResponse, reply: Reply): void {
  const length = reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(reply.body) };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(reply.body);
}

/**
 * A connection from before a portal came, or from behind one that went, knows nothing of the other side: its next
 * packet is answered with a reset, as a router does that takes over ports.
 */
async function servePages(address: string): Promise<void> {
  const server = createServer((request, response) => {
    if (eras.get(request.socket) !== era) return request.socket.resetAndDestroy();
    count(address, 80);
    const reply = pageReply(address, request);
    later(() => send(response, reply));
  });
  server.on('connection', (socket) => eras.set(socket, era));
  server.keepAliveTimeout = KEEP_ALIVE;
  await listen(server, address, 80);
}

const HANDS_ONLY: Reply = { status: 404, headers: {}, body: 'the lab only shakes hands here\n' };

const siteReply = ({ body }: Site, { socket }: IncomingMessage): Reply => ({
  ...{ status: 200, headers: { 'content-type': 'text/plain' } },
  body: body ?? `${socket.remoteAddress}\n`,
});

/**
 * A plain listener in front, so that the delay comes before the TLS handshake and not after it. An operator
 * answers requests inside TLS with a 404: the handshake is what the lab is for.
 */
async function serveTls(one: Operator | Site, address: string): Promise<void> {
  const { cert, key } = certificateFiles(folder, one.name);
  const options = { cert: readFileSync(cert), key: readFileSync(key) };
  const secure = createSecureServer(options, (request, response) => {
    later(() => send(response, 'body' in one ? siteReply(one, request) : HANDS_ONLY));
  });
  secure.keepAliveTimeout = KEEP_ALIVE;
  secure.on('tlsClientError', () => undefined);
  const front = createPlainServer({ pauseOnConnect: true }, (socket) => {
    count(address, 443);
    socket.on('error', () => undefined);
    later(() => secure.emit('connection', socket));
  });
  await listen(front, address, 443);
}

await Promise.all([
  ...DNS_ADDRESSES.map(serveDns),
  ...PUBLIC_ADDRESSES.map(servePages),
  ...OPERATORS.flatMap((one) => [...one.v4, ...one.v6].map((address) => serveTls(one, address))),
  ...SITES.flatMap((one) => [one.v4, one.v6].map((address) => serveTls(one, address))),
]);
serveCalls(process.stdin, process.stdout, {
  set: (wanted: Behaviour) => {
    if ((wanted.portal === 'no') !== (behaviour.portal === 'no')) era += 1;
    behaviour = wanted;
  },
  asked: () => asked,
});
process.stdin.on('end', () => process.exit(0));
