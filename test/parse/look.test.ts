import { describe, expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import { look } from '../../main/engine/network/look.ts';
import type { NetAddress, Programs } from '../../main/engine/tools/tools.ts';
import { newWorld } from '../fakes/world.ts';

const en0v6: NetAddress = { iface: 'en0', family: 6, address: '2001:db8::20', isInternal: false };
const utun: NetAddress = { iface: 'utun4', family: 4, address: '100.64.0.7', isInternal: false };
const bridge: NetAddress = { iface: 'bridge0', family: 4, address: '10.0.0.5', isInternal: false };

/** A look on a Mac with these addresses, whose `route` knows these routers; and what was asked of it. */
async function lookOnMac(addresses: readonly NetAddress[], routers: Record<string, string>, isDeep = true) {
  const { tools } = newWorld();
  const asked: string[] = [];
  const run: Programs['run'] = async (name, args) => {
    asked.push(name);
    const gateway = name === 'route' ? routers[args[2] ?? ''] : undefined;
    const stdout = gateway ? `   route to: default\n    gateway: ${gateway}\n  interface: en0\n` : '';
    return ok({ stdout, stderr: '', exitCode: stdout === '' ? 1 : 0 });
  };
  const net = {
    ...tools.net,
    addresses: () => addresses,
    source: async ({ family }: { family: 4 | 6 }) =>
      addresses.find((one) => one.family === family)?.address ?? null,
    resolvers: () => ['10.0.0.1'],
  };
  const programs = { ...tools.programs, run };
  const facts = await look(
    { ...tools, net, programs, platform: 'darwin' },
    isDeep,
    new AbortController().signal,
  );
  return { facts, asked };
}

describe('a look on a Mac', () => {
  test('a tunnel carries IPv4 over a link that has IPv6 alone: its router is found', async () => {
    const { facts } = await lookOnMac([en0v6, utun], { '-inet6': 'fe80::1%en0' });
    expect(facts).toMatchObject({ gateway: 'fe80::1%en0', links: ['en0'], v4: { iface: 'utun4' } });
  });

  test('a bridge that carries the way out is a link', async () => {
    const { facts } = await lookOnMac([bridge], { '-inet': '10.0.0.1' });
    expect(facts).toMatchObject({ links: ['bridge0'], gateway: '10.0.0.1' });
  });

  test('a bridge of virtual machines and a tunnel are none', async () => {
    const vm: NetAddress = { iface: 'bridge100', family: 4, address: '192.168.64.1', isInternal: false };
    const { facts } = await lookOnMac([en0v6, utun, vm], {});
    expect(facts.links).toEqual(['en0']);
  });

  test('a quick look starts no program, and still tells the resolvers', async () => {
    const { facts, asked } = await lookOnMac([bridge], {}, false);
    expect(asked).toEqual([]);
    expect(facts.resolvers).toEqual(['10.0.0.1']);
  });
});
