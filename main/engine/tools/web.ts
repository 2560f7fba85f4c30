import type { ClientRequest, IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { exchange, isPlace, refused } from './exchange.ts';
import { codeOf } from './files.ts';
import { request as plainRequest, secureRequest } from './http.ts';
import { isStranger, learnRoots, trusted } from './roots.ts';
import {
  type Certificate,
  isNetError,
  type NetError,
  type WebAsk,
  type WebReply,
  type Where,
} from './tools.ts';

/** The most that is read of a reply's headers, in bytes. */
const mostHeaders = 16_384;

/** See `Net.web`. A certificate that nobody is known to vouch for is judged once more by the system's own roots. */
export async function web(to: Where, ask: WebAsk, signal: AbortSignal): Promise<WebReply> {
  const before = trusted();
  const again = async (trouble: string | null): Promise<WebReply | null> => {
    if (!isStranger(trouble)) return null;
    await learnRoots();
    return trusted() === before ? null : once(to, ask, signal);
  };
  try {
    const reply = await once(to, ask, signal);
    // A request that has changed something is not made twice.
    return (ask.method === 'GET' && (await again(reply.certificate?.trouble ?? null))) || reply;
  } catch (error) {
    const reply = isNetError(error) && error.rung === 'tls' ? await again(error.code) : null;
    if (reply) return reply;
    throw error;
  }
}

/** One request, one connection. */
function once(to: Where, ask: WebAsk, signal: AbortSignal): Promise<WebReply> {
  return exchange(signal, (done, failed) => {
    if (!isPlace(to)) return refused(failed);
    let rung: NetError['rung'] = 'connect';
    let certificate: Certificate | null = null;
    const asked = put(to, ask);
    asked.on('socket', (socket) => {
      socket.once('connect', () => {
        rung = ask.scheme === 'https' ? 'tls' : 'http';
      });
      socket.once('secureConnect', () => {
        rung = 'http';
        if (isSecure(socket)) certificate = certificateOf(socket);
      });
    });
    asked.on('error', (error) => failed(codeOf(error), rung)).on('close', () => failed('ECONNRESET', rung));
    asked.on('response', (reply) =>
      read(reply, ask.most, (body, isWhole) => {
        const type = reply.headers['content-type'] ?? '';
        done({ status: reply.statusCode ?? 0, type, body, isWhole, certificate });
      }).on('error', (error) => failed(codeOf(error), 'http')),
    );
    asked.end(ask.body);
    return () => asked.destroy();
  });
}

export function put(
  to: Where,
  { scheme, method, path, host, headers, body, isStrict = false }: Omit<WebAsk, 'most'>,
): ClientRequest {
  const isUsual = to.port === (scheme === 'https' ? 443 : 80);
  const name = host.includes(':') ? `[${host}]` : host;
  const options = {
    host: to.address,
    family: to.family,
    port: to.port,
    method,
    path,
    agent: false as const,
    maxHeaderSize: mostHeaders,
    headers: {
      host: isUsual ? name : `${name}:${to.port}`,
      'user-agent': 'offline-mode',
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  };
  if (scheme === 'http') return plainRequest(options);
  // An address is no name for a certificate's server: then none is told.
  const servername = /^[\d.]+$|:/.test(host) ? '' : host;
  const secureContext = trusted();
  return secureRequest({
    ...options,
    servername,
    rejectUnauthorized: isStrict,
    ...(secureContext ? { secureContext } : {}),
  });
}

const isSecure = (socket: object): socket is TLSSocket => 'getPeerCertificate' in socket;

function certificateOf(socket: TLSSocket): Certificate {
  const found = socket.getPeerCertificate();
  const ends = Date.parse(found.valid_to ?? '');
  const trouble: unknown = socket.authorizationError;
  return {
    print: (found.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
    ends: Number.isNaN(ends) ? null : ends,
    trouble: socket.authorized ? null : String(trouble instanceof Error ? codeOf(trouble) : trouble),
  };
}

function read(
  reply: IncomingMessage,
  most: number,
  end: (body: string, isWhole: boolean) => void,
): IncomingMessage {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const text = () => Buffer.concat(chunks).toString('utf8');
  reply.on('data', (chunk: Buffer) => {
    const rest = most - bytes;
    chunks.push(chunk.length > rest ? chunk.subarray(0, rest) : chunk);
    bytes += chunk.length;
    if (bytes > most) end(text(), false);
  });
  return reply.on('end', () => end(text(), true));
}
