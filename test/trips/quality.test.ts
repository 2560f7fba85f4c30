import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodLine, type Line } from '../fakes/net.ts';
import { complaints, newWorld, type World } from '../fakes/world.ts';

const only = (part: Partial<Line>) => fc.constant(part);
const blocked = (one: string) => only({ blocked: new Set([one]) });

/** Places that lose nothing; some block a question or two, always the same. */
const place = fc.oneof(
  only({}),
  blocked('1.1.1.1'),
  blocked('8.8.8.8'),
  only({ only: 'web' }),
  only({ v6: 'ok' }),
  only({ v6: 'ok', only: 'web' }),
  only({ vpn: 'up' }),
);
/** What comes and goes there, and takes everything with it. */
const outage = fc.oneof(
  only({ link: false }),
  only({ route: false }),
  only({ upstream: 'silent' }),
  only({ upstream: 'unreachable' }),
  only({ gateway: 'dead' }),
  only({ portal: 'honest' }),
);
const outages = fc.array(
  fc.record({
    part: outage,
    seconds: fc.integer({ min: 1, max: 40 }),
    rest: fc.integer({ min: 3, max: 60 }),
  }),
  { minLength: 1, maxLength: 8 },
);
const lives = fc.constantFrom('counted' as const, 'constant' as const);

/** Lets a place be like this for some seconds, on top of what it always is. */
const living = (world: World, always: Partial<Line>) => (part: Partial<Line>, seconds: number) => {
  world.change({ ...goodLine(), ...always, ...part });
  return world.clock.pass(seconds * 1_000);
};
const isShaky = ({ verdicts }: World) => verdicts.some(({ key }) => key === 'lossy');

test('a line that comes and goes and loses nothing else is never called shaky', async () => {
  await fc.assert(
    fc.asyncProperty(place, outages, lives, fc.nat(), async (here, steps, ttl, seed) => {
      const world = newWorld(seed);
      const engine = await world.start();
      const live = living(world, { ttl, ...here });
      await live({}, 60);
      for (const { part, seconds, rest } of steps) {
        await live(part, seconds);
        await live({}, rest);
      }
      expect(world.verdicts.filter(({ key }) => key === 'lossy')).toEqual([]);
      await engine.stop();
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
}, 240_000);

test.each(['counted', 'constant'] as const)(
  'from one network to the next nothing is shaky; lives %s',
  async (ttl) => {
    const shaky = await complaints(async (world, _, run) => {
      const live = living(world, { ttl, v6: 'ok' });
      await live({}, 60 + run / 10);
      await live({ only: 'web' }, 3 + run / 2);
      await live({}, 0.5);
      await live({ v4: false }, 15);
      await live({}, 0.5);
      await live({ vpn: 'up' }, 15);
      await live({}, 30);
      return isShaky(world) ? 'lossy' : null;
    });
    expect(shaky).toEqual([]);
  },
);

test('short interruptions, and then one witness that says nothing for a while, are hardly ever a shaky line', async () => {
  const shaky = await complaints(async (world, _, run) => {
    const live = living(world, run % 2 === 0 ? { ttl: 'constant' } : { ttl: 'constant', v6: 'ok' });
    await live({}, 40 + run / 10);
    for (let turn = 0; turn < 3; turn += 1) {
      await live({ upstream: 'silent' }, 3);
      await live({}, 3);
    }
    await live({}, 15);
    await live({ upstream: 'silent' }, 1.5);
    await live({}, 15);
    await live({ blocked: new Set(['1.1.1.1']) }, 25);
    await live({}, 30);
    return isShaky(world) ? 'lossy' : null;
  });
  // In the one that is left each interruption ended just after a question was lost, and looks like loss.
  expect(shaky.length).toBeLessThanOrEqual(1);
});

test('a network that blocks our questions is not shaky, and what was shaky before is forgotten there', async () => {
  const shaky = await complaints(async (world, engine, run) => {
    const live = living(world, { ttl: 'constant' });
    await live({}, 60 + run / 10);
    await live({ blocked: new Set(['1.1.1.1']) }, 25);
    await live({}, 12);
    await live({ only: 'web' }, 60);
    if (isShaky(world)) return 'blocked';
    await live({}, 60);
    await live({ loss: 0.3 }, 90);
    await live({ only: 'web' }, 150);
    return engine.state().network.verdict.key === 'online' ? null : 'for good';
  });
  expect(shaky).toEqual([]);
});

test.each(['counted', 'constant'] as const)(
  'two of three exchanges lost: the resolver alone is not called dead for that; lives are %s',
  async (ttl) => {
    const wrong = await complaints(async (world, _, run) => {
      world.change({ ttl });
      await world.clock.pass(60_000 + run * 137);
      world.line.loss = 0.65;
      await world.clock.pass(120_000);
      return world.verdicts.some(({ key }) => key === 'dns-broken') ? 'dns-broken' : null;
    });
    expect(wrong).toEqual([]);
  },
);
