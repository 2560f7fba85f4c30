import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { realNet } from '../../main/engine/tools/net.ts';
import { isNetError } from '../../main/engine/tools/tools.ts';

const servers: Server[] = [];
const endings: AbortController[] = [];
afterEach(() => {
  for (const ending of endings.splice(0)) ending.abort();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server with Ollama's own guard: on loopback it knows loopback's names only. */
async function guarded(handle: (asked: IncomingMessage) => string = () => 'ok'): Promise<number> {
  const server = createServer((asked, answer) => {
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(asked.headers.host ?? ''))
      return answer.writeHead(403).end();
    answer.end(handle(asked));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function door(to: number, allow: readonly string[] = [], listen = '127.0.0.2') {
  const ending = new AbortController();
  endings.push(ending);
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, listen, resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise<void>((resolve) => free.close(() => resolve()));
  const shut = new Promise<void>((opened, failed) => {
    const end = realNet.forward(
      { listen: { address: listen, port }, to: { address: '127.0.0.1', port: to }, allow },
      ending.signal,
      opened,
    );
    end.catch(failed);
  });
  await shut;
  return { port, ending };
}

function get(
  port: number,
  {
    host = `127.0.0.2:${port}`,
    from = '127.0.0.1',
    path = '/',
    body,
  }: { host?: string; from?: string; path?: string; body?: string } = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.2',
        port,
        path,
        method: body ? 'POST' : 'GET',
        headers: { host },
        localAddress: from,
        agent: false,
      },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        reply.on('error', reject);
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: text }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

describe('the door to this machine’s Ollama', () => {
  test('passes requests on under a name that the server knows, with path and body', async () => {
    const port = await guarded(
      (asked) => `${asked.method} ${asked.url} ${asked.headers.host?.split(':')[0]}`,
    );
    const { port: outside } = await door(port);
    expect(await get(outside, { path: '/api/generate?x=1', body: '{}' })).toEqual({
      status: 200,
      body: 'POST /api/generate?x=1 127.0.0.1',
    });
  });

  test.each(['evil.example', 'localhost.evil.example', '10.0.0.1'])(
    'a request for %s is none for this door',
    async (host) => {
      const { port } = await door(await guarded());
      expect((await get(port, { host })).status).toBe(403);
    },
  );

  test('a name of the local network is', async () => {
    const { port } = await door(await guarded());
    expect((await get(port, { host: 'mac-studio.local:11434' })).status).toBe(200);
  });

  test('only guests on the list come in, and the machine itself, which has to test the door', async () => {
    const { port } = await door(await guarded(), ['127.0.0.7']);
    expect((await get(port, { from: '127.0.0.7' })).status).toBe(200);
    expect((await get(port, { from: '127.0.0.9' })).status).toBe(403);
    expect((await get(port, { from: '127.0.0.2' })).status).toBe(200);
  });

  test('an answer that streams comes as it is made', async () => {
    const server = createServer((_asked, answer) => {
      answer.write('{"a":1}\n');
      setTimeout(() => answer.end('{"b":2}\n'), 100);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = await door((server.address() as AddressInfo).port);
    expect((await get(port)).body).toBe('{"a":1}\n{"b":2}\n');
  });

  test('a server that dies in the middle of its answer leaves no answer that looks whole', async () => {
    const server = createServer((_asked, answer) => {
      answer.write('half a sen');
      setTimeout(() => answer.destroy(), 50);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = await door((server.address() as AddressInfo).port);
    await expect(get(port)).rejects.toThrow(/aborted|ECONNRESET/);
  });

  test('a server that is away is a bad gateway, not a hang', async () => {
    const { port } = await door(1);
    expect((await get(port)).status).toBe(502);
  });

  test('shut, it is gone: also for guests who are inside', async () => {
    const server = createServer((_asked, answer) => void answer.write('x'));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port, ending } = await door((server.address() as AddressInfo).port);
    const inside = get(port).catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 100));
    ending.abort();
    expect(await inside).toMatch(/aborted|hang up|ECONNRESET/);
    await expect(get(port)).rejects.toThrow('ECONNREFUSED');
  });

  test('an address that is not ours, and a port that is taken, are told', async () => {
    const why = (listen: { address: string; port: number }) =>
      realNet
        .forward(
          { listen, to: { address: '127.0.0.1', port: 1 }, allow: [] },
          new AbortController().signal,
          () => {},
        )
        .then(
          () => 'open',
          (error: unknown) => (isNetError(error) ? error.code : error),
        );
    expect(await why({ address: '198.51.100.7', port: 20_000 })).toBe('EADDRNOTAVAIL');
    expect(await why({ address: '127.0.0.1', port: await guarded() })).toBe('EADDRINUSE');
  });

  test('it listens on that one address and on no other', async () => {
    const { port } = await door(await guarded());
    const others = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? [])
        .filter(({ family, internal }) => family === 'IPv4' && !internal)
        .map(({ address }) => address),
    );
    for (const address of ['127.0.0.1', ...others]) {
      const touched = realNet.touch({ address, port, family: 4 }, AbortSignal.timeout(1_000));
      await expect(touched, address).rejects.toThrow('ECONNREFUSED');
    }
  });
});
