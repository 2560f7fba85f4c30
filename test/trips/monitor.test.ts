import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../main/core/problem.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import type { Programs } from '../../main/engine/tools/tools.ts';
import { newWorld } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };

/** The world with a monitor of our own; the moments at which it was started. */
async function withMonitor(
  follow: (count: number, line: (text: string) => void) => Promise<Result<null>> | null,
) {
  const world = newWorld();
  const starts: number[] = [];
  const programs: Programs = {
    ...world.tools.programs,
    follow: (_name, _args, line, signal) => {
      starts.push(world.clock.mono());
      const ended = follow(starts.length, line);
      return ended ?? new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok(null))));
    },
  };
  const engine = await world.start(true, { programs });
  return { world, engine, starts };
}
const dies = async () => fail('monitor-ended', 'ip');
const hour = 3_600_000;

test('a monitor that dies at once is started again and again, ever more slowly, and never given up', async () => {
  const { world, engine, starts } = await withMonitor(dies);
  await world.clock.pass(60_000);
  expect(starts.length).toBeLessThan(12);
  await world.clock.pass(hour);
  expect(starts.length).toBeGreaterThan(20);
  expect(starts.length).toBeLessThan(120);
  const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(300_000);
  expect(engine.state().network.verdict.key).toBe('online');
  await engine.stop();
});

test('one that ends well although it should not is no reason to spin either', async () => {
  const { world, engine, starts } = await withMonitor(async () => ok(null));
  await world.clock.pass(hour);
  expect(starts.length).toBeLessThan(120);
  await engine.stop();
});

test('one that lives again is heard, and a drop is seen without one', async () => {
  const { world, engine, starts } = await withMonitor((count) => (count < 4 ? dies() : null));
  await world.clock.pass(60_000);
  expect(starts).toHaveLength(4);
  expect(snapshotOf(engine.state(), id).problems).toMatchObject([{ code: 'monitor-ended' }]);
  await world.clock.pass(120_000);
  expect(snapshotOf(engine.state(), id).problems, 'it has held').toEqual([]);
  world.line.link = false;
  await world.clock.pass(30_000);
  expect(engine.state().network.verdict.key).toBe('link-down');
  await engine.stop();
});

test('ten news a second for ten minutes give ten looks a second and one verdict', async () => {
  let tell: (text: string) => void = () => {};
  const { world, engine } = await withMonitor((_count, line) => {
    tell = line;
    return null;
  });
  const keys = new Set<string>();
  for (let turn = 0; turn < 600; turn += 1) {
    for (let index = 0; index < 20; index += 1) tell('default via 10.0.0.1 dev x');
    await world.clock.pass(100);
    if (turn > 50) keys.add(engine.state().network.verdict.key);
  }
  expect([...keys]).toEqual(['online']);
  await engine.stop();
});
