import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../main/core/snapshot.ts';
import type { State } from '../../main/core/state.ts';
import { view } from '../../main/core/view.ts';
import { goodLine, type Line } from '../fakes/net.ts';
import { newWorld, type World } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };

/** A world whose line has been good for a while. */
async function settled(seed = 1) {
  const world = newWorld(seed);
  const engine = await world.start();
  await world.clock.pass(60_000);
  world.verdicts.splice(0, world.verdicts.length - 1);
  const key = () => engine.state().network.verdict.key;
  const shown = () => snapshotOf(engine.state(), id);
  const say = () =>
    view(shown(), { lang: 'en', now: world.clock.wall(), isAway: false }).internet.say.replaceAll(
      '\u00a0',
      ' ',
    );
  return { world, engine, key, shown, say };
}

/** What was said since the line was known to be good. */
const keysOf = (world: World) => new Set(world.verdicts.slice(1).map(({ key }) => key));

describe('causes beyond up and down', () => {
  test('a third of everything lost is lossy, with its share; not offline; and it ends', async () => {
    const { world, engine, key, shown, say } = await settled(11);
    world.change({ loss: 0.33 });
    await world.clock.pass(90_000);
    expect(key()).toBe('lossy');
    const { loss } = shown().internet;
    expect(loss).toBeGreaterThan(0.15);
    expect(loss).toBeLessThan(0.5);
    expect(say()).toMatch(/^\d+ % of the questions get no answer\. The others take \d+ ms\.$/);
    world.change({ loss: 0 });
    await world.clock.pass(180_000);
    expect(key()).toBe('online');
    expect(keysOf(world)).toEqual(new Set(['lossy', 'online']));
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('answers that take long are slow, with their time, and it ends', async () => {
    const { world, engine, key, say } = await settled();
    world.change({ latency: 800 });
    await world.clock.pass(60_000);
    expect(key()).toBe('slow');
    expect(say()).toMatch(/^Answers come, but they take 1[56]\d\d ms\.$/);
    world.change({ latency: 10 });
    await world.clock.pass(30_000);
    expect(keysOf(world)).toEqual(new Set(['slow', 'online']));
    await engine.stop();
  });

  test('names that need three seconds are no dead resolver', async () => {
    const { world, engine } = await settled();
    world.change({ dnsDelay: 3_000 });
    await world.clock.pass(300_000);
    expect(keysOf(world)).not.toContain('dns-broken');
    expect([...keysOf(world)].filter((key) => !['online', 'slow'].includes(key))).toEqual([]);
    await engine.stop();
  });

  test('a VPN that works is noted; one that is up but dead is to blame, not the line', async () => {
    const { world, engine, key, shown, say } = await settled();
    world.change({ vpn: 'up' });
    await world.clock.pass(20_000);
    expect(key()).toBe('online');
    expect(shown().internet.vpn).toBe('utun4');
    expect(say()).toMatch(/through the VPN \(utun4\)\.$/);
    world.change({ vpn: 'dead' });
    await world.clock.pass(8_000);
    expect(key()).toBe('vpn-dead');
    expect(shown()).toMatchObject({ lan: 'up', internet: { state: 'offline', cause: 'vpn-dead' } });
    world.change({ vpn: 'no' });
    await world.clock.pass(3_000);
    expect(key()).toBe('online');
    await engine.stop();
  });

  test('only the proxy leads out: said so, not offline, and over when the straight way is back', async () => {
    const { world, engine, key, shown, say } = await settled();
    world.change({ hasProxy: true });
    await world.clock.pass(60_000);
    expect(key()).toBe('online');
    world.change({ only: 'proxy' });
    await world.clock.pass(60_000);
    expect(key()).toBe('proxy-only');
    expect(shown().internet.proxy).toBe('http://192.168.1.9:3128');
    expect(say()).toBe('Only the proxy 192.168.1.9:3128 reaches the internet.');
    expect(engine.state().stance.is).toBe('online');
    world.change({ only: 'all' });
    await world.clock.pass(150_000);
    expect(key()).toBe('online');
    expect(keysOf(world)).toEqual(new Set(['online', 'proxy-only']));
    await engine.stop();
  });

  test('started behind a proxy-only network: never called online before it is known', async () => {
    const world = newWorld();
    world.change({ hasProxy: true, only: 'proxy' });
    const engine = await world.start();
    await world.clock.pass(15_000);
    expect(world.verdicts.map(({ key }) => key)).toEqual(['unknown', 'proxy-only']);
    await engine.stop();
  });

  test('a corporate network that passes only pages is online', async () => {
    const { world, engine, key } = await settled();
    world.change({ only: 'web' });
    await world.clock.pass(600_000);
    expect(key()).toBe('online');
    expect(keysOf(world)).toEqual(new Set());
    world.change({ upstream: 'silent' });
    await world.clock.pass(10_000);
    expect(key()).toBe('upstream-dead');
    await engine.stop();
  });

  test.each([8, 14, 25, 60])(
    'a network that blocks DNS questions for %i s is not lossy, nor is it afterwards',
    async (seconds) => {
      const { world, engine } = await settled(3);
      world.change({ only: 'web' });
      await world.clock.pass(seconds * 1_000);
      world.change({ only: 'all' });
      await world.clock.pass(120_000);
      expect([...keysOf(world)]).toEqual([]);
      await engine.stop();
    },
  );

  test('names are answered but no page and no handshake ever: that is no internet', async () => {
    const { world, engine, key, say } = await settled();
    world.change({ only: 'dns' });
    await world.clock.pass(45_000);
    expect(key()).toBe('upstream-dead');
    expect(say()).toMatch(/^DNS answers, but no page/);
    await world.clock.pass(120_000);
    expect(keysOf(world), 'and it stays said').toEqual(new Set(['upstream-dead']));
    world.change({ only: 'all' });
    await world.clock.pass(5_000);
    expect(key()).toBe('online');
    await engine.stop();
  });
});

describe('two axes', () => {
  test.each<[string, Partial<Line>, string, string]>([
    ['internet down, router fine', { upstream: 'silent' }, 'upstream-dead', 'up'],
    ['router dead', { gateway: 'dead' }, 'gateway-dead', 'down'],
    ['link down', { link: false }, 'link-down', 'down'],
    ['a portal', { portal: 'honest' }, 'captive', 'up'],
    ['names dead', { resolver: 'dead' }, 'dns-broken', 'up'],
    ['all well', {}, 'online', 'up'],
  ])('%s', async (_title, part, internet, lan) => {
    const { world, engine } = await settled();
    world.change({ ...goodLine(), ...part });
    await world.clock.pass(20_000);
    const { network } = engine.state();
    expect([network.verdict.key, network.lan.state]).toEqual([internet, lan]);
    await engine.stop();
  });
});

describe('how often and whom', () => {
  async function asked(world: World, ms: number): Promise<number> {
    const before = world.asked();
    await world.clock.pass(ms);
    return world.asked() - before;
  }

  test('gentle on battery asks a third; a request under way asks most', async () => {
    const { world, engine } = await settled();
    const standard = await asked(world, 120_000);
    engine.tell({ type: 'power.changed', isOnBattery: true });
    await world.clock.pass(10_000);
    const gentle = await asked(world, 120_000);
    engine.tell({ type: 'traffic.began' });
    const urgent = await asked(world, 120_000);
    expect(gentle / standard).toBeLessThan(0.4);
    expect(urgent / standard).toBeGreaterThan(2);
    await engine.stop();
  });

  test('a request under way finds a silent line a second sooner; one that failed begins the doubt at once', async () => {
    for (const [isUrgent, most] of [
      [false, 3_750],
      [true, 2_850],
    ] as const) {
      const { world, engine, key } = await settled(5);
      if (isUrgent) await engine.send({ type: 'attention.ask', pace: 'urgent', forMs: 60_000 });
      await world.clock.pass(20_000 + 333);
      world.change({ upstream: 'silent' });
      await world.clock.pass(most);
      expect(key()).toBe('upstream-dead');
      await engine.stop();
    }
    const { world, engine, key } = await settled(5);
    engine.tell({ type: 'traffic.began' });
    await world.clock.pass(20_000);
    // A proof that has just come would stand against the failed request, and an answer still under way would acquit.
    const isQuiet = ({ network: { proofAt, asks }, at }: State) =>
      asks.length === 0 && at - (proofAt ?? 0) > 1_000;
    while (!isQuiet(engine.state())) await world.clock.pass(10);
    world.change({ upstream: 'silent' });
    engine.tell({ type: 'traffic.ended', isAnswered: false });
    await world.clock.pass(2_400);
    expect(key()).toBe('upstream-dead');
    await engine.stop();
  });

  test('a resolver that hides its memory delays the first outage by a turn of its own, and no later one', async () => {
    const { world, engine, key } = await settled(5);
    world.change({ ttl: 'constant' });
    await world.clock.pass(60_000);
    const drop = async (most: number) => {
      world.change({ upstream: 'silent' });
      await world.clock.pass(most);
      expect(key()).toBe('upstream-dead');
      await world.clock.pass(20_000);
      world.change({ upstream: 'ok' });
      await world.clock.pass(60_000);
    };
    await drop(5_200);
    for (const phase of [137, 555, 911, 1_303]) {
      await world.clock.pass(phase);
      await drop(3_750);
    }
    await engine.stop();
  });

  test('a line that says no is found within four seconds, whenever it begins', async () => {
    const { world, engine, key } = await settled(5);
    world.change({ ttl: 'constant' });
    await world.clock.pass(60_000);
    for (let phase = 0; phase < 2_800; phase += 350) {
      await world.clock.pass(phase);
      world.change({ upstream: 'silent', resolver: 'servfail' });
      await world.clock.pass(3_900);
      expect(key(), `begun ${phase} ms later`).toBe('upstream-dead');
      world.change({ upstream: 'ok', resolver: 'ok' });
      await world.clock.pass(60_000);
    }
    await engine.stop();
  });

  test('an answer to a request of our own takes a beat’s place', async () => {
    const { world, engine } = await settled();
    const usual = await asked(world, 60_000);
    const before = world.asked();
    for (let second = 0; second < 60; second += 1) {
      engine.tell({ type: 'traffic.began' });
      engine.tell({ type: 'traffic.ended', isAnswered: true });
      await world.clock.pass(1_000);
    }
    expect(world.asked() - before).toBeLessThan(usual * 0.75);
    expect(engine.state().network.verdict.key).toBe('online');
    await engine.stop();
  });

  test('attention ends by itself', async () => {
    const { world, engine, shown } = await settled();
    await engine.send({ type: 'attention.ask', pace: 'eager', forMs: 10_000 });
    expect(shown().pace).toBe('eager');
    await world.clock.pass(15_000);
    expect(shown().pace).toBe('standard');
    await engine.stop();
  });

  test.each([
    ['pages', /^(http:|192\.168\.1\.1$)/],
    ['own', /^(192\.168\.1\.1|192\.0\.2\.7:53)$/],
  ] as const)('only %s are asked when the person says so', async (preset, allowed) => {
    const { world, engine } = await settled();
    const dns = ['1.1.1.1:53', '192.0.2.7:53'];
    await engine.send({ type: 'setting.set', key: 'probe.dns', value: dns });
    await engine.send({ type: 'setting.set', key: 'probe.preset', value: preset });
    await world.clock.pass(60_000);
    const targets = shownTargets(snapshotOf(engine.state(), id).internet.evidence);
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) expect(target).toMatch(allowed);
    expect(engine.state().network.verdict.key).toBe('online');
    await engine.stop();
  });

  const shownTargets = (evidence: readonly { witness: string; target: string }[]) =>
    evidence.filter(({ witness }) => witness !== 'link').map(({ target }) => target);

  test('nobody left to ask is said, and is not called down', async () => {
    const { world, engine, key, shown, say } = await settled();
    await engine.send({ type: 'setting.set', key: 'probe.preset', value: 'own' });
    await world.clock.pass(30_000);
    expect(key()).toBe('unknown');
    expect(shown().probing).toBe('nobody');
    expect(say()).toMatch(/nobody to ask/);
    await engine.stop();
  });

  test('silence while offline: not one packet leaves the local network, and nothing is assumed', async () => {
    const { world, engine, key, shown } = await settled();
    await engine.send({ type: 'setting.set', key: 'probe.whileOffline', value: false });
    await world.clock.pass(30_000);
    expect(key()).toBe('online');
    world.change({ upstream: 'silent' });
    await world.clock.pass(30_000);
    expect(shown()).toMatchObject({ stance: 'offline', probing: 'paused' });
    const before = world.askedOutside();
    world.change({ upstream: 'ok' });
    await world.clock.pass(600_000);
    expect(world.askedOutside()).toBe(before);
    expect(key()).toBe('unknown');
    expect(shown().stance).toBe('offline');
    expect(shown().lan).toBe('up');
    await engine.send({ type: 'look.again' });
    await world.clock.pass(5_000);
    expect(key(), 'who presses "Check again" is told').toBe('online');
    await world.clock.pass(15_000);
    expect(shown().stance, 'and a return that holds is a return').toBe('online');
    await engine.stop();
  });

  test('silence is lifted by a press for a moment only', async () => {
    const { world, engine, shown } = await settled();
    await engine.send({ type: 'setting.set', key: 'probe.whileOffline', value: false });
    world.change({ upstream: 'silent' });
    await world.clock.pass(60_000);
    await engine.send({ type: 'look.again', by: 'machine' });
    await world.clock.pass(5_000);
    expect(shown().probing, 'a locked screen is no press').toBe('paused');
    await engine.send({ type: 'look.again' });
    await world.clock.pass(50_000);
    const before = world.askedOutside();
    await world.clock.pass(300_000);
    expect(world.askedOutside()).toBe(before);
    expect(shown()).toMatchObject({ stance: 'offline', probing: 'paused' });
    await engine.stop();
  });
});
