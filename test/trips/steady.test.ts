import { expect, test } from 'vitest';
import { snapshotOf } from '../../main/core/snapshot.ts';
import type { Engine } from '../../main/engine/engine.ts';
import type { Line } from '../fakes/net.ts';
import { newWorld } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };
type Prepare = (engine: Engine) => unknown;
const set =
  (key: string, value: unknown): Prepare =>
  (engine) =>
    engine.send({ type: 'setting.set', key, value });
const battery: Prepare = (engine) => engine.tell({ type: 'power.changed', isOnBattery: true });
const none: Prepare = () => undefined;
const both: Partial<Line> = { v6: 'ok' };

/** [what, the line, the person's wish, the verdict, events a minute at most, questions a minute at most] */
const states: readonly (readonly [string, Partial<Line>, Prepare, string, number, number])[] = [
  ['all well', {}, none, 'online', 150, 75],
  ['all well, two families', both, none, 'online', 150, 80],
  ['all well, on battery', both, battery, 'online', 60, 30],
  ['a quiet router', { blocked: new Set(['192.168.1.1']), resolvers: ['8.8.8.8'] }, none, 'online', 150, 75],
  ['a link that is cut', { link: false }, none, 'link-down', 60, 0],
  ['no route', { route: false }, none, 'no-gateway', 60, 0],
  ['a silent line', { upstream: 'silent' }, none, 'upstream-dead', 350, 200],
  ['a silent line, two families', { ...both, upstream: 'silent' }, none, 'upstream-dead', 350, 200],
  ['a silent line, on battery', { upstream: 'silent' }, battery, 'upstream-dead', 300, 170],
  ['a line that says no', { upstream: 'unreachable' }, none, 'upstream-dead', 400, 220],
  ['a dead router', { gateway: 'dead' }, none, 'gateway-dead', 360, 200],
  ['a portal that forges names', { portal: 'forged' }, none, 'captive', 350, 200],
  ['a portal with honest names', { portal: 'honest' }, none, 'captive', 350, 240],
  ['a dead resolver', { resolver: 'dead' }, none, 'dns-broken', 350, 150],
  ['a resolver that cannot find out', { resolver: 'servfail' }, none, 'dns-broken', 350, 150],
  ['no resolver', { resolvers: [] }, none, 'dns-broken', 250, 75],
  ['only the proxy', { hasProxy: true, only: 'proxy' }, none, 'proxy-only', 250, 150],
  ['a VPN', { vpn: 'up' }, none, 'online', 150, 75],
  ['a dead VPN', { vpn: 'dead' }, none, 'vpn-dead', 350, 200],
  ['names only', { only: 'dns' }, none, 'upstream-dead', 350, 200],
  ['pages only', { only: 'web' }, none, 'online', 200, 120],
  ['never probe', {}, set('probe.enabled', false), 'unknown', 40, 0],
  ['nobody to ask', {}, set('probe.preset', 'own'), 'unknown', 90, 2],
];

test.each(states)('%s: few events and few questions, nothing grows, every number is one', async (...row) => {
  const [what, part, prepare, verdict, mostEvents, mostAsked] = row;
  const world = newWorld(3);
  Object.assign(world.line, part);
  const engine = await world.start();
  await prepare(engine);
  await world.clock.pass(180_000);
  const [events, asked] = [world.events.length, world.asked()];
  await world.clock.pass(600_000);
  const { network, retries, diary } = engine.state();
  const perMinute = {
    events: (world.events.length - events) / 10,
    asked: (world.asked() - asked) / 10,
  };
  if (process.env.SHOW)
    process.stdout.write(`${what}: ${JSON.stringify(perMinute)} ${network.verdict.key}\n`);
  expect(network.verdict.key).toBe(verdict);
  expect(perMinute.events, 'events a minute').toBeLessThan(mostEvents);
  expect(perMinute.asked, 'questions a minute').toBeLessThanOrEqual(mostAsked);
  expect(network.asks.length).toBeLessThan(40);
  expect(Object.keys(network.readings).length).toBeLessThan(40);
  expect(Object.keys(network.addresses).length).toBeLessThan(20);
  expect(Object.keys(network.ttls).length).toBeLessThan(20);
  expect(Object.keys(retries)).toEqual([]);
  expect(diary.pending.length).toBe(0);
  expect(oddNumbers(engine.state())).toEqual([]);
  const shown = snapshotOf(engine.state(), id);
  expect(shown.internet.after).toBeGreaterThanOrEqual(0);
  for (const { ms, at } of shown.internet.evidence) {
    expect(ms ?? 0).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThanOrEqual(shown.at);
  }
  await engine.stop();
});

/** Where in a value a number is not one. */
function oddNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => oddNumbers(part, `${path}.${key}`));
}
