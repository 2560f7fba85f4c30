import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { sideOf } from '../../main/core/verdicts.ts';
import { view } from '../../main/core/view.ts';
import { type Line, proxyAt } from '../fakes/net.ts';
import { newWorld, type World } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };
const router = '192.168.1.1';

/** A world whose line has been as `first` says for a minute; `keys` are the verdicts since. */
async function settled(first: Partial<Line> = {}, seed = 1) {
  const world = newWorld(seed);
  Object.assign(world.line, first);
  const engine = await world.start();
  await world.clock.pass(60_000);
  const before = world.verdicts.length;
  const key = () => engine.state().network.verdict.key;
  const keys = () => world.verdicts.slice(before).map((verdict) => verdict.key);
  return { world, engine, key, keys, shown: () => snapshotOf(engine.state(), id) };
}

/** The line changes and the kernel says nothing of it. */
const quietly = (world: World, part: Partial<Line>) => Object.assign(world.line, part);

async function asked(world: World, ms: number): Promise<number> {
  const before = world.asked();
  await world.clock.pass(ms);
  return ((world.asked() - before) * 60_000) / ms;
}

describe('two families', () => {
  test('a new privacy address is no other way: nothing is forgotten and nothing said', async () => {
    const { world, engine, keys } = await settled({ v6: 'ok' });
    const { freshAt, proofAt } = engine.state().network;
    world.change({ v6Address: '2001:db8:1::77' });
    await world.clock.pass(1);
    const { network } = engine.state();
    expect([network.isChecking, network.freshAt]).toEqual([false, freshAt]);
    await world.clock.pass(10_000);
    expect(engine.state().network.proofAt).toBeGreaterThan(proofAt ?? 0);
    expect(keys()).toEqual([]);
    await engine.stop();
  });

  test('a second family that comes and goes each second does not hide a dead line', async () => {
    const { world, engine, keys } = await settled({ v6: 'ok' });
    world.change({ upstream: 'silent' });
    for (let second = 0; second < 6; second += 1) {
      world.change({ v6: second % 2 ? 'ok' : 'no' });
      await world.clock.pass(1_000);
    }
    expect(keys()).toEqual(['upstream-dead']);
    await engine.stop();
  });

  test('the only way that works goes, the other one is dead: seen in time', async () => {
    const { world, engine, key } = await settled({ v6: 'silent' });
    expect(key()).toBe('online');
    world.change({ v4: false });
    await world.clock.pass(4_000);
    expect(key()).toBe('upstream-dead');
    world.change({ v4: true });
    await world.clock.pass(1_600);
    expect(key()).toBe('online');
    await engine.stop();
  });

  test('ways that take turns each second do not hide a dead line', async () => {
    const { world, engine, keys } = await settled();
    world.change({ upstream: 'silent' });
    for (let second = 0; second < 10; second += 1) {
      world.change({ vpn: second % 2 ? 'no' : 'dead' });
      await world.clock.pass(1_000);
    }
    expect(keys().filter((key) => key === 'vpn-dead' || key === 'upstream-dead').length).toBeGreaterThan(0);
    world.change({ upstream: 'ok', vpn: 'no' });
    await world.clock.pass(1_600);
    expect(keys().at(-1)).toBe('online');
    await engine.stop();
  });

  test.each<[string, Partial<Line>]>([
    ['IPv6 alone', { v4: false, v6: 'ok' }],
    ['both, of which IPv6 leads nowhere', { v6: 'silent' }],
    ['both', { v6: 'ok' }],
  ])('%s: online for ten minutes', async (_title, part) => {
    const { world, engine, key, keys } = await settled(part);
    await world.clock.pass(600_000);
    expect([key(), ...keys()]).toEqual(['online']);
    await engine.stop();
  });
});

