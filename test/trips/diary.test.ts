import { describe, expect, test } from 'vitest';
import { recent, told } from '../../main/core/diary/outage.ts';
import type { DiaryRecord, OutageRecord } from '../../main/core/diary/record.ts';
import { reduce } from '../../main/core/reduce.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { loadDiary, readPages } from '../../main/engine/diary.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };
const minute = 60_000;

/** What is said of outages; what the AI did is diary-ai.test.ts. */
const pages = (world: World) => readPages(world.disk.get(paths.diary) ?? '').records.filter(ofOutages);
const ofOutages = (record: DiaryRecord): record is OutageRecord => record.v === 1;
const types = (world: World) => pages(world).map(({ type }) => type);
async function outages(world: World) {
  const kept = await loadDiary(world.tools, paths, false);
  return kept.value.map((outage) => told(outage, world.clock.wall()));
}

describe('an outage and its diary', () => {
  test('its beginning with cause and evidence, its end, and how long it was', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    expect(pages(world), 'nothing happened').toEqual([]);
    const cut = world.clock.wall();
    world.change({ upstream: 'silent' });
    await world.clock.pass(5 * minute);
    expect(pages(world)).toMatchObject([{ v: 1, type: 'began', cause: 'upstream-dead', isDrill: false }]);
    const [began] = pages(world);
    expect(began?.type === 'began' && began.evidence.length).toBeGreaterThan(3);
    expect(began?.type === 'began' && began.evidence.join('\n')).toMatch(/^dns \S+ \(en0 IPv4\): silent$/m);
    const [running] = snapshotOf(engine.state(), id).outages;
    expect(running).toMatchObject({ to: null, cause: 'upstream-dead', isEndKnown: true, slept: 0 });
    expect(Math.abs((running?.lasted ?? 0) - 5 * minute)).toBeLessThan(15_000);
    const healed = world.clock.wall();
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    expect(types(world)).toEqual(['began', 'ended']);
    const [outage] = await outages(world);
    expect(Math.abs((outage?.from ?? 0) - cut)).toBeLessThan(6_000);
    expect(Math.abs((outage?.to ?? 0) - healed), 'the return, not when it was believed').toBeLessThan(3_000);
    expect(outage?.lasted).toBe((outage?.to ?? 0) - (outage?.from ?? 0));
    expect(snapshotOf(engine.state(), id).outages).toEqual([outage]);
    expect(engine.state().diary.pending).toEqual([]);
    await engine.stop();
  });

  test('a cable that is pushed in again at once is in the diary, although it was never told', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ link: false });
    await world.clock.pass(2_000);
    world.change({ link: true });
    await world.clock.pass(minute);
    expect(world.notices).toEqual([]);
    expect(await outages(world)).toMatchObject([{ cause: 'link-down' }]);
    await engine.stop();
  });

  test('the cause that held longest is the cause; a change that held is noted once', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ link: false });
    await world.clock.pass(minute);
    world.change({ link: true, upstream: 'silent' });
    await world.clock.pass(9 * minute);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    expect(pages(world).map((page) => ('cause' in page ? page.cause : page.type))).toEqual([
      'link-down',
      'upstream-dead',
      'ended',
    ]);
    expect(await outages(world)).toMatchObject([{ cause: 'upstream-dead' }]);
    await engine.stop();
  });

  test('sleep is not counted, and noted when the machine wakes', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(2 * minute);
    await world.clock.sleep(60 * minute);
    await world.clock.pass(2 * minute);
    expect(types(world)).toEqual(['began', 'still']);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    const [outage] = await outages(world);
    expect(Math.abs((outage?.slept ?? 0) - 60 * minute)).toBeLessThan(5_000);
    expect(Math.abs((outage?.lasted ?? 0) - 4 * minute)).toBeLessThan(10_000);
    await engine.stop();
  });

  test('while it goes on it is noted every ten minutes, and a clock that is set does not change its length', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(25 * minute);
    expect(types(world)).toEqual(['began', 'still', 'still']);
    world.clock.set(-3 * 60 * minute);
    await world.clock.pass(5 * minute);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    const [outage] = await outages(world);
    expect(Math.abs((outage?.lasted ?? 0) - 30 * minute)).toBeLessThan(10_000);
    await engine.stop();
  });
});

