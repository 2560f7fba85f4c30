import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FAULT_NAMES, type FaultName, type Lab, labPossible, needsNft, openLab } from './lab.ts';
import { HEALTHY, look, probe, type Target, type View } from './look.ts';
import { hasProgram } from './possible.ts';
import type { Ask } from './probe.ts';
import { GATEWAY, PORTAL_LOGIN, PORTAL_NAME } from './world.ts';

const possible = labPossible();
const title = possible.ok ? 'network lab' : `network lab (skipped: ${possible.why})`;
if (!possible.ok) console.warn(`lab: skipped, ${possible.why}`);

const ALL = Object.keys(HEALTHY) as Target[];
const LOCAL: readonly Target[] = ['router', 'router v6', 'facts'];
const RESOLVERS: readonly Target[] = ['resolver', 'resolver v6'];
const BEYOND = ALL.filter((name) => !LOCAL.includes(name) && !RESOLVERS.includes(name));
const all = (names: readonly Target[], seen: string): Partial<View> =>
  Object.fromEntries(names.map((name) => [name, seen]));
const matching = (pattern: RegExp, seen: string): Partial<View> =>
  all(
    BEYOND.filter((name) => pattern.test(name)),
    seen,
  );
const silent = (...names: readonly Target[]): Partial<View> => all(names, 'timeout');

/** What each fault changes; everything that is not named must stay as it is in a healthy lab. */
type Timed = `loss-${number}` | `delay-${number}` | `dns-slow-${number}`;
const CHANGES: Record<Exclude<FaultName, Timed>, Partial<View>> = {
  'link-down': { ...all(ALL, 'ENETUNREACH'), facts: '' },
  'link-off': { ...all(ALL, 'ENETUNREACH'), facts: '' },
  'no-route': { ...all(BEYOND, 'ENETUNREACH'), facts: 'en0' },
  'gateway-dead': silent(...ALL.filter((name) => name !== 'facts')),
  blackhole: silent(...BEYOND, ...RESOLVERS),
  unreachable: {
    ...silent(...BEYOND),
    ...matching(/page|tls/, 'ENETUNREACH'),
    ...all(RESOLVERS, 'SERVFAIL'),
  },
  'dns-dead': silent(...RESOLVERS),
  'dns-servfail': all(RESOLVERS, 'SERVFAIL'),
  'dns-memory': {},
  'all-dns-blocked': matching(/dns/, 'timeout'),
  portal: {
    ...matching(/dns/, 'forged'),
    ...all(RESOLVERS, 'forged'),
    ...matching(/page/, `302 ${PORTAL_LOGIN}`),
    ...matching(/tls/, 'timeout'),
  },
  'portal-honest': { ...matching(/page/, `302 ${PORTAL_LOGIN}`), ...matching(/tls/, 'timeout') },
  'portal-200': { ...matching(/page/, 'another page'), ...matching(/tls/, 'timeout') },
  'block-1.1.1.1': silent('dns 1.1.1.1', 'dns 1.1.1.1 v6', 'tls'),
  'block-8.8.8.8': silent('dns 8.8.8.8', 'dns 8.8.8.8 v6'),
  'block-9.9.9.9': silent('dns 9.9.9.9', 'dns 9.9.9.9 v6', 'tls v6'),
  'block-pages': matching(/page/, 'timeout'),
  'v4-dead': silent(...BEYOND.filter((name) => !name.endsWith('v6'))),
  'v6-dead': silent(...BEYOND.filter((name) => name.endsWith('v6'))),
  corporate: matching(/dns/, 'timeout'),
  'icmp-blocked': {},
  'v6-only': {
    ...all(
      [...BEYOND, 'resolver' as const, 'router' as const].filter((name) => !name.endsWith('v6')),
      'ENETUNREACH',
    ),
    facts: 'en0 v6',
  },
  'proxy-only': silent(...BEYOND),
  'vpn-on': { facts: 'en0 utun4 v4 v6' },
  'vpn-dead': { ...silent(...BEYOND), facts: 'en0 utun4 v4 v6' },
};

async function expectView(lab: Lab, changes: Partial<View>): Promise<void> {
  const expected: View = { ...HEALTHY, ...changes };
  expect(await look(lab, expected)).toEqual(expected);
}

