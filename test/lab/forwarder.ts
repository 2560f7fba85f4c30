/**
 * The router's own services on its LAN address: a DNS forwarder (with a cache only in `dns-memory`), an HTTP proxy, and the captive
 * portal's web server while a portal is in force. Runs inside the gateway namespace. Calls: set(behaviour), asked().
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Behaviour, KEEP_ALIVE, MEMORY, NORMAL, portalReply } from './behaviour.ts';
import { answer, askedName, serverFailure, withLife } from './dns.ts';
import { openProxy } from './proxy.ts';
import { serveCalls } from './wire.ts';
import { endpoint, GATEWAY, ISP_RESOLVER, PORTAL_NAME } from './world.ts';

/** Milliseconds a relayed question is remembered. */
const REMEMBER = 10_000;
/** What the kernel says when the way to the provider is known to be gone; then a forwarder says so. */
const NO_WAY = new Set(['ENETUNREACH', 'EHOSTUNREACH']);

interface Asker {
  readonly socket: Socket;
  readonly from: RemoteInfo;
  readonly question: Buffer;
  /** Upstream addresses that may still answer. */
  hopes: number;
}

const asked: Record<string, number> = {};
const askers = new Map<number, Asker>();
/** What was answered to a question without its id, and until when (ms) it may be kept. */
const memory = new Map<string, { readonly packet: Buffer; readonly until: number }>();
let behaviour: Behaviour = NORMAL;
let portals: Server[] = [];
let nextId = 1;

function count(address: string, port: number): void {
  const key = endpoint(address, port);
  asked[key] = (asked[key] ?? 0) + 1;
}

function reply(asker: Asker, packet: Buffer | undefined): void {
  if (packet !== undefined) asker.socket.send(packet, asker.from.port, asker.from.address, () => undefined);
}

/** A provider's answer goes back under the asker's own id; the second of two answers finds nobody waiting. */
function takeAnswer(packet: Buffer): void {
  const id = packet.readUInt16BE(0);
  const asker = askers.get(id);
  if (asker === undefined || !askers.delete(id)) return;
  packet.writeUInt16BE(asker.question.readUInt16BE(0), 0);
  reply(asker, behaviour.memory ? remember(asker.question, packet) : packet);
}

const withoutId = (question: Buffer): string => question.toString('hex', 2);

function remember(question: Buffer, packet: Buffer): Buffer {
  const kept = withLife(packet, MEMORY);
  memory.set(withoutId(question), { packet: kept, until: performance.now() + MEMORY * 1_000 });
  return kept;
}

/** What is still known of a question, under its own id and with the life that is left. */
function remembered(question: Buffer): Buffer | undefined {
  const known = behaviour.memory ? memory.get(withoutId(question)) : undefined;
  const left = known === undefined ? 0 : Math.floor((known.until - performance.now()) / 1_000);
  if (known === undefined || left <= 0) return undefined;
  const packet = withLife(known.packet, left);
  packet.writeUInt16BE(question.readUInt16BE(0), 0);
  return packet;
}

function takeSendError(id: number, error: NodeJS.ErrnoException | null): void {
  const asker = askers.get(id);
  if (error === null || asker === undefined || !NO_WAY.has(error.code ?? '')) return;
  asker.hopes -= 1;
  if (asker.hopes > 0) return;
  askers.delete(id);
  reply(asker, serverFailure(asker.question));
}

const upstream = [
  { socket: createSocket('udp4').on('message', takeAnswer), address: ISP_RESOLVER.v4 },
  { socket: createSocket('udp6').on('message', takeAnswer), address: ISP_RESOLVER.v6 },
];

/** Asks the provider on both families at once, so that the death of one family is not the death of DNS. */
function relay(asker: Asker): void {
  const id = nextId++ & 0xffff;
  askers.set(id, asker);
  setTimeout(() => askers.delete(id), REMEMBER);
  const packet = Buffer.from(asker.question);
  packet.writeUInt16BE(id, 0);
  for (const { socket, address } of upstream) {
    socket.send(packet, 53, address, (error) => takeSendError(id, error));
  }
}

function take(socket: Socket, question: Buffer, from: RemoteInfo): void {
  if (behaviour.resolver === 'silent' || question.length < 12) return;
  const asker: Asker = { socket, from, question, hopes: upstream.length };
  const { portal, resolver } = behaviour;
  const own = portal === 'forged' || (portal === 'honest' && askedName(question) === PORTAL_NAME);
  const known = remembered(question);
  if (resolver === 'servfail') reply(asker, serverFailure(question));
  else if (own) reply(asker, answer(question, portal));
  else if (known !== undefined) reply(asker, known);
  else relay(asker);
}

async function serveDns(address: string): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (question, from) => {
    count(address, 53);
    take(socket, question, from);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
}

async function openPortal(address: string): Promise<Server> {
  const server = createServer((request, response) => {
    count(address, 80);
    const { pathname } = new URL(request.url ?? '/', 'http://lab');
    const { status, headers, body } = portalReply(behaviour.login, request.headers.host ?? '', pathname);
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  server.keepAliveTimeout = KEEP_ALIVE;
  server.listen(80, address);
  await once(server, 'listening');
  return server;
}

async function closePortal(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

/** Without a portal the router's port 80 refuses, as most routers' do not; nothing of the product asks it. */
async function set(wanted: Behaviour): Promise<void> {
  if (!wanted.memory) memory.clear();
  behaviour = wanted;
  if (wanted.portal === 'no') {
    const open = portals;
    portals = [];
    await Promise.all(open.map(closePortal));
  } else if (portals.length === 0) {
    portals = await Promise.all([GATEWAY.v4, GATEWAY.v6].map(openPortal));
  }
}

await Promise.all([GATEWAY.v4, GATEWAY.v6].flatMap((one) => [serveDns(one), openProxy(one)]));
serveCalls(process.stdin, process.stdout, { set, asked: () => asked });
process.stdin.on('end', () => process.exit(0));
