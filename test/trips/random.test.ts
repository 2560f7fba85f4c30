import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reduce } from '../../main/core/reduce.ts';
import { newState } from '../../main/core/state.ts';
import { sideOf } from '../../main/core/verdicts.ts';
import { goodLine, type Line } from '../fakes/net.ts';
import { newWorld } from '../fakes/world.ts';

/** What may happen to a line, and for how long (in seconds). `isGood`: the internet can be used. */
const happening = fc.oneof(
  fc.constant({ part: { link: false }, isGood: false }),
  fc.constant({ part: { route: false }, isGood: false }),
  fc.constant({ part: { upstream: 'silent' as const }, isGood: false }),
  fc.constant({ part: { upstream: 'unreachable' as const }, isGood: false }),
  fc.constant({ part: { gateway: 'dead' as const }, isGood: false }),
  fc.constant({ part: { portal: 'forged' as const }, isGood: false }),
  fc.constant({ part: { portal: 'honest' as const }, isGood: false }),
  fc.constant({ part: { vpn: 'dead' as const }, isGood: false }),
  fc.constant({ part: { vpn: 'up' as const }, isGood: true }),
  fc.constant({ part: { only: 'web' as const }, isGood: true }),
  fc.constant({ part: { hasProxy: true, only: 'proxy' as const }, isGood: true }),
  fc.constant({ part: { hasProxy: true }, isGood: true }),
  fc.constant({ part: { ttl: 'constant' as const }, isGood: true }),
  fc.constant({ part: { v6: 'ok' as const }, isGood: true }),
  fc.constant({ part: { v6: 'silent' as const }, isGood: true }),
  fc.constant({ part: { v6: 'ok' as const, v4: false }, isGood: true }),
  fc.constant({ part: { v6: 'ok' as const, upstream: 'silent' as const }, isGood: false }),
  fc.constant({ part: { forgers: new Map([['8.8.8.8', '10.0.0.9']]) }, isGood: true }),
  fc.constant({ part: { forgers: new Map([['1.1.1.1', '0.0.0.0']]) }, isGood: true }),
  fc.constant({ part: { resolvers: ['192.168.1.1', '192.168.1.53'] }, isGood: true }),
  fc.constant({ part: { webTrips: 2 }, isGood: true }),
  fc.constant({ part: { isLocalDenied: true }, isGood: true }),
  fc.record({ loss: fc.constantFrom(0, 0.1, 0.3) }).map((part) => ({ part, isGood: true })),
  fc.record({ latency: fc.constantFrom(10, 300, 800) }).map((part) => ({ part, isGood: true })),
  fc
    .constantFrom('1.1.1.1', '8.8.8.8', '9.9.9.9', '203.0.113.80')
    .map((one) => ({ part: { blocked: new Set([one]) }, isGood: true })),
);
const trace = fc.array(fc.record({ what: happening, seconds: fc.integer({ min: 1, max: 60 }) }), {
  minLength: 1,
  maxLength: 8,
});

/** A line that comes and goes: three drops or more, each long enough to be believed, and so is each return. */
const silent = { part: { upstream: 'silent' as const }, isGood: false };
const good = { part: {}, isGood: true };
const flapping = fc
  .array(fc.record({ down: fc.integer({ min: 15, max: 40 }), up: fc.integer({ min: 20, max: 50 }) }), {
    minLength: 3,
    maxLength: 5,
  })
  .map((drops) =>
    drops.flatMap(({ down, up }) => [
      { what: silent, seconds: down },
      { what: good, seconds: up },
    ]),
  );

/** How long (ms) the line must have been good or bad before a verdict to the contrary is a lie. */
const patience = 12_000;

test('whatever the line does: no lie beyond patience, one notice an outage, recovery always, and the log replays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: trace }, flapping), fc.nat(), async (steps, seed) => {
      const world = newWorld(seed);
      const born = newState(world.clock.mono(), world.clock.wall());
      const engine = await world.start();
      await world.clock.pass(40_000);
      const sideNow = () => sideOf(engine.state().network.verdict.key);
      let [isGood, since] = [true, 0];
      const live = async (part: Partial<Line>, good: boolean, seconds: number) => {
        if (good !== isGood) [isGood, since] = [good, world.clock.mono()];
        world.change({ ...goodLine(), ...part });
        for (let second = 0; second < seconds; second += 1) {
          await world.clock.pass(1_000);
          if (world.clock.mono() - since > patience) expect(sideNow()).toBe(isGood ? 'online' : 'offline');
        }
      };
      for (const { what, seconds } of steps) await live(what.part, what.isGood, seconds);
      await live({}, true, 60);
      expect(sideNow()).toBe('online');
      expect(engine.state().stance.is).toBe('online');
      const told = world.notices.filter(({ isUpdate }) => !isUpdate).map(({ kind }) => kind);
      const flapAt = told.indexOf('flap');
      // From a flap on everything is quiet: no trace here is calm for ten minutes.
      expect(flapAt === -1 ? 0 : told.length - 1 - flapAt).toBe(0);
      const plain = told.filter((kind) => kind !== 'flap').map((kind) => (kind === 'back' ? 'back' : 'down'));
      expect(plain).toEqual(plain.map((_kind, index) => (index % 2 === 0 ? 'down' : 'back')));
      expect(plain.length % 2).toBe(0);
      // At most one notice for each believed drop, and a flap only from the third on.
      const drops = engine.state().telling.drops.length;
      expect(told.filter((kind) => kind !== 'back').length).toBeLessThanOrEqual(drops);
      if (flapAt !== -1) expect(drops).toBeGreaterThanOrEqual(3);
      expect(world.events.reduce(reduce, born)).toEqual(engine.state());
      await engine.stop();
    }),
    { numRuns: 30, seed: 20_261_124 },
  );
}, 120_000);
