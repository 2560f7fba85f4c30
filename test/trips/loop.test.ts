import { expect, test } from 'vitest';
import type { Files, Net } from '../../main/engine/tools/tools.ts';
import { newWorld, paths } from '../fakes/world.ts';

test('what is no longer wanted is called off; what has just been answered is not', async () => {
  const world = newWorld();
  const answered: AbortSignal[] = [];
  const calledOff: AbortSignal[] = [];
  const net: Net = {
    ...world.tools.net,
    datagram: async (to, bytes, accept, signal) => {
      signal.addEventListener('abort', () => calledOff.push(signal));
      const value = await world.tools.net.datagram(to, bytes, accept, signal);
      answered.push(signal);
      return value;
    },
  };
  const engine = await world.start(true, { net });
  await world.clock.pass(60_000);
  expect(answered.length).toBeGreaterThan(20);
  expect(calledOff).toEqual([]);

  world.line.upstream = 'silent';
  await world.clock.pass(10_000);
  expect(calledOff.length).toBeGreaterThan(0);
  expect(answered.filter(({ aborted }) => aborted)).toEqual([]);
  await engine.stop();
});

test('a choice that changes while it is being written is written once more, and the last one stays', async () => {
  const world = newWorld();
  let writes = 0;
  const files: Files = {
    ...world.tools.files,
    write: async (path, text) => {
      if (path === paths.settings) writes += 1;
      await new Promise<void>((written) => world.clock.after(100, written));
      return world.tools.files.write(path, text);
    },
  };
  const engine = await world.start(true, { files });
  await world.clock.pass(1_000);
  await engine.send({ type: 'mode.set', mode: 'offline' });
  await world.clock.pass(50);
  await engine.send({ type: 'mode.set', mode: 'online' });
  await world.clock.pass(1_000);
  expect(writes).toBe(2);
  expect(JSON.parse(world.disk.get(paths.settings) ?? '').mode).toBe('online');
  expect(engine.state().savedSettings.mode).toBe('online');
  expect(engine.state().problems).toEqual([]);
  await engine.stop();
});
