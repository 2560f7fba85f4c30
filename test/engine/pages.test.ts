import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { newPages } from '../../main/engine/tools/pages.ts';
import { portOf } from './hostile.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const good = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi';
const redirect = 'HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n';
/** A generous end for every exchange here; none of them needs it. */
const soon = () => AbortSignal.timeout(10_000);

interface Served {
  readonly port: number;
  /** The requests as they came, one a string, and the connections that were made. */
  readonly requests: string[];
  readonly connections: Socket[];
}

/** A server whose every answer is chosen by the number of the connection and of the request on it. */
function serve(answer: (connection: number, request: number, socket: Socket) => string): Promise<Served> {
  const requests: string[] = [];
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    const number = connections.push(socket);
    let count = 0;
    socket.on('error', () => {}).setEncoding('latin1');
    socket.on('data', (text: string) => {
      requests.push(text);
      count += 1;
      socket.write(answer(number, count, socket));
    });
  });
  ends.push(() => {
    server.close();
    for (const socket of connections) socket.destroy();
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve({ port: portOf(server), requests, connections });
    }),
  );
}

const pages = newPages();
const ask = ({ port }: Served, isKept: boolean, url?: string) =>
  pages.page(
    { address: '127.0.0.1', port, family: 4 },
    { host: 'check.example', path: '/x', isKept, ...(url === undefined ? {} : { url }) },
    soon(),
  );
const isOpen = (socket: Socket | undefined) => socket !== undefined && !socket.destroyed;
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

test('a kept connection is used again, any other is closed; forgetting closes the kept ones', async () => {
  const served = await serve(() => good);
  for (const isKept of [true, true, true])
    expect(await ask(served, isKept)).toEqual({
      status: 200,
      location: null,
      date: expect.any(String),
      body: 'hi',
    });
  expect(served.connections).toHaveLength(1);
  await ask(served, false);
  await ask(served, false);
  expect(served.connections).toHaveLength(3);
  await expect.poll(() => served.connections.filter(isOpen).length).toBe(1);
  pages.forget();
  await expect.poll(() => served.connections.filter(isOpen).length).toBe(0);
  await ask(served, true);
  expect(served.connections).toHaveLength(4);
});

test('few bytes leave; a proxy is told the whole address', async () => {
  const served = await serve(() => good);
  await ask(served, true);
  await ask(served, false, 'http://portal.example:8080/check?a=b');
  expect(served.requests).toEqual([
    `GET /x HTTP/1.1\r\nhost: check.example:${served.port}\r\nuser-agent: offline-mode\r\n\r\n`,
    'GET http://portal.example:8080/check?a=b HTTP/1.1\r\nhost: portal.example:8080\r\nuser-agent: offline-mode\r\n\r\n',
  ]);
});

test('a redirect is told and never followed', async () => {
  const served = await serve(() => redirect);
  expect(await ask(served, false)).toEqual({
    status: 302,
    location: '/again',
    date: expect.any(String),
    body: '',
  });
  expect(served.requests).toHaveLength(1);
});

test('a kept connection that died is asked again on a fresh one, once', async () => {
  const dies = (socket: Socket) => {
    socket.destroy();
    return '';
  };
  const served = await serve((connection, request, socket) =>
    connection * request === 2 ? dies(socket) : good,
  );
  await ask(served, true);
  // The second request kills the first connection; so does the first request on the second one.
  await expect(ask(served, true)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(served.requests).toHaveLength(3);
  expect(await ask(served, true)).toMatchObject({ status: 200 });
  expect(served.connections).toHaveLength(3);
});

test('a kept connection that says nothing gives way to a fresh one, which is kept instead', async () => {
  const served = await serve((connection, request) => (connection === 1 && request === 2 ? '' : good));
  await ask(served, true);
  expect(await ask(served, true)).toMatchObject({ status: 200 });
  expect(served.connections).toHaveLength(2);
  await expect.poll(() => isOpen(served.connections[0])).toBe(false);
  await ask(served, true);
  expect(served.connections).toHaveLength(2);
});

test('a late answer on the kept connection counts when the fresh one says nothing', async () => {
  const served = await serve((connection, request, socket) => {
    if (connection === 1 && request === 2) setTimeout(() => socket.write(good), 2_000);
    return connection === 1 && request === 1 ? good : '';
  });
  await ask(served, true);
  expect(await ask(served, true)).toMatchObject({ status: 200 });
  expect(served.connections).toHaveLength(2);
});

const early = good.replace('hi', 'no');
test.each([
  ['a moment later', (socket: Socket) => setTimeout(() => socket.write(early), 50) && good],
  ['in the same breath', () => good + early],
])('an answer given before its question, %s, is not taken', async (_title, add) => {
  const served = await serve((connection, request, socket) => {
    if (connection > 1) return good;
    if (request > 1) return '';
    return add(socket);
  });
  await ask(served, true);
  await new Promise((done) => setTimeout(done, 200));
  expect(await ask(served, true)).toMatchObject({ body: 'hi' });
  expect(served.connections).toHaveLength(2);
});

test('a connection in use while the network changes is not kept', async () => {
  const served = await serve((_connection, _request, socket) => {
    setTimeout(() => socket.write(good), 100);
    return '';
  });
  const asked = ask(served, true);
  await expect.poll(() => served.requests.length).toBe(1);
  pages.forget();
  expect(await asked).toMatchObject({ status: 200 });
  await expect.poll(() => served.connections.filter(isOpen).length).toBe(0);
});

test('half a reply, an interim reply for ever and a switch of protocols are failures and close', async () => {
  for (const [text, code] of [
    ['HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhi', 'ECONNRESET'],
    ['HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n'.repeat(1_000), 'EBADMSG'],
    ['HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n', 'ECONNRESET'],
  ] as const) {
    const served = await serve((_connection, _request, socket) => {
      setTimeout(() => socket.end(), 50);
      return text;
    });
    await expect(ask(served, true)).rejects.toMatchObject({ name: 'NetError', code });
    await expect.poll(() => served.connections.filter(isOpen).length).toBe(0);
  }
});

test('a path that Node refuses and a name instead of an address are failures with a code', async () => {
  const at = { address: '127.0.0.1', port: 9, family: 4 as const };
  const page = { host: 'a.example', path: '/é\u{1f600}', isKept: true };
  await expect(pages.page(at, page, soon())).rejects.toMatchObject({ code: 'ERR_UNESCAPED_CHARACTERS' });
  for (const address of ['localhost', '127.1', '::1', ''])
    await expect(pages.page({ ...at, address }, { ...page, path: '/' }, soon())).rejects.toMatchObject({
      code: 'EINVAL',
    });
});

test('a hundred pages leave no socket and no listener behind', async () => {
  const served = await serve((_connection, request) => (request % 5 === 0 ? redirect : good));
  const called = AbortSignal.abort();
  pages.forget();
  const before = openSockets();
  for (let turn = 0; turn < 50; turn += 1) {
    await ask(served, true);
    await ask(served, false);
  }
  const off = { address: '127.0.0.1', port: served.port, family: 4 as const };
  const page = { host: 'a.example', path: '/', isKept: true };
  await expect(pages.page(off, page, called)).rejects.toMatchObject({ code: 'ABORTED' });
  const kept = served.connections[0];
  expect(served.connections).toHaveLength(51);
  await expect.poll(() => served.connections.filter(isOpen)).toEqual([kept]);
  pages.forget();
  await expect.poll(openSockets).toBe(before);
});
