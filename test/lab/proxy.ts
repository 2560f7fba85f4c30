import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { KEEP_ALIVE } from './behaviour.ts';
import { addressesOf, PROXY_PORT } from './world.ts';

/** Milliseconds after which the proxy gives up on a server, as real ones do. */
const PATIENCE = 30_000;

/** The proxy asks the phone book of the lab, not its DNS: a proxy has a resolver of its own. */
function addressFor(host: string): string | undefined {
  const plain = host.replace(/^\[|\]$/g, '');
  return isIP(plain) ? plain : addressesOf(plain.toLowerCase())?.v4[0];
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-length': 0 }).end();
}

function readTarget(url: string | undefined): URL | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}

/** `GET http://host/path`: the only form a proxy takes. */
function forward(asked: IncomingMessage, response: ServerResponse): void {
  const url = readTarget(asked.url);
  const host = url && url.protocol === 'http:' ? addressFor(url.hostname) : undefined;
  if (url === undefined || host === undefined) return refuse(response, url === undefined ? 400 : 502);
  const { 'proxy-connection': _, ...headers } = asked.headers;
  const path = `${url.pathname}${url.search}`;
  const ask = { host, port: url.port || 80, path, method: asked.method ?? 'GET', headers, timeout: PATIENCE };
  const onward = request(ask, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => refuse(response, 502)).on('timeout', () => onward.destroy());
  response.on('close', () => onward.destroy());
  asked.pipe(onward);
}

/** `CONNECT host:port`: bytes go to and fro. */
function tunnel(asked: IncomingMessage, client: Duplex, first: Buffer): void {
  const [, name = '', port = ''] = /^(.+):(\d+)$/.exec(asked.url ?? '') ?? [];
  const host = addressFor(name);
  client.on('error', () => undefined);
  if (host === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  const server = connect(Number(port), host, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.write(first);
    server.pipe(client).pipe(server);
  });
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
}

/** The router's HTTP proxy on one of its addresses; it always runs, faults decide whether it is the only way. */
export async function openProxy(address: string): Promise<void> {
  const server = createServer(forward).on('connect', tunnel);
  server.keepAliveTimeout = KEEP_ALIVE;
  server.listen(PROXY_PORT, address);
  await once(server, 'listening');
}
