import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goPossible, installed } from './go.ts';
import { type RealStand, realStand } from './stand.ts';
import { startTailnet, type Tailnet } from './tailnet.ts';

const possible = goPossible();
if (!possible.ok) console.log(`skipped: real Tailscale and Headscale: ${possible.why}`);

async function rootFor(socket: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'om-root-'));
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  const script = `#!/bin/sh\nexec ${await installed('tailscale')} --socket=${socket} "$@"\n`;
  writeFileSync(join(root, 'usr/bin/tailscale'), script);
  chmodSync(join(root, 'usr/bin/tailscale'), 0o755);
  return root;
}

async function standBeside(net: Tailnet): Promise<{ at: RealStand; root: string }> {
  const root = await rootFor(net.nodes[0].socket);
  const keyFile = join(root, 'key');
  writeFileSync(keyFile, `${net.apiKey}\n`, { mode: 0o600 });
  const at = await realStand({
    root,
    settings: { 'headscale.url': net.headscaleUrl, 'headscale.keyFile': keyFile },
  });
  await at.until('looked at', ({ parts }) => parts.every(({ at: when }) => when !== null));
  return { at, root };
}

const facts = (at: RealStand) => {
  const found = at.engine.state().parts.readings.tailscale?.facts;
  return found?.kind === 'tailscale' ? found : null;
};
const headscale = (at: RealStand) => {
  const found = at.engine.state().parts.readings.headscale?.facts;
  return found?.kind === 'headscale' ? found : null;
};
const again = (at: RealStand) => at.engine.send({ type: 'look.again' });

describe.skipIf(!possible.ok)('a real tailnet of two, with a real Headscale', () => {
  let net: Tailnet;
  let at: RealStand;
  let root: string;
  beforeAll(async () => {
    net = await startTailnet();
    ({ at, root } = await standBeside(net));
  }, 1_800_000);
  afterAll(async () => {
    await at?.stop();
    await net?.stop();
    if (root) rmSync(root, { recursive: true, force: true });
  });

  test('both are up; nodes are counted with the key, and the key is told nobody', () => {
    expect(facts(at)).toMatchObject({ asked: 'ok', backend: 'Running', isOnline: true, isRemembered: false });
    expect(headscale(at)).toMatchObject({
      answer: 'ok',
      status: 'pass',
      version: 'v0.29.2',
      nodes: { all: 2, online: 2 },
    });
    expect(JSON.stringify(at.snapshot())).not.toContain(net.apiKey);
  });

  test('“Ask all” finds the path of the other one', async () => {
    await at.engine.send({ type: 'peers.ask' });
    await at.until('asked', ({ peers }) => peers.list[0]?.askedAt !== null && !peers.isAsking, 60_000);
    expect(at.snapshot().peers).toMatchObject({
      count: 1,
      list: [{ name: 'two', path: 'direct' }],
    });
    // Both nodes are this machine. Which of its addresses the path ends at is Tailscale's choice, and a public one among
    // them would mean a path over the internet.
    const [ping] = Object.values(at.engine.state().parts.pings);
    expect(ping?.via).toMatch(/^(\[[\da-f:]+\]|[\d.]+):\d+$/);
    const isPublic = /^(?!10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+:/.test(
      ping?.via ?? '',
    );
    expect(at.part('tailscale')).toMatchObject({
      health: 'up',
      ...(isPublic
        ? { offline: 'no', rule: { key: 'rule.ts.relayed' } }
        : { offline: 'partly', rule: { key: 'rule.ts.forgets' } }),
    });
  });

  test('the coordinator goes: direct peers stay, nobody is called away, and nothing is offered that would harm', async () => {
    await net.stopHeadscale();
    await again(at);
    await at.until('away', () => facts(at)?.isOnline === false && headscale(at)?.answer === 'refused');
    await at.engine.send({ type: 'peers.ask' });
    await at.until('asked', ({ peers }) => !peers.isAsking, 60_000);
    expect(at.part('tailscale')).toMatchObject({ health: 'up', act: null });
    expect(at.snapshot().peers.list[0]).toMatchObject({ path: 'direct' });
    expect(at.part('tailscale').lines.find(({ name }) => name.key === 'ts.coordinator')?.value?.key).toBe(
      'ts.v.away',
    );
    const refused = await at.engine.send({ type: 'part.act', id: 'tailscale', act: 'start', model: '' });
    expect(refused.ok).toBe(false);
  });

  test('its daemon is restarted meanwhile: it has forgotten its devices, and is not told to sign in', async () => {
    await net.nodes[0].stop();
    await again(at);
    await at.until('without daemon', () => facts(at)?.asked === 'daemon', 30_000);
    await net.nodes[0].start();
    await again(at);
    // For a moment after its start it is in the same state: one look is not enough.
    await at.until('lost', () => at.row('tailscale').fact === 'has forgotten its devices', 30_000);
    expect(facts(at)).toMatchObject({ backend: 'NoState', hasNodeKey: true });
    expect(at.row('tailscale').rule).toContain('Do not sign out');
    // The false "You are logged out" is not passed on.
    expect(JSON.stringify(at.part('tailscale').lines)).not.toContain('logged out');
  });

  test('the coordinator is back: so is everything', async () => {
    await net.startHeadscale();
    await again(at);
    await at.until('back', () => facts(at)?.isOnline === true && facts(at)?.peers.length === 1, 60_000);
    expect(headscale(at)).toMatchObject({ answer: 'ok' });
  });

  test('stopped by hand it may be started while its coordinator answers, and is', async () => {
    await net.nodes[0].tailscale(['down']);
    await again(at);
    await at.until('stopped', () => facts(at)?.backend === 'Stopped');
    expect(at.part('tailscale').act).toBe('start');
    await at.send('tailscale', 'start');
    await at.until('running', () => facts(at)?.backend === 'Running', 30_000);
  });
});

describe.skipIf(!possible.ok)('a tailnet whose coordinator lets peers be remembered', () => {
  test('a restart while it is away keeps the devices', async () => {
    const net = await startTailnet({ hasMapCache: true });
    const { at, root } = await standBeside(net);
    try {
      expect(facts(at)).toMatchObject({ isRemembered: true });
      await net.stopHeadscale();
      await net.nodes[0].stop();
      await net.nodes[0].start();
      await again(at);
      await again(at);
      const isKept = () => facts(at)?.backend === 'Running' && facts(at)?.isOnline === false;
      await at.until('kept', () => isKept() && facts(at)?.peers.length === 1, 30_000);
    } finally {
      await at.stop();
      await net.stop();
      rmSync(root, { recursive: true, force: true });
    }
  }, 1_800_000);

  test('only by a relay: that is told, and what it means', async () => {
    const net = await startTailnet({ isRelayOnly: true });
    const { at, root } = await standBeside(net);
    try {
      await at.engine.send({ type: 'peers.ask' });
      await at.until('asked', ({ peers }) => peers.list[0]?.path === 'relay' && !peers.isAsking, 60_000);
      expect(at.part('tailscale')).toMatchObject({ offline: 'no', rule: { key: 'rule.ts.relayed' } });
    } finally {
      await at.stop();
      await net.stop();
      rmSync(root, { recursive: true, force: true });
    }
  }, 1_800_000);
});
