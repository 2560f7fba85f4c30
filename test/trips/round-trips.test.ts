import { expect, test } from 'vitest';
import { snapshotOf } from '../../main/core/snapshot.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { newWorld } from '../fakes/world.ts';

const tripsOf = (engine: Engine) =>
  snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' }).internet.trips;

test('the last round trips: numbers while it works, none in an outage, and nothing from before a sleep', async () => {
  const world = newWorld();
  const engine = await world.start();
  await world.clock.pass(180_000);
  const calm = tripsOf(engine);
  expect(calm.length).toBeGreaterThan(30);
  expect(calm.length).toBeLessThanOrEqual(60);
  expect(calm.filter((ms) => ms === null)).toEqual([]);
  world.change({ upstream: 'silent' });
  await world.clock.pass(60_000);
  expect(tripsOf(engine).at(-1)).toBeNull();
  world.change({ upstream: 'ok' });
  await world.clock.pass(30_000);
  expect(tripsOf(engine).at(-1)).not.toBeNull();
  await world.clock.sleep(3_600_000);
  await world.clock.pass(5_000);
  expect(tripsOf(engine).length).toBeLessThan(10);
  await engine.stop();
});

test('an engine that beats shows no more than before: a round trip alone is no news', async () => {
  const world = newWorld();
  const engine = await world.start();
  await world.clock.pass(60_000);
  let shown = 0;
  const undo = engine.watch(() => {
    shown += 1;
  });
  await world.clock.pass(60_000);
  undo();
  expect(shown).toBeLessThanOrEqual(17);
  await engine.stop();
});
