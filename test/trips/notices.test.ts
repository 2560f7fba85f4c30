import { describe, expect, test } from 'vitest';
import { reduce } from '../../main/core/reduce.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { goodLine, type Line } from '../fakes/net.ts';
import { newWorld, type World } from '../fakes/world.ts';

const [s, min, h] = [1_000, 60_000, 3_600_000];
const id = { owner: 'app' as const, pid: 1, version: 'test' };

/** A world that has been online for a minute. */
async function settled(
  seed = 1,
): Promise<{ world: World; engine: Engine; born: ReturnType<typeof newState> }> {
  const world = newWorld(seed);
  const born = newState(world.clock.mono(), world.clock.wall());
  const engine = await world.start();
  await world.clock.pass(min);
  return { world, engine, born };
}
async function live(world: World, part: Partial<Line>, ms: number): Promise<void> {
  world.change({ ...goodLine(), ...part });
  await world.clock.pass(ms);
}
const dead = { upstream: 'silent' as const };
const kinds = (world: World) => world.notices.map(({ kind }) => kind);
const set = (engine: Engine, key: string, value: unknown) => engine.send({ type: 'setting.set', key, value });
const replays = (world: World, engine: Engine, born: ReturnType<typeof newState>) =>
  expect(world.events.reduce(reduce, born)).toEqual(engine.state());

describe('one notice for an outage, and one for its end', () => {
  test('a short outage that was told is told as over too; one that was not is not', async () => {
    const { world, engine } = await settled();
    await live(world, dead, 20 * s);
    await live(world, {}, 5 * min);
    expect(world.notices.map(({ kind, isSilent }) => [kind, isSilent])).toEqual([
      ['down', true],
      ['back', true],
    ]);
    await live(world, { link: false }, 3 * s);
    await live(world, {}, 5 * min);
    expect(world.notices).toHaveLength(2);
    await engine.stop();
  });

  test('while the minimum stay holds the switch back it is told after 15 s, and corrected in place', async () => {
    const { world, engine } = await settled();
    await live(world, dead, 2 * min);
    // Believed back and switched; it dies again within the stay.
    await live(world, {}, 14 * s);
    expect(engine.state().stance.is).toBe('online');
    await live(world, { link: false }, 2 * min);
    expect(world.notices.map(({ kind, isUpdate }) => [kind, isUpdate])).toEqual([
      ['down', false],
      ['back', false],
      ['down-waiting', false],
      ['down', true],
    ]);
    await engine.stop();
  });

  test('another cause is no news; another thing to do is, in place and without a sound', async () => {
    const { world, engine } = await settled();
    await live(world, dead, min);
    await live(world, { link: false }, min);
    expect(kinds(world)).toEqual(['down']);
    await live(world, { portal: 'honest' }, min);
    expect(engine.state().network.verdict.key).toBe('captive');
    expect(world.notices.slice(1)).toMatchObject([
      { kind: 'down', cause: 'captive', isUpdate: true, isSilent: true },
    ]);
    await live(world, {}, min);
    expect(world.notices.slice(2)).toMatchObject([{ kind: 'back', cause: 'captive' }]);
    await engine.stop();
  });

  test('a sign-in page that was seen for a moment corrects nothing', async () => {
    const { world, engine } = await settled();
    await live(world, dead, min);
    await live(world, { portal: 'forged' }, 4 * s);
    await live(world, dead, min);
    expect(world.verdicts.map(({ key }) => key)).toEqual([
      'unknown',
      'online',
      'upstream-dead',
      'captive',
      'upstream-dead',
    ]);
    expect(kinds(world)).toEqual(['down']);
    await engine.stop();
  });

  test('a sign-in page has a sound: it waits for a person', async () => {
    const { world, engine } = await settled();
    await live(world, { portal: 'forged' }, min);
    expect(world.notices).toMatchObject([{ kind: 'down', cause: 'captive', isSilent: false }]);
    await engine.stop();
  });

  test('two restarts in one outage: it is told once, and its whole length at the end', async () => {
    const { world, engine } = await settled();
    await live(world, dead, min);
    await engine.stop();
    const second = await world.start();
    await world.clock.pass(min);
    await second.stop();
    const third = await world.start();
    await world.clock.pass(min);
    await live(world, {}, min);
    expect(kinds(world)).toEqual(['down', 'back']);
    expect(world.notices[1]?.lasted).toBeGreaterThan(3 * min - 10 * s);
    await third.stop();
  });
});

