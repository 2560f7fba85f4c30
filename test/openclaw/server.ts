import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** One request as it came in. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  /** Null when it names none. */
  readonly model: string | null;
  readonly atMs: number;
  /** Whether a text is in what was sent: the proof that a prompt was. The whole is 60 kB, so it is not shown. */
  carries(text: string): boolean;
}

/** `gone`: nobody listens, as after a quit. `silent`: it takes the connection and says nothing. */
export type Mood = 'up' | 'gone' | 'silent';

export type Fake = Awaited<ReturnType<typeof serve>>;
export type Reply = (asked: Asked, answer: ServerResponse, body: string) => void;
/** Makes it speak TLS, so that it can stand for a host of the internet. */
export type Identity = { readonly key: string; readonly cert: string };

const Named = z.object({ model: z.string().catch('') });
const Listening = z.object({ port: z.number() });

function modelIn(body: string): string | null {
  try {
    return Named.parse(JSON.parse(body)).model || null;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<{ one: Asked; body: string }> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const path = new URL(request.url ?? '/', 'http://fake').pathname;
  const { method = 'GET', headers } = request;
  const carries = (text: string) => body.includes(text);
  const named = { host: headers.host ?? '', model: modelIn(body) };
  return { one: { method, path, ...named, atMs: Date.now(), carries }, body };
}

export function json(answer: ServerResponse, value: unknown, status = 200): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** A server on loopback that writes down who came and what was asked, and can be told to fail. */
export async function serve(reply: Reply, identity?: Identity) {
  const asked: Asked[] = [];
  const connections: number[] = [];
  let mood: Mood = 'up';
  let delay = 0;
  const hear = async (request: IncomingMessage, answer: ServerResponse) => {
    const { one, body } = await read(request);
    asked.push(one);
    await sleep(delay);
    if (mood === 'up') reply(one, answer, body);
  };
  // A client that hangs up in the middle is no trouble of the fake's.
  const listener = (request: IncomingMessage, answer: ServerResponse) =>
    void hear(request, answer).catch(() => answer.destroy());
  const server = identity ? createSecureServer(identity, listener) : createServer(listener);
  server.on('connection', () => connections.push(Date.now()));
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return Listening.parse(server.address()).port;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close().closeAllConnections();
    await closed;
  };
  const port = await listen(0);
  const be = async (next: Mood) => {
    mood = next;
    if (next === 'gone') await close();
    else if (!server.listening) await listen(port);
  };
  const wait = (ms: number) => {
    delay = ms;
  };
  const forget = () => {
    asked.length = 0;
    connections.length = 0;
  };
  return { port, url: `http://127.0.0.1:${port}`, asked, connections, be, wait, forget, close };
}