describe('resolvers and proxies come without a word from the kernel', () => {
  test.each<[string, Partial<Line>, Partial<Line>]>([
    ['the list was empty', { resolvers: [] }, { resolvers: [router] }],
    ['another one is set up for a dead one', { resolver: 'dead' }, { resolvers: ['192.168.1.53'] }],
    [
      'this machine stood in for it',
      { resolvers: ['127.0.0.1'], blocked: new Set(['127.0.0.1']) },
      { resolvers: [router] },
    ],
  ])('%s: names broken, and back within two seconds', async (_title, broken, mended) => {
    const { world, engine, key } = await settled();
    world.change(broken);
    await world.clock.pass(60_000);
    expect(key()).toBe('dns-broken');
    quietly(world, mended);
    await world.clock.pass(2_000);
    expect(key()).toBe('online');
    await engine.stop();
  });

  test('a link whose resolver comes a second later is online, not one without names', async () => {
    const { world, engine, keys } = await settled();
    world.change({ link: false });
    await world.clock.pass(10_000);
    quietly(world, { resolvers: ['127.0.0.1'], blocked: new Set(['127.0.0.1']) });
    world.change({ link: true });
    await world.clock.pass(1_000);
    quietly(world, { resolvers: [router] });
    await world.clock.pass(2_000);
    expect(keys()).toEqual(['link-down', 'online']);
    await engine.stop();
  });

  test('one of two resolvers dead: online, and no storm', async () => {
    const resolvers = [router, '192.168.1.53'];
    const { world, engine, keys } = await settled({ resolvers, blocked: new Set(['192.168.1.53']) });
    expect(await asked(world, 300_000)).toBeLessThan(150);
    expect(keys()).toEqual([]);
    await engine.stop();
  });

  test('a proxy that is set up while nothing leads out is found', async () => {
    const { world, engine, key } = await settled();
    world.change({ only: 'proxy' });
    await world.clock.pass(60_000);
    expect(key()).toBe('upstream-dead');
    quietly(world, { hasProxy: true });
    await world.clock.pass(45_000);
    expect(key()).toBe('proxy-only');
    await engine.stop();
  });

  test('one question that the resolver could not answer is no broken resolver, however seldom it is asked', async () => {
    const { world, engine, keys } = await settled();
    engine.tell({ type: 'power.changed', isOnBattery: true });
    await world.clock.pass(30_000);
    quietly(world, { resolver: 'servfail' });
    const owes = () => engine.state().network.resolverSilentSince !== null;
    for (let turn = 0; turn < 400 && !owes(); turn += 1) await world.clock.pass(50);
    expect(owes()).toBe(true);
    quietly(world, { resolver: 'ok' });
    await world.clock.pass(20_000);
    expect(keys()).toEqual([]);
    await engine.stop();
  });

  test('the evidence names the routers, resolvers and proxies of this network only', async () => {
    const { world, engine, shown } = await settled({ hasProxy: true });
    const near = () =>
      shown()
        .internet.evidence.filter(({ witness }) => ['resolver', 'proxy'].includes(witness))
        .map(({ target }) => target);
    world.change({ upstream: 'silent' });
    await world.clock.pass(5_000);
    expect(new Set(near())).toEqual(new Set([router, `http://${proxyAt}:3128`]));
    world.change({ upstream: 'ok', hasProxy: false, resolvers: ['192.168.1.53'] });
    await world.clock.pass(60_000);
    expect(new Set(near())).toEqual(new Set(['192.168.1.53']));
    await engine.stop();
  });
});

test('no reading from before a sleep stands in the list, even where the clock stood still in it', async () => {
  const { world, engine, shown } = await settled();
  world.change({ upstream: 'silent' });
  world.clock.set(8 * 3_600_000);
  await world.clock.pass(2_000);
  const far = shown().internet.evidence.filter(({ witness }) => ['dns', 'tls', 'page'].includes(witness));
  expect(far).toEqual([]);
  await engine.stop();
});

