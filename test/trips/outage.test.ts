import { describe, expect, test } from 'vitest';
import { reduce } from '../../main/core/reduce.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { complaints, newWorld, paths } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };

describe('the internet goes away and comes back', () => {
  test('a cut link is a fact: the verdict at once, one notice after five seconds, one on the return', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change({ link: false });
    await world.clock.pass(200);
    expect(engine.state().network.verdict.key).toBe('link-down');
    expect(engine.state().stance.is).toBe('offline');
    await world.clock.pass(10_000);
    expect(world.notices.map(({ kind, cause }) => [kind, cause])).toEqual([['down', 'link-down']]);
    await world.clock.pass(120_000);
    world.change({ link: true });
    await world.clock.pass(2_000);
    expect(engine.state().network.verdict.key).toBe('online');
    expect(engine.state().stance.is, 'a return has to hold').toBe('offline');
    await world.clock.pass(60_000);
    expect(engine.state().stance.is).toBe('online');
    expect(world.notices.map(({ kind }) => kind)).toEqual(['down', 'back']);
    await engine.stop();
  });

  test.each([
    ['no route', { route: false }, 'no-gateway'],
    ['a silent line', { upstream: 'silent' }, 'upstream-dead'],
    ['a line that says no', { upstream: 'unreachable' }, 'upstream-dead'],
    ['a dead router', { gateway: 'dead' }, 'gateway-dead'],
    ['a dead resolver', { resolver: 'dead' }, 'dns-broken'],
    ['a resolver that cannot find out', { resolver: 'servfail' }, 'dns-broken'],
    ['a portal that forges names', { portal: 'forged' }, 'captive'],
    ['a portal with honest names', { portal: 'honest' }, 'captive'],
  ] as const)('%s is called by its name, told once, and its end is seen', async (_title, fault, key) => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change(fault);
    await world.clock.pass(30_000);
    expect(engine.state().network.verdict.key).toBe(key);
    expect(engine.state().stance.is).toBe('offline');
    expect(world.notices.map(({ kind, cause }) => [kind, cause])).toEqual([['down', key]]);
    world.change({ route: true, upstream: 'ok', gateway: 'ok', resolver: 'ok', portal: 'no' });
    await world.clock.pass(60_000);
    expect(engine.state().network.verdict.key).toBe('online');
    expect(engine.state().stance.is).toBe('online');
    expect(world.notices.map(({ kind }) => kind)).toEqual(['down', 'back']);
    await engine.stop();
  });

  test('behind a router that remembers names a silent line is seen in time, whenever it falls silent', async () => {
    const late = await complaints(async (world, engine, run) => {
      // Two lives of a name, in steps that meet every phase of the beats.
      await world.clock.pass(60_000 + run * 3_130);
      world.change({ upstream: 'silent' });
      await world.clock.pass(4_000);
      const { key } = engine.state().network.verdict;
      return key === 'upstream-dead' ? null : key;
    });
    expect(late).toEqual([]);
  });

  test.each([8_000, 30_000])('an outage of %i ms that is over leaves no shaky line behind', async (ms) => {
    const shaky = await complaints(async (world, _, run) => {
      await world.clock.pass(60_000 + run * 130);
      world.change({ upstream: 'silent' });
      await world.clock.pass(ms);
      world.change({ upstream: 'ok' });
      await world.clock.pass(60_000);
      return world.verdicts.some(({ key }) => key === 'lossy') ? 'lossy' : null;
    });
    expect(shaky).toEqual([]);
  });

  test.each([
    ['that remembers', { upstream: 'silent' }, 'counted'],
    ['that passes on', { upstream: 'silent', resolver: 'servfail' }, 'constant'],
  ] as const)(
    'whoever was silent in an outage is asked in the next one; a router %s',
    async (_, dead, ttl) => {
      const late = await complaints(async (world, engine, run) => {
        world.change({ ttl });
        await world.clock.pass(60_000 + run * 130);
        const first = 1_000 + run * 200;
        world.change(dead);
        await world.clock.pass(first);
        world.change({ upstream: 'ok', resolver: 'ok' });
        await world.clock.pass(20_000);
        const { nearResolvers } = engine.state().network;
        if (ttl === 'constant') expect(nearResolvers, 'a return is no memory').toEqual([]);
        world.change(dead);
        await world.clock.pass(4_000);
        const { key } = engine.state().network.verdict;
        return key === 'upstream-dead' ? null : `${key} in the second outage, the first of ${first} ms`;
      });
      expect(late).toEqual([]);
    },
  );

  test('a cable that is pushed in again within two seconds is no news', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change({ link: false });
    await world.clock.pass(2_000);
    world.change({ link: true });
    await world.clock.pass(120_000);
    expect(world.notices).toEqual([]);
    expect(engine.state().stance.is).toBe('online');
    await engine.stop();
  });

  test.each([
    ['10 % loss', { loss: 0.1 }],
    ['30 % loss', { loss: 0.3 }],
    ['two seconds of delay', { latency: 1_000 }],
    ['one resolver blocked', { blocked: new Set(['1.1.1.1']) }],
    ['another resolver blocked', { blocked: new Set(['8.8.8.8']) }],
    ['every page blocked', { blocked: new Set(['203.0.113.80', '203.0.113.81', '203.0.113.82']) }],
  ])('%s for ten minutes is no outage', async (_title, fault) => {
    const world = newWorld(7);
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change(fault);
    await world.clock.pass(600_000);
    expect(world.verdicts.map(({ key }) => key)).not.toContain('upstream-dead');
    expect(world.verdicts.map(({ key }) => key)).not.toContain('captive');
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('a sleep is no outage: no notice in the grace, and the right state soon after', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    Object.assign(world.line, { link: false });
    await world.clock.sleep(3_600_000);
    world.clock.set(0);
    await world.clock.pass(4_000);
    Object.assign(world.line, { link: true });
    world.change({});
    await world.clock.pass(3_000);
    expect(engine.state().network.verdict.key).toBe('online');
    await world.clock.pass(120_000);
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('a clock that is set back an hour changes nothing but what clocks show', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.clock.set(-3_600_000);
    await world.clock.pass(60_000);
    expect(world.verdicts.map(({ key }) => key)).toEqual(['unknown', 'online']);
    const shown = snapshotOf(engine.state(), id).at;
    expect(world.clock.wall() - shown, 'as old as the last beat at most').toBeLessThanOrEqual(2_000);
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('nothing leaves before the person agrees, and nothing after they say no', async () => {
    const world = newWorld();
    const engine = await world.start(false);
    await world.clock.pass(60_000);
    expect(world.asked()).toBe(0);
    expect(snapshotOf(engine.state(), id).probing).toBe('not-yet');
    world.change({ link: false });
    await world.clock.pass(1_000);
    expect(engine.state().network.verdict.key, 'facts cost no packet').toBe('link-down');
    world.change({ link: true });
    await engine.send({ type: 'setting.set', key: 'watching', value: true });
    await world.clock.pass(5_000);
    expect(engine.state().network.verdict.key).toBe('online');
    await engine.send({ type: 'setting.set', key: 'probe.enabled', value: false });
    await world.clock.pass(1_000);
    const asked = world.asked();
    await world.clock.pass(60_000);
    expect(world.asked()).toBe(asked);
    expect(engine.state().network.verdict.key).toBe('unknown');
    await engine.stop();
  });
});

describe('the person chooses', () => {
  test('offline and back to auto; the choice is on disk and survives', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(100);
    expect(snapshotOf(engine.state(), id)).toMatchObject({
      mode: 'offline',
      modeSaved: 'offline',
      stance: 'offline',
    });
    expect(JSON.parse(world.disk.get(paths.settings) ?? '{}')).toMatchObject({ mode: 'offline' });
    await engine.stop();
    const again = await world.start();
    await world.clock.pass(100);
    expect(snapshotOf(again.state(), id)).toMatchObject({ mode: 'offline', stance: 'offline' });
    await again.send({ type: 'mode.set', mode: 'auto' });
    await world.clock.pass(30_000);
    expect(snapshotOf(again.state(), id)).toMatchObject({ mode: 'auto', stance: 'online' });
    await again.stop();
  });

  test('a full disk: the choice is in force, the sentence says it will be forgotten, and it is kept once there is room', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.faults.write = 'ENOSPC';
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(5_000);
    const full = snapshotOf(engine.state(), id);
    expect(full).toMatchObject({ mode: 'offline', modeSaved: 'auto', stance: 'offline', saved: false });
    expect(full.problems.map(({ code }) => code)).toContain('disk-full');
    world.faults.write = null;
    await world.clock.pass(90_000);
    const roomy = snapshotOf(engine.state(), id);
    expect(roomy).toMatchObject({ modeSaved: 'offline', saved: true, problems: [] });
    await engine.stop();
  });

  test('an outage that was told before a crash is not told again after it', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change({ upstream: 'silent' });
    await world.clock.pass(60_000);
    expect(world.notices).toHaveLength(1);
    await engine.stop();
    world.notices.length = 0;
    const again = await world.start();
    await world.clock.pass(120_000);
    expect(world.notices).toEqual([]);
    expect(again.state().stance.is).toBe('offline');
    world.change({ upstream: 'ok' });
    await world.clock.pass(60_000);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['back']);
    await again.stop();
  });
});

