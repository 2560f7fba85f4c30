import type { ClientRequest, Agent as Connections, IncomingMessage } from 'node:http';
import { realClock } from './clock.ts';
import { exchange, isPlace, refused } from './exchange.ts';
import { codeOf } from './files.ts';
import { Agent, request } from './http.ts';
import type { Net, PageAsk, PageReply, Where } from './tools.ts';

/** The most that is read of a body, and of a reply's headers, in bytes. */
const most = 16_384;
/** A kept connection is closed after so many ms without use: a little longer than a quiet proof's minute. */
const idleMs = 70_000;
/** How long in ms a kept connection may say nothing before a fresh one is asked too. */
const silentMs = 1_500;
/** Interim replies (1xx) before the real one; one or two are usual. */
const mostInterim = 8;

/**
 * `keepAliveMsecs` is when the kernel begins to prod an idle connection: with Node's standard of a second
 * every kept connection would cost two packets a second.
 */
const newAgent = () =>
  new Agent({
    keepAlive: true,
    keepAliveMsecs: 7_200_000,
    timeout: idleMs,
    maxSockets: 8,
    maxFreeSockets: 1,
  });

interface Hear {
  done(reply: PageReply): void;
  failed(code: string, isReused: boolean): void;
}
interface Line {
  readonly to: Where;
  readonly agent: Connections;
  /** Whether the connection may be kept once the whole reply has been read. */
  isKept(): boolean;
}

/** Pages over plain HTTP; remembers connections that may be used again. */
export function newPages(): Pick<Net, 'page' | 'forget'> {
  const single = newAgent();
  let kept = newAgent();
  const page = (to: Where, ask: PageAsk, signal: AbortSignal): Promise<PageReply> =>
    exchange(signal, (done, failed) => {
      if (!isPlace(to)) return refused(failed);
      const hear: Hear = { done, failed: (code) => failed(code) };
      if (!ask.isKept) return attempt({ to, agent: single, isKept: () => false }, ask, hear);
      const agent = kept;
      return keptPage({ to, agent, isKept: () => agent === kept }, ask, hear);
    });
  const forget = () => {
    const old = kept;
    kept = newAgent();
    for (const name of Object.keys(old.freeSockets)) dropFree(old, name);
  };
  return { page, forget };
}

function dropFree(agent: Connections, name: string): void {
  for (const socket of [...(agent.freeSockets[name] ?? [])]) socket.resetAndDestroy();
}

/** A kept connection that fails, or says nothing for a while, gives way to a fresh one; either answer counts. */
function keptPage(line: Line, ask: PageAsk, { done, failed }: Hear): () => void {
  let isOver = false;
  let second: (() => void) | null = null;
  const again = () => {
    if (isOver || second) return;
    const { address: host, port, family } = line.to;
    dropFree(line.agent, line.agent.getName({ host, port, family }));
    second = attempt(line, ask, { done: taken, failed });
  };
  const taken = (reply: PageReply) => {
    isOver = true;
    done(reply);
  };
  const undoTimer = realClock.after(silentMs, () => first.isReused() && again());
  const first = begun(line, ask, {
    done: taken,
    failed: (code, isReused) => (isReused ? again() : failed(code, false)),
  });
  first.asked.once('response', undoTimer);
  return () => {
    isOver = true;
    undoTimer();
    first.close();
    second?.();
  };
}

const attempt = (line: Line, ask: PageAsk, hear: Hear) => begun(line, ask, hear).close;

function begun(line: Line, ask: PageAsk, hear: Hear) {
  const asked = put(line, ask);
  let isLeft = false;
  const close = () => {
    if (!isLeft) drop(asked);
  };
  const failed = (code: string) => hear.failed(code, asked.reusedSocket);
  asked.on('error', (error) => failed(codeOf(error))).on('close', () => failed('ECONNRESET'));
  let interim = 0;
  asked.on('information', () => {
    interim += 1;
    if (interim > mostInterim) failed('EBADMSG');
  });
  asked.on('response', (reply) => {
    // Before Node's own listeners, which would say good-bye at length or hand the connection on.
    reply.prependListener('end', () => {
      if (line.isKept()) isLeft = true;
      else drop(asked);
    });
    read(reply, hear.done, failed);
  });
  asked.end();
  return { asked, close, isReused: () => asked.reusedSocket };
}

function put({ to, agent }: Line, ask: PageAsk): ClientRequest {
  const asked = request({
    host: to.address,
    family: to.family,
    port: to.port,
    agent,
    path: ask.url ?? ask.path,
    maxHeaderSize: most,
    headers: { host: hostOf(to, ask), 'user-agent': 'offline-mode' },
  });
  // HTTP/1.1 keeps connections unless somebody says otherwise; saying so would only be longer.
  asked.removeHeader('connection');
  return asked;
}

function hostOf({ port }: Where, { host, url }: PageAsk): string {
  if (url !== undefined) return new URL(url).host;
  return port === 80 ? host : `${host}:${port}`;
}

function read(
  reply: IncomingMessage,
  done: (reply: PageReply) => void,
  failed: (code: string) => void,
): void {
  let body = '';
  const end = () => {
    const { location = null, date = '' } = reply.headers;
    done({ status: reply.statusCode ?? 0, location, date, body });
  };
  reply.setEncoding('latin1').on('data', (chunk: string) => {
    body += chunk.slice(0, most - body.length);
    if (body.length >= most) end();
  });
  reply.on('end', end).on('error', (error) => failed(codeOf(error)));
}

/** One packet instead of four: a reset. A connection that is still being made, or is half closed, cannot be reset. */
function drop(asked: ClientRequest): void {
  const { socket } = asked;
  if (socket && !socket.connecting && socket.writable) socket.resetAndDestroy();
  asked.destroy();
}