test('half of everything lost stays lossy and does not flicker', async () => {
  const { world, engine, key, keys } = await settled({}, 9);
  world.change({ loss: 0.5 });
  await world.clock.pass(1_200_000);
  expect(key()).toBe('lossy');
  expect(keys().length).toBeLessThan(12);
  expect(keys().filter((one) => one !== 'lossy' && one !== 'online')).toEqual([]);
  world.change({ loss: 0 });
  await world.clock.pass(300_000);
  expect(key()).toBe('online');
  await engine.stop();
});

test('a resolver is one line, by the way to it, whatever it is asked for', async () => {
  const { world, engine, shown } = await settled({ v6: 'ok' });
  await world.clock.pass(60_000);
  const lines = shown().internet.evidence.filter(({ witness }) => witness === 'resolver');
  expect(lines.map(({ target, family }) => [target, family])).toEqual([[router, 4]]);
  await engine.stop();
});

test('what was not heard in an outage is not counted when it is over', async () => {
  const { world, engine, shown } = await settled();
  world.change({ upstream: 'silent' });
  await world.clock.pass(60_000);
  world.change({ upstream: 'ok' });
  await world.clock.pass(30_000);
  const seen = view(shown(), { lang: 'en', now: world.clock.wall(), isAway: false }).internet.say;
  const [, k, n] = /(\d+) of (\d+)/.exec(seen) ?? [];
  expect(Number(k)).toBeGreaterThan(2);
  expect(k).toBe(n);
  await engine.stop();
});

test('a router that never answers is looked up among the neighbours only when that would tell something', async () => {
  const { world, engine, shown } = await settled();
  world.change({ isLocalDenied: true });
  await world.clock.pass(5_000);
  const { seq } = engine.state().network.look;
  const { deepAt } = engine.state().network;
  await world.clock.pass(300_000);
  expect(engine.state().network.look.seq).toBeGreaterThan(seq);
  expect(engine.state().network.deepAt, 'deep looks start programs').toBe(deepAt);
  expect(shown().lan).toBe('up');
  await engine.stop();
});

describe('some are blocked, some lie', () => {
  const operators = ['1.1.1.1', '8.8.8.8', '9.9.9.9'];
  const all = (address: string) => new Map(operators.map((operator) => [operator, address]));

  test.each<[string, Partial<Line>]>([
    ['one operator tells another address', { forgers: new Map([['1.1.1.1', '10.0.0.9']]) }],
    ['a filter answers for all of them', { forgers: all('10.0.0.9') }],
    ['a filter says that there is no such name', { forgers: all('0.0.0.0') }],
    ['the router has no address for anything', { forgers: new Map([[router, '0.0.0.0']]) }],
    ['no DNS server can be reached', { blocked: new Set(operators) }],
    ['only pages pass', { only: 'web' }],
  ])('%s: online for ten minutes, and no storm of questions', async (_title, part) => {
    const { world, engine, keys } = await settled();
    world.change(part);
    expect(await asked(world, 600_000)).toBeLessThan(200);
    expect(keys()).toEqual([]);
    await engine.stop();
  });

  test('a filter that denies a name on a line that loses a third: never offline, never a portal', async () => {
    const { world, engine, keys } = await settled();
    world.change({ forgers: all('0.0.0.0'), loss: 0.3 });
    await world.clock.pass(1_800_000);
    expect(keys().filter((key) => sideOf(key) === 'offline')).toEqual([]);
    await engine.stop();
  });

  test('a portal is seen although one operator was known to lie', async () => {
    const { world, engine, key } = await settled();
    world.change({ forgers: new Map([['1.1.1.1', '10.0.0.9']]) });
    await world.clock.pass(30_000);
    world.change({ portal: 'forged', forgers: new Map() });
    await world.clock.pass(4_000);
    expect(key()).toBe('captive');
    quietly(world, { portal: 'no' });
    await world.clock.pass(2_500);
    expect(key()).toBe('online');
    await engine.stop();
  });

  test('pages that were silent for a while are heard when they speak: a portal', async () => {
    const { world, engine, key } = await settled();
    world.change({ only: 'proxy', hasProxy: true });
    await world.clock.pass(60_000);
    world.change({ only: 'all', hasProxy: false, portal: 'honest' });
    await world.clock.pass(12_000);
    expect(key()).toBe('captive');
    await engine.stop();
  });

  test('another network begins with everybody: who was blocked in the last one is asked again', async () => {
    const { world, engine } = await settled();
    world.change({ blocked: new Set(operators) });
    await world.clock.pass(60_000);
    world.change({ link: false, blocked: new Set() });
    await world.clock.pass(3_000);
    world.change({ link: true });
    await world.clock.pass(10_000);
    const { beats } = engine.state().network.quality;
    expect(beats.length, 'beats that DNS servers answered').toBeGreaterThan(3);
    await engine.stop();
  });

  test('on battery, without DNS servers, with a proxy: the straight way is not forgotten', async () => {
    const { world, engine, keys } = await settled();
    engine.tell({ type: 'power.changed', isOnBattery: true });
    world.change({ blocked: new Set(operators), hasProxy: true });
    await world.clock.pass(1_800_000);
    expect(keys()).toEqual([]);
    await engine.stop();
  });

  test.each([300, 600, 1_000])(
    'only pages pass, %d ms each way, and a page takes two round trips: at most slow',
    async (latency) => {
      const { world, engine, keys } = await settled({ only: 'web', webTrips: 2 });
      await world.clock.pass(120_000);
      world.change({ latency });
      await world.clock.pass(300_000);
      expect(keys().filter((key) => key !== 'slow' && key !== 'online')).toEqual([]);
      await engine.stop();
    },
  );
});