describe('an engine that ends in an outage', () => {
  test('the next one goes on with the same outage', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(5 * minute);
    await engine.stop();
    const again = await world.start();
    await world.clock.pass(5 * minute);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    const found = await outages(world);
    expect(found).toMatchObject([{ cause: 'upstream-dead', isEndKnown: true }]);
    expect(Math.abs((found[0]?.lasted ?? 0) - 10 * minute)).toBeLessThan(10_000);
    await again.stop();
  });

  test('a night in which the machine was off is not counted, in the diary or in the notice', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(15 * minute);
    await engine.stop();
    await world.clock.pass(600 * minute);
    world.notices.length = 0;
    const again = await world.start();
    await world.clock.pass(5 * minute);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    const found = await outages(world);
    expect(found).toMatchObject([{ cause: 'upstream-dead', isEndKnown: true }]);
    // What came after the last line, ten minutes in, is not known to have been watched.
    expect(Math.abs((found[0]?.lasted ?? 0) - 15 * minute)).toBeLessThan(15_000);
    expect(Math.abs((found[0]?.slept ?? 0) - 605 * minute)).toBeLessThan(15_000);
    expect(world.notices.at(-1)).toMatchObject({ kind: 'back' });
    expect(Math.abs((world.notices.at(-1)?.lasted ?? 0) - (found[0]?.lasted ?? 0))).toBeLessThan(1_000);
    await again.stop();
  });

  test('killed before the first line was written, with the journal alone to tell: one outage', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(5 * minute);
    await engine.stop();
    world.disk.delete(paths.diary);
    const again = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'ok' });
    await world.clock.pass(minute);
    expect(types(world)).toEqual(['began', 'ended']);
    await again.stop();
  });

  test('a journal that was lost: the end is not known, and no more is counted than what is', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.change({ upstream: 'silent' });
    await world.clock.pass(35 * minute);
    await engine.stop();
    world.disk.delete(paths.journal);
    world.change({ upstream: 'ok' });
    await world.clock.pass(300 * minute);
    const again = await world.start();
    await world.clock.pass(minute);
    const found = await outages(world);
    expect(found).toMatchObject([{ cause: 'upstream-dead', isEndKnown: false }]);
    expect(Math.abs((found[0]?.lasted ?? 0) - 30 * minute)).toBeLessThan(10_000);
    await again.stop();
  });
});

describe('a disk that refuses', () => {
  test('nothing is lost, the sentence says so, and it is written when there is room', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(minute);
    world.faults.write = 'ENOSPC';
    world.change({ link: false });
    await world.clock.pass(minute);
    world.change({ link: true });
    await world.clock.pass(minute);
    expect(engine.state().diary.pending.map(({ type }) => type)).toEqual(['began', 'ended']);
    expect(snapshotOf(engine.state(), id).outages).toHaveLength(1);
    const problems = snapshotOf(engine.state(), id).problems;
    expect(problems).toContainEqual({ code: 'diary-unwritten', about: paths.diary, detail: 'ENOSPC' });
    world.faults.write = null;
    await world.clock.pass(2 * minute);
    expect(types(world)).toEqual(['began', 'ended']);
    expect(engine.state().retries).not.toHaveProperty('diary');
    await engine.stop();
  });
});

test('the event log replays to the same state, diary and all', async () => {
  const world = newWorld(5);
  const born = newState(world.clock.mono(), world.clock.wall());
  const engine = await world.start();
  await world.clock.pass(minute);
  world.change({ upstream: 'silent' });
  await world.clock.pass(12 * minute);
  world.change({ upstream: 'ok' });
  await world.clock.pass(minute);
  expect(recent(engine.state().diary.outages, world.clock.wall())).toHaveLength(1);
  expect(world.events.reduce(reduce, born)).toEqual(engine.state());
  await engine.stop();
});
