import { createSocket } from 'node:dgram';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import dnsPacket from 'dns-packet';
import { afterEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../main/core/network/network.ts';
import { probe } from '../../main/engine/network/probe.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realNet } from '../../main/engine/tools/net.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const tools = { net: realNet, clock: realClock, random: () => 0.5 };

describe('a probe on real sockets', () => {
  const ask = (witness: Ask['witness'], target: string, detail: string): Ask => {
    return {
      id: 1,
      witness,
      target,
      family: 4,
      sentAt: 0,
      detail,
      isBeat: true,
      isProof: false,
      isKept: false,
    };
  };

  function udp(answer: (bytes: Buffer) => Uint8Array[]): Promise<number> {
    const socket = createSocket('udp4');
    ends.push(() => socket.close());
    socket.on('message', (bytes, from) => {
      for (const one of answer(bytes)) socket.send(one, from.port, from.address);
    });
    return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
  }
  function tcp(server: Server): Promise<number> {
    ends.push(() => server.close());
    return new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  }
  const answered = (bytes: Buffer, data: string) => {
    const { id, questions } = dnsPacket.decode(bytes);
    const answers = [{ type: 'A' as const, name: 'dns.google', ttl: 60, data }];
    return dnsPacket.encode({ type: 'response', id: id ?? 0, questions: questions ?? [], answers });
  };

  test.each([
    ['the true answer', '8.8.8.8', 'ok'],
    ['a rewritten answer', '192.168.1.1', 'forged'],
  ])('DNS: %s', async (_title, data, expected) => {
    const port = await udp((bytes) => [Buffer.from('garbage'), answered(bytes, data)]);
    const heard = await probe(
      ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'),
      tools,
      AbortSignal.timeout(3_000),
    );
    expect(heard.answer).toBe(expected);
    expect(heard.ms).toBeGreaterThanOrEqual(0);
  });

  test('DNS: a closed port is an error with its name, a silent one is silence', async () => {
    const port = await udp(() => []);
    expect(
      await probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, AbortSignal.timeout(100)),
    ).toEqual({
      answer: 'silent',
      detail: '',
      ms: null,
    });
    for (const end of ends.splice(0)) end();
    const closed = await probe(
      ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'),
      tools,
      AbortSignal.timeout(2_000),
    );
    expect(closed).toMatchObject({ answer: 'error', detail: 'ECONNREFUSED' });
  });

  test.each([
    ['the page as it should be', 200, {}, 'Success', 'ok'],
    ['a redirect', 302, { location: 'http://portal.example/login' }, '', 'portal'],
    ['another page', 200, {}, 'Please sign in', 'portal'],
    ['network authentication required', 511, {}, '', 'portal'],
    ['an error of the server', 503, {}, '', 'odd'],
    ['an endless page', 200, {}, 'x'.repeat(3_000_000), 'portal'],
  ])('page: %s', async (_title, status, headers, body, expected) => {
    const port = await tcp(createHttp((_request, response) => response.writeHead(status, headers).end(body)));
    const heard = await probe(
      ask('page', `http://check.example:${port}/ 200 Success`, '127.0.0.1'),
      tools,
      AbortSignal.timeout(3_000),
    );
    expect(heard.answer).toBe(expected);
    if (status === 302) expect(heard.location).toBe('http://portal.example/login');
  });

  test.each([
    ['a server that never answers', () => {}, 'silent'],
    ['garbage', 'no http at all\r\n\r\n', 'error'],
    ['a header without an end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`, 'error'],
  ])('page: %s', async (_title, text, expected) => {
    const port = await tcp(
      createServer((socket) => {
        socket.on('error', () => {});
        if (typeof text === 'string') socket.write(text);
      }),
    );
    const heard = await probe(
      ask('page', `http://check.example:${port}/ 200`, '127.0.0.1'),
      tools,
      AbortSignal.timeout(300),
    );
    expect(heard.answer).toBe(expected);
  });

  test('TLS: a server that speaks something else is an error; a closed router port still shows the router', async () => {
    const port = await tcp(createServer((socket) => socket.on('error', () => {}).end('hello')));
    expect(
      await probe(ask('tls', `some.name@127.0.0.1:${port}`, ''), tools, AbortSignal.timeout(2_000)),
    ).toMatchObject({
      answer: 'error',
    });
    expect(await probe(ask('gateway', '127.0.0.1', ''), tools, AbortSignal.timeout(2_000))).toMatchObject({
      answer: 'ok',
    });
  });

  /** An address of this machine that is only good together with its interface. */
  const local = realNet.addresses().find(({ address }) => address.startsWith('fe80:'));
  test.skipIf(!local)('an address with a zone is asked, by either way', async () => {
    const address = `${local?.address}%${local?.iface}`;
    const at = { address, family: 6 as const };
    const socket = createSocket('udp6');
    ends.push(() => socket.close());
    socket.on('message', (_bytes, from) => socket.send('here', from.port, from.address));
    const port = await new Promise<number>((done) => socket.bind(0, '::', () => done(socket.address().port)));
    const soon = AbortSignal.timeout(5_000);
    const said = await realNet.datagram({ ...at, port }, Buffer.from('?'), (bytes) => `${bytes}`, soon);
    expect(said).toBe('here');
    await realNet.knock({ ...at, port: 9 }, soon);
    expect(await probe(ask('gateway', address, ''), tools, AbortSignal.timeout(2_000))).toMatchObject({
      answer: 'error',
    });
    const asked = { ...ask('gateway', address, ''), family: 6 as const };
    expect(await probe(asked, tools, AbortSignal.timeout(2_000))).toMatchObject({ answer: 'ok' });
  });

  test('what is called off ends at once and leaves nothing open', async () => {
    const port = await udp(() => []);
    const off = new AbortController();
    const running = probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, off.signal);
    off.abort();
    expect(await running).toMatchObject({ answer: 'silent' });
  });
});
