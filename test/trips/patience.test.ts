import { describe, expect, test } from 'vitest';
import { holds, type Patience } from '../../main/core/patience.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { newWorld, type World } from '../fakes/world.ts';

/** In ms: how exactly a moment can be seen by turning the clock. */
const step = 50;

/** A world that has been online for a minute, with an engine that has that patience. */
async function patient(patience: Patience): Promise<{ world: World; engine: Engine }> {
  const world = newWorld();
  const engine = await world.start();
  await engine.send({ type: 'setting.set', key: 'patience', value: patience });
  await world.clock.pass(60_000);
  return { world, engine };
}

/** How long (ms) after the verdict the stance followed; null: not within that time. */
async function followed({ world, engine }: Awaited<ReturnType<typeof patient>>, most: number) {
  for (let passed = 0; passed < most; passed += step) {
    await world.clock.pass(step);
    if (engine.state().stance.is === 'offline')
      return engine.state().stance.since - engine.state().network.verdict.sideSince;
  }
  return null;
}

describe('how long a drop must hold before Auto follows it', () => {
  test.each(['quick', 'standard', 'patient'] as const)('%s: a silent line', async (patience) => {
    const { world, engine } = await patient(patience);
    world.change({ upstream: 'silent' });
    const after = await followed({ world, engine }, 40_000);
    expect(after).toBeGreaterThanOrEqual(holds[patience].silence);
    expect(after).toBeLessThan(holds[patience].silence + 300);
    expect(world.notices.filter(({ kind }) => kind === 'back')).toEqual([]);
    await engine.stop();
  });

  test.each(['quick', 'standard', 'patient'] as const)('%s: a link that goes', async (patience) => {
    const { world, engine } = await patient(patience);
    world.change({ link: false });
    const after = await followed({ world, engine }, 40_000);
    expect(after).toBeGreaterThanOrEqual(holds[patience].fact);
    expect(after).toBeLessThan(holds[patience].fact + 300);
    await engine.stop();
  });

  test.each(['link', 'upstream'] as const)(
    'who is patient is neither switched nor told of a short drop of the %s',
    async (what) => {
      const { world, engine } = await patient('patient');
      world.change(what === 'link' ? { link: false } : { upstream: 'silent' });
      await world.clock.pass(15_000);
      expect(engine.state().network.verdict.key, 'shown at once all the same').not.toBe('online');
      world.change({ link: true, upstream: 'ok' });
      await world.clock.pass(120_000);
      expect(engine.state().network.verdict.key).toBe('online');
      expect(engine.state().stance.is).toBe('online');
      expect(world.notices).toEqual([]);
      await engine.stop();
    },
  );

  test('a choice made in the middle of a drop counts at once', async () => {
    const { world, engine } = await patient('patient');
    world.change({ upstream: 'silent' });
    await world.clock.pass(12_000);
    expect(engine.state().stance.is).toBe('online');
    await engine.send({ type: 'setting.set', key: 'patience', value: 'quick' });
    await world.clock.pass(200);
    expect(engine.state().stance.is).toBe('offline');
    await engine.stop();
  });
});

describe('several settings at once', () => {
  test('all are taken and kept, in one step', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(1_000);
    const sent = await engine.send({
      type: 'settings.take',
      values: { language: 'ko', 'outage.days': 30, 'probe.dns': ['9.9.9.9:53'] },
    });
    expect(sent).toMatchObject({ ok: true });
    await world.clock.pass(1_000);
    expect(engine.state().settings).toMatchObject({ language: 'ko', 'outage.days': 30 });
    expect(JSON.parse(world.disk.get('/home/me/offline/settings.json') ?? '')).toMatchObject({
      language: 'ko',
      'outage.days': 30,
      'probe.dns': ['9.9.9.9:53'],
    });
    expect(world.events.filter(({ type }) => type === 'settings.taken')).toHaveLength(1);
    await engine.stop();
  });

  test.each([
    ['a file of the person’s own', { 'outage.days': 30, 'deps.folder': '/evil' }, 'refused'],
    ['a word of the person’s own', { 'outage.days': 30, 'switch.consent': true }, 'refused'],
    ['a value that is none', { 'outage.days': 30, language: 'xx' }, 'settings-invalid'],
    ['a setting that is none', { 'outage.days': 30, 'hooks.x': [] }, 'settings-unknown-key'],
    ['an unknown one', { 'outage.days': 30, nonsense: 1 }, 'settings-unknown-key'],
  ])('with %s among them none is taken', async (_title, values, code) => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(1_000);
    expect(await engine.send({ type: 'settings.take', values })).toMatchObject({ problem: { code } });
    expect(engine.state().settings['outage.days']).toBe(14);
    await engine.stop();
  });

  test('the standard comes back, and what was agreed to stays', async () => {
    const world = newWorld();
    const engine = await world.start();
    await world.clock.pass(1_000);
    for (const [key, value] of [
      ['watching', true],
      ['switch.consent', true],
      ['language', 'ko'],
      ['image.context', '/home/me/claw'],
    ] as const)
      await engine.send({ type: 'setting.set', key, value });
    await engine.send({ type: 'mode.set', mode: 'online' });
    await engine.send({ type: 'settings.reset' });
    await world.clock.pass(1_000);
    expect(engine.state().settings).toMatchObject({
      ...{ watching: true, 'switch.consent': true, mode: 'online' },
      ...{ language: 'system', 'image.context': '' },
    });
    await engine.stop();
  });
});