test('the event log replays to the same state', async () => {
  const world = newWorld(3);
  const [at, wall] = [world.clock.mono(), world.clock.wall()];
  const engine = await world.start();
  await world.clock.pass(30_000);
  world.change({ upstream: 'silent' });
  await world.clock.pass(30_000);
  await engine.send({ type: 'mode.set', mode: 'online' });
  world.change({ upstream: 'ok', loss: 0.2 });
  await world.clock.pass(60_000);
  expect(world.events.length).toBeGreaterThan(100);
  const replayed = world.events.reduce(reduce, newState(at, wall));
  expect(replayed).toEqual(engine.state());
  await engine.stop();
});

test('while it comes and goes a line is not called back in the middle of a doubt', async () => {
  const wrong = await complaints(async (world, engine, run) => {
    await world.clock.pass(60_000 + run * 137);
    let found: string | null = null;
    for (let turn = 0; turn < 6; turn += 1) {
      world.change({ upstream: 'silent' });
      await world.clock.pass(700);
      const before = engine.state().network.verdict.key;
      await world.clock.pass(2_300);
      const isBack = world.verdicts.some(
        ({ at, key }) => at > world.clock.mono() - 2_300 && key === 'online',
      );
      if (isBack) found = `called back in turn ${turn}, after ${before}`;
      world.change({ upstream: 'ok' });
      await world.clock.pass(3_000);
    }
    return found;
  });
  expect(wrong).toEqual([]);
});

test('after two outages in a short time, names that come back are believed at once: nothing else had failed', async () => {
  const late = await complaints(async (world, engine, run) => {
    await world.clock.pass(60_000 + run * 137);
    for (let turn = 0; turn < 2; turn += 1) {
      world.change({ upstream: 'silent' });
      await world.clock.pass(4_500);
      world.change({ upstream: 'ok' });
      await world.clock.pass(12_000);
    }
    world.line.resolver = 'dead';
    await world.clock.pass(8_000);
    const before = engine.state().network.verdict.key;
    world.line.resolver = 'ok';
    await world.clock.pass(1_600);
    const after = engine.state().network.verdict.key;
    return before === 'dns-broken' && after === 'online' ? null : `${before}, then ${after}`;
  });
  expect(late).toEqual([]);
});
