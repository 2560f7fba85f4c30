import { createSocket, type Socket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import { newDatagrams } from '../../main/engine/tools/datagrams.ts';
import type { Where } from '../../main/engine/tools/tools.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Served {
  readonly to: Where;
  readonly socket: Socket;
  /** The ports that questions came from, in order. */
  readonly ports: number[];
}

/** Answers every question with itself, except those that say nothing is to come back. */
function serve(port = 0): Promise<Served> {
  const ports: number[] = [];
  const socket = createSocket('udp4');
  ends.push(() => socket.close());
  socket.on('message', (bytes, from) => {
    ports.push(from.port);
    if (`${bytes}` !== 'silence') socket.send(bytes, from.port, from.address);
  });
  return new Promise((resolve) =>
    socket.bind(port, '127.0.0.1', () => {
      resolve({ to: { address: '127.0.0.1', port: socket.address().port, family: 4 }, socket, ports });
    }),
  );
}

function newAsker() {
  const datagrams = newDatagrams();
  ends.push(() => datagrams.forget());
  const ask = ({ to }: Served, text = 'here', signal = AbortSignal.timeout(10_000)) =>
    datagrams.datagram(to, Buffer.from(text), (bytes) => (`${bytes}` === text ? text : null), signal);
  return { ask, forget: datagrams.forget };
}
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'UDPWrap').length;
/** A third question, which must come from another port than the first two. */
async function expectFreshPort({ ports }: Served, third: () => Promise<string>): Promise<void> {
  await third();
  expect(ports[1]).toBe(ports[0]);
  expect(ports[2]).not.toBe(ports[0]);
}
const kinds = (ports: readonly number[]) => new Set(ports).size;

test('a socket that was answered is asked again, one after the other, until its port has been seen enough', async () => {
  const served = await serve();
  const { ask } = newAsker();
  for (let count = 0; count < 32; count += 1) expect(await ask(served)).toBe('here');
  expect(kinds(served.ports)).toBe(1);
  await ask(served);
  expect(kinds(served.ports)).toBe(2);
});

test('two questions at once have a socket each, of which one is kept', async () => {
  const served = await serve();
  const { ask } = newAsker();
  const before = openSockets();
  await Promise.all([ask(served, 'one'), ask(served, 'two')]);
  expect(kinds(served.ports)).toBe(2);
  await expect.poll(openSockets).toBe(before);
  await ask(served);
  expect(kinds(served.ports)).toBe(2);
});

test('a socket that was not answered is not asked again', async () => {
  const served = await serve();
  const { ask } = newAsker();
  await ask(served);
  const off = new AbortController();
  const silent = ask(served, 'silence', off.signal);
  await expect.poll(() => served.ports.length).toBe(2);
  off.abort();
  await expect(silent).rejects.toMatchObject({ code: 'ABORTED' });
  await expectFreshPort(served, () => ask(served));
});

test('a late answer to an earlier question is nobody’s answer', async () => {
  const served = await serve();
  const { ask } = newAsker();
  await ask(served, 'first');
  const [port = 0] = served.ports;
  const second = ask(served, 'silence', AbortSignal.timeout(300));
  served.socket.send('first', port, '127.0.0.1');
  await expect(second).rejects.toMatchObject({ code: 'ABORTED' });
});

test('forgetting closes what is kept, and what is under way is not kept', async () => {
  const served = await serve();
  const { ask, forget } = newAsker();
  await ask(served);
  const running = ask(served);
  forget();
  await running;
  await expectFreshPort(served, () => ask(served));
});

test('a used socket that fails gives way to a fresh one; a fresh one that fails is a failure', async () => {
  const served = await serve();
  const { ask } = newAsker();
  await ask(served);
  served.socket.close();
  ends.length = 0;
  await expect(ask(served)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const back = await serve(served.to.port);
  expect(await ask(back)).toBe('here');
});

test('few sockets are kept, however many places were asked, and none keeps the process alive', async () => {
  const { ask } = newAsker();
  const places = await Promise.all(Array.from({ length: 12 }, () => serve()));
  for (const place of places) await ask(place);
  for (const place of places) await ask(place);
  // The oldest were closed, so that every place was asked from a second port.
  expect(places.map(({ ports }) => kinds(ports))).toEqual(places.map(() => 2));
  await expect.poll(openSockets).toBe(places.length);
});
