import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { codeOf } from './files.ts';
import { createServer, request } from './http.ts';
import { type Forward, NetError } from './tools.ts';

/** Guests at one time; a household has fewer. */
const mostGuests = 64;

/**
 * An HTTP server on one address that passes every request on to another and tells nobody who asked. The Host header is
 * written anew: an Ollama that listens on loopback answers 403 to names it does not know. For the same reason as its own
 * guard this one takes requests only for the address it listens on, so that no web page can lead a browser here by a name.
 */
export function forward(
  { listen, to, allow }: Forward,
  signal: AbortSignal,
  opened: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((asked, answer) => {
      if (!mayPass(asked, listen.address, allow)) return refuse(answer);
      pass(asked, answer, to);
    });
    server.maxConnections = mostGuests;
    server.headersTimeout = 20_000;
    const close = () => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    server.on('error', (error) => {
      reject(new NetError(codeOf(error)));
      close();
    });
    server.listen({ host: listen.address, port: listen.port }, () => {
      if (signal.aborted) return close();
      signal.addEventListener('abort', close, { once: true });
      opened();
    });
  });
}

function mayPass({ socket, headers }: IncomingMessage, own: string, allow: readonly string[]): boolean {
  const guest = plain(socket.remoteAddress ?? '');
  if (allow.length > 0 && guest !== plain(own) && !allow.includes(guest)) return false;
  const host = (headers.host ?? '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return isIP(host) > 0 ? plain(host) === plain(own) : host.endsWith('.local');
}

/** An IPv4 guest of an IPv6 socket is written as `::ffff:192.168.1.7`. */
const plain = (address: string) => address.replace(/^::ffff:/, '').toLowerCase();

function refuse(answer: ServerResponse): void {
  answer.writeHead(403, { connection: 'close' }).end();
}

function pass(asked: IncomingMessage, answer: ServerResponse, to: Forward['to']): void {
  const { connection: _c, host: _h, ...headers } = asked.headers;
  const onward = request({
    host: to.address,
    port: to.port,
    method: asked.method ?? 'GET',
    path: asked.url ?? '/',
    headers: { ...headers, host: `${to.address.includes(':') ? `[${to.address}]` : to.address}:${to.port}` },
    agent: false,
  });
  onward.on('response', (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    // Half an answer must not look like a whole one: a guest would take a cut sentence for the end.
    reply.on('close', () => {
      if (!reply.complete) answer.destroy();
    });
    reply.pipe(answer);
  });
  onward.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502, { connection: 'close' }).end();
  });
  // A guest who leaves takes the question along: the model need not go on for nobody.
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}
