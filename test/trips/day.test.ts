import { expect, test } from 'vitest';
import { sideOf } from '../../main/core/verdicts.ts';
import { goodLine, type Line } from '../fakes/net.ts';
import { newWorld, seeded } from '../fakes/world.ts';

const minute = 60_000;

const filtered = new Map(['1.1.1.1', '8.8.8.8', '9.9.9.9'].map((operator) => [operator, '0.0.0.0']));
const dead = new Set(['192.168.1.53']);

/** What a working line goes through in a day; none of it is an outage. Seconds are how long each lasts. */
const hardships: readonly (readonly [string, Partial<Line>, seconds: number])[] = [
  ['a tenth is lost', { loss: 0.1 }, 300],
  ['a third is lost', { loss: 0.3 }, 300],
  ['600 ms of delay', { latency: 300 }, 300],
  ['two seconds of delay', { latency: 1_000 }, 120],
  ['names take three seconds', { dnsDelay: 3_000 }, 180],
  ['our favourite is blocked', { blocked: new Set(['1.1.1.1']) }, 600],
  ['another is blocked', { blocked: new Set(['8.8.8.8']) }, 600],
  ['the pages are blocked', { blocked: new Set(['203.0.113.80', '203.0.113.81', '203.0.113.82']) }, 600],
  ['a corporate firewall', { only: 'web' }, 600],
  ['only the proxy', { hasProxy: true, only: 'proxy' }, 300],
  ['a VPN', { vpn: 'up' }, 300],
  ['a corporate firewall far away', { only: 'web', webTrips: 2, latency: 300 }, 300],
  ['IPv6 beside IPv4', { v6: 'ok' }, 300],
  ['IPv6 that leads nowhere', { v6: 'silent' }, 300],
  ['IPv6 alone', { v6: 'ok', v4: false }, 300],
  ['a filter that denies a name', { forgers: filtered, loss: 0.1 }, 600],
  ['an operator that lies', { forgers: new Map([['9.9.9.9', '10.0.0.9']]) }, 600],
  ['two resolvers, one of them dead', { resolvers: ['192.168.1.53', '192.168.1.1'], blocked: dead }, 300],
  ['a blip', { upstream: 'silent' }, 1.5],
  ['a router that does not answer knocks', { blocked: new Set(['192.168.1.1']), resolver: 'ok' }, 0.5],
];

test('24 hours of hardship, sleeps, VPN flips and a clock that is set: never offline, never captive, no notice', async () => {
  const world = newWorld(24);
  const random = seeded(24);
  const engine = await world.start();
  await world.clock.pass(minute);
  const from = world.clock.wall();
  const end = from + 24 * 60 * minute;
  const live = async (part: Partial<Line>, ms: number) => {
    world.change({ ...goodLine(), ...part });
    await world.clock.pass(ms);
  };
  let slept = 0;
  let lived = 0;
  while (world.clock.wall() < end) {
    const [, part, seconds] = hardships[Math.floor(random() * hardships.length)] ?? ['', {}, 1];
    await live(part, seconds * 1_000);
    await live({}, minute * (1 + 4 * random()));
    if (random() < 0.2) engine.tell({ type: 'power.changed', isOnBattery: random() < 0.5 });
    if (random() < 0.15) {
      const nap = minute * (2 + 88 * random());
      await world.clock.sleep(nap);
      slept += nap;
    }
    if (random() < 0.02) {
      world.clock.set(-3 * minute);
      lived += 3 * minute;
    }
  }
  const wrong = world.verdicts.filter(({ key }) => sideOf(key) === 'offline');
  expect(wrong, 'verdicts that were no truth').toEqual([]);
  expect(world.notices).toEqual([]);
  expect(engine.state().diary.outages).toEqual([]);
  expect(world.clock.wall() - from + lived).toBeGreaterThanOrEqual(24 * 60 * minute);
  expect(slept, 'it slept, too').toBeGreaterThan(60 * minute);
  await engine.stop();
}, 240_000);