describe('the internet comes and goes', () => {
  async function flap(world: World, times: number): Promise<void> {
    for (let drop = 0; drop < times; drop += 1) {
      await live(world, dead, 40 * s);
      await live(world, {}, 80 * s);
    }
  }

  test('the third drop in half an hour is told as that; then it is quiet until ten minutes have held', async () => {
    const { world, engine, born } = await settled();
    await flap(world, 6);
    expect(kinds(world)).toEqual(['down', 'back', 'down', 'back', 'flap']);
    expect(world.notices.at(-1)).toMatchObject({ count: 3, isSilent: true });
    // Counted from verdict to verdict, and each comes up to four seconds after its drop.
    expect(world.notices.at(-1)?.lasted).toBeGreaterThan(4 * min - 4_000);
    await live(world, {}, 8 * min);
    expect(engine.state().notice).toMatchObject({ kind: 'flap', isOver: false });
    await live(world, {}, 3 * min);
    expect(engine.state().notice, 'it is taken back').toMatchObject({ kind: 'flap', isOver: true });
    await live(world, dead, min);
    expect(kinds(world).slice(5)).toEqual(['down']);
    replays(world, engine, born);
    await engine.stop();
  });

  test.each([
    ['an outage before the flap was told', 2, 'the third drop lasts', true],
    ['one after it', 3, 'the fourth drop lasts', false],
  ])(
    'what came and went and stays away for ten minutes is told as gone, and its end: %s',
    async (_, times, why, isUpdate) => {
      const { world, engine, born } = await settled();
      await flap(world, times);
      await live(world, dead, 9 * min);
      expect(kinds(world), why).toEqual(['down', 'back', 'down', 'back', 'flap']);
      await live(world, dead, 2 * min);
      expect(kinds(world)).toEqual(['down', 'back', 'down', 'back', 'flap', 'down']);
      expect(world.notices.at(-1)).toMatchObject({ cause: 'upstream-dead', isUpdate });
      await live(world, { portal: 'honest' }, min);
      expect(world.notices.at(-1), 'a sign-in page is told again').toMatchObject({ cause: 'captive' });
      await live(world, {}, min);
      expect(kinds(world).at(-1)).toBe('back');
      await live(world, dead, min);
      expect(kinds(world).slice(-2), 'and the next drop is one').toEqual(['back', 'down']);
      replays(world, engine, born);
      await engine.stop();
    },
  );

  test('three drops in an hour are three outages', async () => {
    const { world, engine } = await settled();
    for (let drop = 0; drop < 3; drop += 1) {
      await live(world, dead, min);
      await live(world, {}, 20 * min);
    }
    expect(kinds(world)).toEqual(['down', 'back', 'down', 'back', 'down', 'back']);
    await engine.stop();
  });

  test('a restart in it keeps quiet', async () => {
    const { world, engine } = await settled();
    await flap(world, 3);
    await engine.stop();
    const again = await world.start();
    await world.clock.pass(min);
    await flap(world, 2);
    expect(kinds(world)).toEqual(['down', 'back', 'down', 'back', 'flap']);
    await again.stop();
  });
});

