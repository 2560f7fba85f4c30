import { expect, test } from 'vitest';
import type { VerdictKey } from '../../main/core/verdicts.ts';
import { complaints, newWorld, type World } from '../fakes/world.ts';

/** What was said although the line only lost or was late. */
function falsehoods({ verdicts }: World): string | null {
  const allowed: readonly VerdictKey[] = ['unknown', 'online', 'lossy', 'slow'];
  const wrong = verdicts.map(({ key }) => key).filter((key) => !allowed.includes(key));
  return wrong.length === 0 ? null : wrong.join();
}

/** From one moment to the next answers take two seconds. */
async function becomesLate(world: World): Promise<void> {
  Object.assign(world.line, { latency: 1_000 });
  await world.clock.pass(15_000);
}

test('behind a router that passes names on a line that is two seconds late all of a sudden is no outage', async () => {
  const wrong = await complaints(async (world, _, run) => {
    world.change({ ttl: 'constant', latency: 2, v6: run % 2 === 0 ? 'no' : 'ok' });
    await world.clock.pass(30_000 + run * 137);
    await becomesLate(world);
    return falsehoods(world);
  });
  expect(wrong).toEqual([]);
});

test('a resolver that was silent for a second when the line became late is not dead', async () => {
  const wrong = await complaints(async (world, _, run) => {
    world.change({ latency: 2 });
    await world.clock.pass(30_000 + run * 137);
    world.line.resolver = 'dead';
    await world.clock.pass(1_300);
    world.line.resolver = 'ok';
    await becomesLate(world);
    return falsehoods(world);
  });
  expect(wrong).toEqual([]);
});

test('what a resolver owed before the line was proved again is no proof against it', async () => {
  const wrong = await complaints(async (world, _, run) => {
    world.change({
      latency: 2,
      v6: run % 2 === 0 ? 'no' : 'ok',
      ttl: run % 3 === 0 ? 'counted' : 'constant',
    });
    await world.clock.pass(30_000 + run * 137);
    world.line.loss = 0.3;
    await world.clock.pass(15_000);
    world.line.loss = 0;
    await world.clock.pass(100);
    await becomesLate(world);
    return world.verdicts.some(({ key }) => key === 'dns-broken') ? 'dns-broken' : null;
  });
  expect(wrong).toEqual([]);
});

test.each([3_000, 8_000])(
  'what came while the engine had no processor for %i ms is heard before it judges',
  async (ms) => {
    const wrong = await complaints(async (world, _, run) => {
      world.change({ latency: 100 });
      await world.clock.pass(30_000 + run * 137);
      await world.clock.sleep(ms);
      await world.clock.pass(10_000);
      return falsehoods(world);
    });
    expect(wrong).toEqual([]);
  },
);

test('an engine that is always late sees an outage all the same', async () => {
  const world = newWorld();
  const engine = await world.start();
  await world.clock.pass(30_000);
  world.change({ upstream: 'silent' });
  for (let turn = 0; turn < 6; turn += 1) {
    await world.clock.pass(500);
    await world.clock.sleep(1_500);
  }
  expect(engine.state().network.verdict.key).toBe('upstream-dead');
  await engine.stop();
});
