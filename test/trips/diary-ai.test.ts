import { describe, expect, test } from 'vitest';
import { told } from '../../main/core/diary/outage.ts';
import { spansOf } from '../../main/core/diary/track.ts';
import { reduce } from '../../main/core/reduce.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { loadDiary } from '../../main/engine/diary.ts';
import type { World } from '../fakes/world.ts';
import { paths } from '../fakes/world.ts';
import { stand } from '../parts/stand.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What the diary on disk says the AI did: [what, for how many minutes]. */
async function track(world: World): Promise<(readonly [string, number])[]> {
  const { track: kept } = await loadDiary(world.tools, paths, false);
  const now = world.clock.wall();
  return spansOf(kept.marks, { from: 0, until: now }, now).map(
    ({ from, to, is }) => [is, Math.round((to - from) / minute)] as const,
  );
}

const what = async (world: World) => (await track(world)).map(([is]) => is);

describe('what the AI did', { timeout: 60_000 }, () => {
  test('a stop is noted when it has held, from when it began; the answer at once', async () => {
    const { world, engine, stack, pass, snapshot } = await stand();
    await pass(10 * minute - 30_000);
    expect(await what(world)).toEqual(['works']);
    stack.ollama = 'down';
    await pass(15 * minute);
    expect(snapshot().ai?.state).toBe('stopped');
    stack.ollama = 'up';
    await pass(5 * minute);
    expect(await track(world)).toEqual([
      ['works', 10],
      ['stopped', 15],
      ['works', 5],
    ]);
    expect(snapshot().aiTrack.map(({ is }) => is)).toEqual(['works', 'stopped', 'works']);
    await engine.stop();
  });

  test('a restart of half a minute is no stop', async () => {
    const { world, engine, stack, pass } = await stand();
    await pass(2 * minute);
    stack.ollama = 'down';
    await pass(20_000);
    stack.ollama = 'up';
    await pass(5 * minute);
    expect(await what(world)).toEqual(['works']);
    await engine.stop();
  });

  test('it stopped in an outage, and went on: the outage says for how long, also while it lasts', async () => {
    const { world, engine, stack, pass, snapshot } = await stand();
    await pass(5 * minute);
    world.change({ upstream: 'silent' });
    await pass(10 * minute);
    stack.ollama = 'down';
    await pass(6 * minute);
    const { outages } = snapshot();
    expect(outages).toMatchObject([{ to: null }]);
    expect(Math.abs((outages[0]?.ai?.stopped ?? 0) - 6 * minute)).toBeLessThan(30_000);
    stack.ollama = 'up';
    await pass(4 * minute);
    world.change({ upstream: 'ok' });
    await pass(minute);
    const kept = await loadDiary(world.tools, paths, false);
    const ai = kept.value.map((one) => told(one, world.clock.wall(), kept.track.marks).ai);
    expect(ai).toHaveLength(1);
    expect(Math.abs((ai[0]?.stopped ?? 0) - 6 * minute)).toBeLessThan(30_000);
    expect(Math.abs((ai[0]?.known ?? 0) - 20 * minute)).toBeLessThan(30_000);
    await engine.stop();
  });

  test('partly working is neither', async () => {
    const { world, engine, stack, pass } = await stand();
    await pass(2 * minute);
    stack.gateway = 'silent';
    await pass(8 * minute);
    stack.gateway = 'ready';
    await pass(5 * minute);
    expect(await what(world)).toEqual(['works', 'partly', 'works']);
    await engine.stop();
  });

  test('sleep, announced or not, is not counted', async () => {
    const { world, engine, pass } = await stand();
    await pass(5 * minute);
    await world.clock.sleep(3 * hour);
    await pass(10 * minute);
    engine.tell({ type: 'machine.slept' });
    await world.clock.sleep(2 * hour);
    engine.tell({ type: 'machine.woke' });
    await pass(10 * minute);
    expect(await track(world)).toEqual([
      ['works', 5],
      ['asleep', 180],
      ['works', 10],
      ['asleep', 120],
      ['works', 10],
    ]);
    await engine.stop();
  });

  test('an engine that ends notes until when; the next one knows that nobody watched meanwhile', async () => {
    const first = await stand();
    const { world, engine, pass } = first;
    await pass(7 * minute);
    await engine.stop();
    await world.clock.pass(40 * minute);
    const again = await world.start();
    await pass(7 * minute);
    expect(await track(world)).toEqual([
      ['works', 7],
      ['away', 40],
      ['works', 7],
    ]);
    await again.stop();
  });

  test('one that was killed is known up to the last half hour', async () => {
    const { world, engine, pass } = await stand();
    await pass(40 * minute);
    const text = world.disk.get(paths.diary) ?? '';
    await engine.stop();
    world.disk.set(paths.diary, text);
    await world.clock.pass(5 * hour);
    const again = await world.start();
    await pass(5 * minute);
    expect(await track(world)).toEqual([
      ['works', 30],
      ['away', 310],
      ['works', 5],
    ]);
    await again.stop();
  });

  test('a clock that is set back leaves no two truths for one moment', async () => {
    const { world, engine, pass } = await stand();
    await pass(35 * minute);
    world.clock.set(-3 * hour);
    await pass(10 * minute);
    const { marks } = engine.state().diary.track;
    const ats = marks.map(({ at }) => at);
    expect([...ats].sort((a, b) => a - b)).toEqual(ats);
    expect(ats.every((at) => at <= world.clock.wall())).toBe(true);
    await engine.stop();
  });

  test('what comes and goes is two lines each time, and replays to the same state', async () => {
    const { world, engine, stack, pass } = await stand();
    const [first] = world.events;
    const born = newState(first?.at ?? 0, first?.wall ?? 0);
    for (let turn = 0; turn < 12; turn += 1) {
      stack.ollama = turn % 2 === 0 ? 'down' : 'up';
      await pass(2 * minute);
    }
    const lines = (world.disk.get(paths.diary) ?? '').split('\n').length;
    expect(lines).toBeLessThan(30);
    expect(world.events.reduce(reduce, born).diary).toEqual(engine.state().diary);
    expect(snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'x' }).aiTrack.length).toBeGreaterThan(
      10,
    );
    await engine.stop();
  });
});