test('macOS keeps the app from the local network: the router is not called dead, not even for a moment', async () => {
  const { world, engine, key, keys } = await settled();
  world.disk.set('/proc/net/arp', `IP HW Flags HW Mask Device\n${router} 0x1 0x2 aa:bb:cc:dd:ee:ff * en0\n`);
  world.change({ isLocalDenied: true });
  await world.clock.pass(200_000);
  expect(engine.state().network.lan.state).toBe('up');
  world.change({ upstream: 'silent' });
  await world.clock.pass(60_000);
  expect(engine.state().network.lan.state).toBe('up');
  world.change({ upstream: 'ok' });
  await world.clock.pass(2_000);
  expect(key()).toBe('online');
  expect(keys()).toEqual(['upstream-dead', 'online']);
  await engine.stop();
});

test('requests that fail while the line is proved do not make a storm of doubts', async () => {
  const { world, engine, keys } = await settled();
  const before = world.asked();
  for (let turn = 0; turn < 400; turn += 1) {
    engine.tell({ type: 'traffic.began' });
    await world.clock.pass(50);
    engine.tell({ type: 'traffic.ended', isAnswered: false });
  }
  expect(world.asked() - before).toBeLessThan(300);
  expect(keys()).toEqual([]);
  await engine.stop();
});

test('offline was the person’s choice, nobody may be asked meanwhile, and they go back to Auto: they are asked', async () => {
  const { world, engine, shown } = await settled();
  await engine.send({ type: 'setting.set', key: 'probe.whileOffline', value: false });
  await engine.send({ type: 'mode.set', mode: 'offline' });
  await world.clock.pass(60_000);
  expect(shown().asksReturn).toBe(false);
  await engine.send({ type: 'mode.set', mode: 'auto' });
  await world.clock.pass(1_000);
  expect(shown()).toMatchObject({ stance: 'offline', probing: 'paused', asksReturn: true });
  await engine.send({ type: 'return.confirm' });
  await world.clock.pass(40_000);
  expect(shown()).toMatchObject({ stance: 'online', probing: 'on', internet: { state: 'online' } });
  await engine.stop();
});
