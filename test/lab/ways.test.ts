import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MEMORY } from './behaviour.ts';
import { type Lab, labPossible, openLab } from './lab.ts';
import { HEALTHY, look, probe } from './look.ts';
import type { Ask } from './probe.ts';
import { run } from './process.ts';
import { GATEWAY, HOST, PORTAL_LOGIN, PROXY_PORT } from './world.ts';

const possible = labPossible();
const title = possible.ok ? 'ways out of the lab' : `ways out of the lab (skipped: ${possible.why})`;

const apple = { ask: 'page', address: '203.0.113.81', host: 'captive.apple.com' } as const;
const page: Ask = { ...apple, path: '/hotspot-detect.html' };
const viaProxy: Ask = {
  ...{ ...apple, address: GATEWAY.v4, port: PROXY_PORT },
  path: 'http://captive.apple.com/hotspot-detect.html',
};
const tunnel: Ask = { ask: 'tunnel', address: GATEWAY.v4, port: PROXY_PORT, name: 'dns.google' };

describe.skipIf(!possible.ok)(title, { timeout: 60_000 }, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  }, 60_000);
  afterEach(() => lab.heal());
  afterAll(() => lab?.close());

  const say = (...argv: string[]): Promise<string> => run(lab.wrap(argv));

  /** Whether the router would forward an ICMP from the machine; `ip route get` fails where a rule drops it. */
  const passes = (protocol: string): Promise<boolean> => {
    const way = ['8.8.8.8', 'from', HOST.v4, 'iif', 'lan0', 'ipproto', protocol];
    const router = lab.host.replace(/host$/, 'gw');
    return run(['ip', '-n', router, 'route', 'get', ...way]).then(
      () => true,
      () => false,
    );
  };

  test.each(['icmp-blocked', 'corporate'] as const)('%s drops ICMP and spares the rest', async (name) => {
    expect(await passes('icmp')).toBe(true);
    await lab.fault(name);
    expect(await passes('icmp')).toBe(false);
    expect((await probe(lab, [page]))[0]).toMatchObject({ status: 200 });
    await lab.fault(name, false);
    expect(await passes('icmp')).toBe(true);
  });

  test('dns-slow-3000 makes names late and nothing else', async () => {
    await lab.fault('dns-slow-3000');
    const dns = ['1.1.1.1', GATEWAY.v4].map((server): Ask => ({ ask: 'dns', server, wait: 6_000 }));
    const [direct, relayed, seen] = await probe(lab, [...dns, page]);
    for (const one of [direct, relayed]) {
      expect(one?.error).toBeUndefined();
      expect(one?.ms).toBeGreaterThanOrEqual(2_950);
    }
    expect(seen?.ms).toBeLessThan(1_000);
  });

  test('dns-memory counts a life down, and answers what it knows when its provider is out of reach', async () => {
    const ask: Ask = { ask: 'dns', server: GATEWAY.v4, wait: 700 };
    await lab.fault('dns-memory');
    const [first] = await probe(lab, [ask]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [second] = await probe(lab, [ask]);
    expect(first?.life).toBe(MEMORY);
    expect(second?.life).toBeLessThan(MEMORY);
    await lab.fault('blackhole');
    expect((await probe(lab, [ask]))[0]?.error).toBeUndefined();
    await lab.fault('dns-memory', false);
    expect((await probe(lab, [ask]))[0]?.error).toBe('timeout');
    await lab.fault('blackhole', false);
  });

  test('the proxy works at any time, and alone in proxy-only', async () => {
    const seen = async () =>
      (await probe(lab, [viaProxy, tunnel])).map((one) => one.status ?? one.authorized ?? one.error);
    expect(await seen()).toEqual([200, true]);
    await lab.fault('proxy-only');
    expect(await seen()).toEqual([200, true]);
    expect((await probe(lab, [{ ...page, wait: 700 }]))[0]?.error).toBe('timeout');
    await lab.fault('blackhole');
    const [cut, shut] = await probe(lab, [viaProxy, tunnel]);
    expect([cut?.status, shut?.authorized]).toEqual([502, undefined]);
  });

  test('v6-only names a resolver that can be reached, and gives the old one back', async () => {
    await lab.fault('v6-only');
    expect((await say('cat', '/etc/resolv.conf')).trim()).toBe(`nameserver ${GATEWAY.v6}`);
    expect((await probe(lab, [{ ask: 'name', name: 'dns.google' }]))[0]?.error).toBeUndefined();
    await lab.fault('v6-only', false);
    expect(await say('cat', '/etc/resolv.conf')).toBe(`nameserver ${GATEWAY.v4}\n`);
    expect(await look(lab, HEALTHY)).toEqual(HEALTHY);
  });

  test('v6-only adds up with faults of the link', async () => {
    for (const name of ['v6-only', 'link-off', 'no-route'] as const) await lab.fault(name);
    await lab.fault('link-off', false);
    expect((await probe(lab, [{ ask: 'facts' }]))[0]).toMatchObject({ interfaces: ['en0'], routes: [] });
    await lab.fault('no-route', false);
    expect((await probe(lab, [{ ask: 'facts' }]))[0]).toMatchObject({ interfaces: ['en0'], routes: ['v6'] });
    await lab.fault('v6-only', false);
    expect(await look(lab, HEALTHY)).toEqual(HEALTHY);
  });

  test('vpn-on leads both families through the tunnel and leaves the default route alone', async () => {
    await lab.fault('vpn-on');
    expect(await say('ip', 'route', 'get', '8.8.8.8')).toContain('dev utun4');
    expect(await say('ip', 'route', 'get', '2620:fe::fe')).toContain('dev utun4');
    expect(await say('ip', 'route', 'show', 'default')).toContain(`via ${GATEWAY.v4} dev en0`);
    await lab.fault('vpn-dead');
    await lab.fault('vpn-on', false);
    expect((await probe(lab, [{ ...page, wait: 700 }]))[0]?.error).toBe('timeout');
    await lab.fault('vpn-dead', false);
    expect(await say('ip', 'route', 'get', '8.8.8.8')).toContain('dev en0');
  });

  test('servers keep a connection open for more than the 5 s of Node', async () => {
    const before = (await lab.asked())['203.0.113.81:80'] ?? 0;
    expect((await probe(lab, [{ ...page, keep: 6_000, wait: 9_000 }]))[0]).toMatchObject({ status: 200 });
    expect((await lab.asked())['203.0.113.81:80']).toBe(before + 2);
  });

  test('a connection from before a portal is reset at its next packet', async () => {
    const kept = probe(lab, [{ ...page, keep: 2_500, wait: 9_000 }]);
    await new Promise((done) => setTimeout(done, 1_200));
    await lab.fault('portal-honest');
    expect((await kept)[0]?.error).toBe('ECONNRESET');
    expect((await probe(lab, [page]))[0]).toMatchObject({ status: 302, location: PORTAL_LOGIN });
  });
});