describe('quiet hours and snooze', () => {
  /** The world began at 09:00; it is 09:01. */
  async function quiet(): ReturnType<typeof settled> {
    const all = await settled();
    await set(all.engine, 'quiet.from', '09:05');
    await set(all.engine, 'quiet.to', '11:00');
    await all.world.clock.pass(5 * min);
    return all;
  }

  test('nothing in quiet hours, and one notice at their end, also over a restart', async () => {
    const { world, engine } = await quiet();
    await live(world, dead, 10 * min);
    await live(world, {}, 10 * min);
    await engine.stop();
    const again = await world.start();
    await live(world, {}, min);
    await live(world, { link: false }, 20 * min);
    await live(world, {}, 30 * min);
    expect(world.notices).toEqual([]);
    await live(world, {}, h);
    expect(world.notices).toMatchObject([{ kind: 'morning', count: 2, isSilent: true }]);
    expect(Math.round((world.notices[0]?.lasted ?? 0) / min)).toBe(30);
    await again.stop();
  });

  test('nothing happened, nothing is told', async () => {
    const { world, engine } = await quiet();
    await live(world, { link: false }, 2 * s);
    await live(world, {}, 3 * h);
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('what is still down at their end is told then, with what was before', async () => {
    const { world, engine, born } = await quiet();
    await live(world, dead, 10 * min);
    await live(world, {}, 10 * min);
    await live(world, dead, 2 * h);
    expect(world.notices).toMatchObject([{ kind: 'morning-down', count: 2 }]);
    await live(world, {}, min);
    expect(kinds(world)).toEqual(['morning-down', 'back']);
    replays(world, engine, born);
    await engine.stop();
  });

  test('a single outage that is still there is told as any other', async () => {
    const { world, engine } = await quiet();
    await live(world, dead, 3 * h);
    expect(kinds(world)).toEqual(['down']);
    await engine.stop();
  });

  test('a told outage that ends in quiet hours is taken back and told afterwards', async () => {
    const { world, engine } = await settled();
    await live(world, dead, min);
    await set(engine, 'quiet.from', '09:02');
    await set(engine, 'quiet.to', '11:00');
    await live(world, {}, min);
    expect(kinds(world)).toEqual(['down']);
    expect(engine.state().notice?.isOver).toBe(true);
    await live(world, {}, 2 * h);
    expect(kinds(world)).toEqual(['down', 'morning']);
    await engine.stop();
  });

  test('snoozed: nothing for an hour; what is still there is told then', async () => {
    const { world, engine } = await settled();
    await engine.send({ type: 'notices.snooze', forMs: h });
    expect(snapshotOf(engine.state(), id).snoozedUntil).toBe(world.clock.wall() + h);
    await live(world, dead, 10 * min);
    await live(world, {}, 10 * min);
    await live(world, dead, 39 * min);
    expect(world.notices).toEqual([]);
    await live(world, dead, 2 * min);
    expect(kinds(world)).toEqual(['down']);
    expect(snapshotOf(engine.state(), id).snoozedUntil).toBeNull();
    await engine.stop();
  });

  test('a snooze survives a restart and ends when the person says so', async () => {
    const { world, engine } = await settled();
    await engine.send({ type: 'notices.snooze', forMs: h });
    await world.clock.pass(s);
    await engine.stop();
    const again = await world.start();
    await world.clock.pass(min);
    await live(world, dead, min);
    expect(world.notices).toEqual([]);
    await again.send({ type: 'notices.snooze', forMs: 0 });
    expect(kinds(world)).toEqual(['down']);
    await again.stop();
  });
});

describe('never probe: the return is asked, never assumed', () => {
  async function unasked(): ReturnType<typeof settled> {
    const all = await settled();
    await set(all.engine, 'probe.enabled', false);
    await all.world.clock.pass(min);
    return all;
  }

  test('the link is back: it stays offline until the person says that the internet is there', async () => {
    const { world, engine, born } = await unasked();
    const asked = world.asked();
    await live(world, { link: false }, min);
    await live(world, {}, h);
    expect(kinds(world)).toEqual(['down', 'ask-back']);
    expect(world.notices[1]).toMatchObject({ cause: 'link-down', isSilent: false });
    expect(snapshotOf(engine.state(), id)).toMatchObject({ stance: 'offline', asksReturn: true });
    await engine.send({ type: 'return.confirm' });
    await world.clock.pass(s);
    expect(snapshotOf(engine.state(), id)).toMatchObject({
      stance: 'online',
      asksReturn: false,
      outageSince: null,
      notice: { kind: 'ask-back', isOver: true },
    });
    await live(world, {}, h);
    expect(engine.state().stance.is).toBe('online');
    expect(kinds(world), 'what the person said is not told to them').toEqual(['down', 'ask-back']);
    expect(world.asked(), 'no packet left').toBe(asked);
    replays(world, engine, born);
    await engine.stop();
  });

  test('the word holds until the link goes again', async () => {
    const { world, engine } = await unasked();
    await live(world, { link: false }, min);
    await live(world, {}, 40 * s);
    await engine.send({ type: 'return.confirm' });
    await live(world, {}, min);
    await live(world, { link: false }, min);
    expect(engine.state().stance.is).toBe('offline');
    await live(world, {}, min);
    expect(engine.state().stance.is).toBe('offline');
    expect(kinds(world)).toEqual(['down', 'ask-back', 'down', 'ask-back']);
    await engine.stop();
  });

  test('a word needs no patience: it counts within the minimum stay too', async () => {
    const { world, engine } = await unasked();
    await live(world, { link: false }, 8 * s);
    await live(world, {}, 8 * s);
    expect(snapshotOf(engine.state(), id)).toMatchObject({ stance: 'offline', asksReturn: true });
    await engine.send({ type: 'return.confirm' });
    await world.clock.pass(s);
    expect(engine.state().stance.is).toBe('online');
    await engine.stop();
  });

  test('a link that goes and comes in one outage is asked about in place, without another sound', async () => {
    const { world, engine } = await unasked();
    await live(world, { link: false }, min);
    await live(world, {}, min);
    await live(world, { link: false }, min);
    expect(engine.state().notice).toMatchObject({ kind: 'ask-back', isOver: true });
    await live(world, {}, min);
    expect(world.notices.map(({ kind, isUpdate }) => [kind, isUpdate])).toEqual([
      ['down', false],
      ['ask-back', false],
      ['ask-back', true],
    ]);
    await engine.stop();
  });

  test('after a restart the offer stands, and nobody is asked twice', async () => {
    const { world, engine } = await unasked();
    await live(world, { link: false }, min);
    await live(world, {}, min);
    await engine.stop();
    const again = await world.start();
    await world.clock.pass(5 * min);
    expect(kinds(world)).toEqual(['down', 'ask-back']);
    expect(snapshotOf(again.state(), id)).toMatchObject({ stance: 'offline', asksReturn: true });
    await again.stop();
  });

  test('a word that nobody asked for changes nothing', async () => {
    const { world, engine } = await settled();
    await live(world, dead, min);
    await engine.send({ type: 'return.confirm' });
    await live(world, dead, min);
    expect(engine.state()).toMatchObject({ confirmedAt: null, stance: { is: 'offline' } });
    await engine.stop();
  });

  test('where nothing was switched there is nothing to ask, and the next drop is told again', async () => {
    const { world, engine } = await unasked();
    await engine.send({ type: 'mode.set', mode: 'online' });
    await live(world, { link: false }, min);
    await live(world, {}, min);
    expect(engine.state()).toMatchObject({ outage: null, notice: { isOver: true } });
    await live(world, { link: false }, min);
    expect(kinds(world)).toEqual(['down-online', 'down-online']);
    await engine.stop();
  });
});

describe('sleep and wake', () => {
  test('nothing is told for 20 s after a wake; the return is told then, and sleep is not counted', async () => {
    const { world, engine, born } = await settled();
    await live(world, dead, 2 * min);
    engine.tell({ type: 'machine.slept' });
    await world.clock.pass(30 * s);
    await world.clock.sleep(8 * h);
    engine.tell({ type: 'machine.woke' });
    await live(world, {}, 19 * s);
    expect(kinds(world)).toEqual(['down']);
    await world.clock.pass(3 * s);
    expect(kinds(world)).toEqual(['down', 'back']);
    const lasted = world.notices[1]?.lasted ?? 0;
    expect(Math.abs(lasted - 2 * min), 'nor is falling asleep').toBeLessThan(6 * s);
    replays(world, engine, born);
    await engine.stop();
  });

  test('what goes away with the sleep is no outage, however long the system takes to sleep', async () => {
    const { world, engine } = await settled();
    engine.tell({ type: 'machine.slept' });
    await live(world, { link: false }, 30 * s);
    expect(engine.state()).toMatchObject({ outage: null, stance: { is: 'online' } });
    await world.clock.sleep(h);
    await live(world, { link: false }, 20 * s);
    expect(engine.state().outage, 'a wake in the dark').toBeNull();
    await world.clock.sleep(h);
    engine.tell({ type: 'machine.woke' });
    await live(world, {}, 3 * s);
    expect(engine.state().network.verdict.key).toBe('online');
    await live(world, {}, 5 * min);
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('a silence from before the sleep convicts nobody after it', async () => {
    const { world, engine } = await settled();
    world.change(dead);
    await world.clock.pass(6 * s);
    expect(engine.state()).toMatchObject({ network: { verdict: { key: 'upstream-dead' } }, outage: null });
    engine.tell({ type: 'machine.slept' });
    await world.clock.sleep(h);
    engine.tell({ type: 'machine.woke' });
    expect(engine.state().outage).toBeNull();
    await live(world, {}, 5 * min);
    expect(world.notices).toEqual([]);
    await engine.stop();
  });

  test('a sleep that never came: after a minute it goes on by itself', async () => {
    const { world, engine } = await settled();
    engine.tell({ type: 'machine.slept' });
    await live(world, dead, 50 * s);
    expect(engine.state().outage).toBeNull();
    await live(world, dead, 50 * s);
    expect(engine.state().stance.is).toBe('offline');
    expect(kinds(world)).toEqual(['down']);
    await engine.stop();
  });

  test('a choice is a choice, asleep or not', async () => {
    const { world, engine } = await settled();
    engine.tell({ type: 'machine.slept' });
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(s);
    expect(engine.state().stance.is).toBe('offline');
    await engine.stop();
  });

  test('power is a fact of its own', async () => {
    const { engine } = await settled();
    engine.tell({ type: 'power.changed', isOnBattery: true });
    expect(engine.state().isOnBattery).toBe(true);
    engine.tell({ type: 'power.changed', isOnBattery: false });
    expect(engine.state().isOnBattery).toBe(false);
    await engine.stop();
  });
});

test('what macOS did with a notification is known until it does something else', async () => {
  const { engine } = await settled();
  const told = () => snapshotOf(engine.state(), id).notifications;
  expect(told()).toBe('unknown');
  engine.tell({ type: 'notices.refused' });
  expect(told()).toBe('refused');
  engine.tell({ type: 'notices.shown' });
  expect(told()).toBe('shown');
  await engine.stop();
});
