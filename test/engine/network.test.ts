import { createSocket } from 'node:dgram';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dnsPacket from 'dns-packet';
import { afterEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../main/core/network/network.ts';
import { isNewsOnLinux, isNewsOnMac, monitor } from '../../main/engine/network/monitor.ts';
import { probe } from '../../main/engine/network/probe.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realNet } from '../../main/engine/tools/net.ts';
import { programsUnder } from '../../main/engine/tools/programs.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const tools = { net: realNet, clock: realClock, random: () => 0.5 };
const never = new AbortController().signal;

describe('a probe on real sockets', () => {
  const ask = (witness: Ask['witness'], target: string, detail: string): Ask => {
    return { id: 1, witness, target, family: 4, sentAt: 0, detail, isBeat: true };
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
    const heard = await probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, 3_000, never);
    expect(heard.answer).toBe(expected);
    expect(heard.ms).toBeGreaterThanOrEqual(0);
  });

  test('DNS: a closed port is an error with its name, a silent one is silence', async () => {
    const port = await udp(() => []);
    expect(await probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, 100, never)).toEqual({
      answer: 'silent',
      detail: '',
      ms: null,
    });
    for (const end of ends.splice(0)) end();
    const closed = await probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, 2_000, never);
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
      3_000,
      never,
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
      300,
      never,
    );
    expect(heard.answer).toBe(expected);
  });

  test('TLS: a server that speaks something else is an error; a closed router port still shows the router', async () => {
    const port = await tcp(createServer((socket) => socket.on('error', () => {}).end('hello')));
    expect(await probe(ask('tls', `some.name@127.0.0.1:${port}`, ''), tools, 2_000, never)).toMatchObject({
      answer: 'error',
    });
    expect(await probe(ask('gateway', '127.0.0.1', ''), tools, 2_000, never)).toMatchObject({ answer: 'ok' });
  });

  test('what is called off ends at once and leaves nothing open', async () => {
    const port = await udp(() => []);
    const off = new AbortController();
    const running = probe(ask('dns', `127.0.0.1:${port}`, 'dns.google=8.8.8.8'), tools, 60_000, off.signal);
    off.abort();
    expect(await running).toMatchObject({ answer: 'silent' });
  });
});

describe('the kernel’s news', () => {
  test.each([
    ['RTM_NEWADDR: address being added to iface: len 176, metric 0, flags:<UP>', true],
    [
      'RTM_IFINFO: iface status change: len 168, if# 12, flags:<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST>',
      true,
    ],
    ['RTM_DELETE: Delete Route: len 132, pid: 0, seq 0, errno 0, flags:<UP,GATEWAY,DONE,STATIC>', true],
    ['RTM_ADD: Add Route: len 140, pid: 726, seq 155420, errno 0, flags:<HOST,DONE,STATIC>', false],
    ['RTM_MISS: Lookup failed on this address: len 92, pid: 0, seq 0, errno 0, flags:<DONE>', false],
    ['RTM_GET: Report Metrics: len 128, pid: 81, seq 1, errno 0, flags:<UP,GATEWAY,DONE>', false],
    ['got message of size 176 on Wed Jul 23 15:30:00 2026', false],
    ['sockaddrs: <NETMASK,IFP,IFA,BRD>', false],
    ['', false],
  ])('macOS: %s', (line, isNews) => {
    expect(isNewsOnMac(line)).toBe(isNews);
  });
  test.each([
    [
      '3: d0@d1: <NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN> mtu 1500 qdisc noqueue state LOWERLAYERDOWN group default ',
      true,
    ],
    ['Deleted default via 192.168.1.1 dev d0 ', true],
    ['    link/ether a6:6c:46:ce:77:d2 brd ff:ff:ff:ff:ff:ff', false],
    ['       valid_lft forever preferred_lft forever', false],
  ])('Linux: %s', (line, isNews) => {
    expect(isNewsOnLinux(line)).toBe(isNews);
  });

  /** A program `ip` of our own, under a root that is handed in. */
  function withIp(script: string) {
    const root = mkdtempSync(join(tmpdir(), 'omr-'));
    ends.push(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'usr/sbin'), { recursive: true });
    writeFileSync(join(root, 'usr/sbin/ip'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, 'usr/sbin/ip'), 0o755);
    return { programs: programsUnder(root), clock: realClock, platform: 'linux' as const };
  }

  test('a flood of lines, whole and half, gives a few looks and not thousands', async () => {
    const world = withIp(
      'i=0; while [ $i -lt 20000 ]; do echo "default via 10.0.0.1 dev x $i"; i=$((i+1)); done; printf "Deleted defau"; exec /bin/sleep 30',
    );
    const off = new AbortController();
    let looks = 0;
    const begun = performance.now();
    const running = monitor(world, () => (looks += 1), off.signal);
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, 1_000));
    off.abort();
    expect((await running).ok).toBe(true);
    expect(looks).toBeLessThanOrEqual(Math.ceil((performance.now() - begun) / 100) + 1);
  });

  test('a monitor that dies at once and one that is not there are told', async () => {
    expect(await monitor(withIp('exit 1'), () => {}, never)).toMatchObject({
      ok: false,
      problem: { code: 'monitor-ended', about: 'ip' },
    });
    const nothing = { programs: programsUnder('/nowhere'), clock: realClock, platform: 'linux' as const };
    expect(await monitor(nothing, () => {}, never)).toMatchObject({
      ok: false,
      problem: { code: 'no-program', about: 'ip' },
    });
  });

  test('a program of the same name earlier on PATH is not run', async () => {
    const { programs } = withIp('echo ours');
    const planted = mkdtempSync(join(tmpdir(), 'omp-'));
    ends.push(() => rmSync(planted, { recursive: true, force: true }));
    writeFileSync(join(planted, 'ip'), '#!/bin/sh\necho planted\n', { mode: 0o755 });
    const before = process.env.PATH;
    process.env.PATH = `${planted}:${before}`;
    const ran = await programs.run('ip', [], { timeoutMs: 5_000, signal: never });
    process.env.PATH = before;
    expect(ran).toMatchObject({ ok: true, value: { stdout: 'ours' } });
  });
});