describe.skipIf(!possible.ok)(title, { timeout: 60_000 }, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  }, 60_000);
  afterEach(({ task }) => (task.result?.state === 'fail' ? lab.heal() : undefined));
  afterAll(() => lab?.close());

  test('is healthy when it opens', () => expectView(lab, {}));

  test.each(Object.keys(CHANGES) as (keyof typeof CHANGES)[])(
    '%s does what it says and heals',
    async (name) => {
      await lab.fault(name);
      await lab.fault(name);
      await expectView(lab, CHANGES[name]);
      await lab.heal();
      await expectView(lab, {});
    },
  );

  const lossy = FAULT_NAMES.filter(needsNft);
  const noNft = possible.ok && !hasProgram('nft', '--version');
  if (noNft) console.warn("lab: loss skipped, the program 'nft' is missing; apt-get install nftables");
  test.skipIf(noNft).each(lossy)(
    noNft ? '%s (skipped: no nft)' : '%s loses about that share',
    async (name) => {
      const arrive = 1 - Number(name.slice('loss-'.length)) / 100;
      const times = 300;
      await lab.fault(name);
      for (const server of ['1.1.1.1', '192.168.77.1', '2620:fe::fe']) {
        const [seen] = await probe(lab, [{ ask: 'dns', server, times, wait: 700 }]);
        const share = (seen?.answered ?? 0) / times;
        expect(Math.abs(share - arrive * arrive), `${server} answered ${share}`).toBeLessThan(0.2);
      }
      await lab.heal();
      await expectView(lab, {});
    },
  );

  test.runIf(noNft).each(lossy)(
    noNft ? '%s names the package it lacks' : '%s names the package it lacks (skipped: nft is here)',
    async (name) => {
      await expect(lab.fault(name)).rejects.toThrow('apt-get install nftables');
    },
  );

  test.each([600, 2_000])('delay-%i makes answers that much later', async (delay) => {
    await lab.fault(delay === 600 ? 'delay-600' : 'delay-2000');
    const seen = await probe(lab, [
      { ask: 'dns', server: '1.1.1.1' },
      { ask: 'dns', server: '192.168.77.1' },
      { ask: 'page', address: '203.0.113.80', host: 'connectivitycheck.gstatic.com', path: '/generate_204' },
      { ask: 'tls', address: '8.8.8.8', name: 'dns.google' },
    ]);
    for (const one of seen) expect(one.ms).toBeGreaterThanOrEqual(delay - 50);
    expect(seen.map((one) => one.error ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'ok']);
    await lab.heal();
  });

  test('faults add up and one can be taken back alone', async () => {
    for (const name of ['block-pages', 'v4-dead', 'portal-honest', 'block-1.1.1.1'] as const)
      await lab.fault(name);
    for (const name of ['v4-dead', 'portal-honest'] as const) await lab.fault(name, false);
    await expectView(lab, { ...CHANGES['block-pages'], ...CHANGES['block-1.1.1.1'] });
    await lab.fault('link-off');
    await lab.fault('no-route');
    await lab.fault('link-off', false);
    await expectView(lab, CHANGES['no-route']);
    await lab.heal();
    await expectView(lab, {});
  });

  test('the way to the login page of an honest portal is open, and closes with it', async () => {
    const find: Ask = { ask: 'name', name: PORTAL_NAME };
    const open: Ask = { ask: 'page', address: GATEWAY.v4, host: PORTAL_NAME, path: '/login' };
    await lab.fault('portal-honest');
    const [name, page] = await probe(lab, [find, open]);
    expect([...(name?.addresses ?? [])].sort()).toEqual([GATEWAY.v4, GATEWAY.v6]);
    expect([page?.status, page?.body?.includes('Log in')]).toEqual([200, true]);
    await lab.heal();
    expect((await probe(lab, [find, open])).map((one) => one.error)).toEqual(['ENOTFOUND', 'ECONNREFUSED']);
  });

  test('counts what the machine sent and whom it asked', async () => {
    const [packets, asked] = [(await lab.traffic()).packets, await lab.asked()];
    await expectView(lab, {});
    expect((await lab.traffic()).packets).toBeGreaterThan(packets + 20);
    const now = await lab.asked();
    for (const key of ['9.9.9.9:53', '[2620:fe::fe]:443', '203.0.113.81:80', '192.168.77.1:53']) {
      expect((now[key] ?? 0) - (asked[key] ?? 0), key).toBe(1);
    }
  });

  test('refuses a fault it does not know', async () => {
    await expect(lab.fault('sunspots' as FaultName)).rejects.toThrow("no fault named 'sunspots'");
  });
});
