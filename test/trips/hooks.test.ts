import { describe, expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Settings } from '../../main/core/settings.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { at } from '../claw/switching.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

interface Ran {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly at: number;
  endedAt?: number;
}

const both: Partial<Settings> = {
  'hooks.offline': ['/bin/tell', 'off', '$HOME'],
  'hooks.online': ['/bin/tell', 'on'],
  'hooks.on': true,
};

/** A command of the person's own in that world; it takes so long, and ends so. */
function tell(world: World, { ms = 100, exitCode = 0, said = '' } = {}): Ran[] {
  const runs: Ran[] = [];
  world.commands.set('/bin/tell', async (args, { env = {}, signal }) => {
    const run: Ran = { args, env, at: world.clock.mono() };
    runs.push(run);
    await new Promise<void>((done) => {
      world.clock.after(ms, done);
      signal.addEventListener('abort', () => done(), { once: true });
    });
    run.endedAt = world.clock.mono();
    return ok({ stdout: said, stderr: '', exitCode });
  });
  return runs;
}

async function started(settings: Partial<Settings> = {}, how: Parameters<typeof tell>[1] = {}) {
  const world = newWorld();
  world.disk.set(paths.settings, JSON.stringify({ version: 1, ...both, ...settings }));
  const runs = tell(world, how);
  const engine = await world.start();
  await world.clock.pass(60_000);
  return { world, runs, engine };
}

const words = (runs: readonly Ran[]) => runs.map(({ args }) => args[0]);
const told = (engine: Engine) => snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' }).hooks;
const problems = (engine: Engine) =>
  snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' }).problems.map(({ code }) => code);

describe('commands of the person’s own', () => {
  test('run once for each change, with what has happened in their environment and nothing else', async () => {
    const { world, runs, engine } = await started();
    expect(runs, 'nothing has changed at a start').toEqual([]);
    world.change({ link: false });
    await world.clock.pass(60_000);
    world.change({ link: true });
    await world.clock.pass(60_000);
    expect(runs.map(({ args }) => args)).toEqual([['off', '$HOME'], ['on']]);
    const [off, on] = runs;
    expect(off?.env).toEqual({
      PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
      HOME: '/home/me',
      OFFLINE_MODE_STANCE: 'offline',
      OFFLINE_MODE_CAUSE: 'link-down',
      OFFLINE_MODE_SINCE: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(on?.env).toMatchObject({ OFFLINE_MODE_STANCE: 'online', OFFLINE_MODE_CAUSE: 'back' });
    expect(told(engine)).toMatchObject({ now: null, last: { stance: 'online', isTry: false, exitCode: 0 } });
    await engine.stop();
  });

  test('one that is chosen says so; an empty list, and the switch for all of them, keep them off', async () => {
    const { world, runs, engine } = await started({ 'hooks.online': [] });
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(20_000);
    await engine.send({ type: 'mode.set', mode: 'online' });
    await world.clock.pass(20_000);
    expect(words(runs)).toEqual(['off']);
    expect(runs[0]?.env.OFFLINE_MODE_CAUSE).toBe('chosen');
    await engine.send({ type: 'setting.set', key: 'hooks.on', value: false });
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(20_000);
    await engine.send({ type: 'setting.set', key: 'hooks.on', value: true });
    await world.clock.pass(20_000);
    expect(words(runs), 'switched on again it is not told what is old').toEqual(['off']);
    await engine.stop();
  });

  test('whoever has not turned them on has none run, whatever is set', async () => {
    const world = newWorld();
    const { 'hooks.offline': offline } = both;
    world.disk.set(paths.settings, JSON.stringify({ version: 1, 'hooks.offline': offline }));
    const runs = tell(world);
    const engine = await world.start();
    await world.clock.pass(60_000);
    world.change({ link: false });
    await world.clock.pass(60_000);
    expect(engine.state().stance.is).toBe('offline');
    expect(runs).toEqual([]);
    await engine.stop();
  });

  test('a flapping line starts none twice at once, and what runs last is what it came to', async () => {
    const { world, runs, engine } = await started({ 'hooks.limit': 60 }, { ms: 50_000 });
    for (let drop = 0; drop < 6; drop += 1) {
      world.change({ link: false });
      await world.clock.pass(31_000);
      world.change({ link: true });
      await world.clock.pass(45_000);
    }
    await world.clock.pass(120_000);
    for (const [index, run] of runs.entries())
      expect(run.at).toBeGreaterThanOrEqual(runs[index - 1]?.endedAt ?? 0);
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.length).toBeLessThanOrEqual(12);
    expect(words(runs).every((word, index) => word === (index % 2 === 0 ? 'off' : 'on'))).toBe(true);
    expect(words(runs).at(-1)).toBe('on');
    await engine.stop();
  });

  test.each([
    [{ exitCode: 3 }, 'hook-failed', '“/bin/tell” ended with 3'],
    [{ ms: 100_000 }, 'hook-late', 'it took longer than 10 s'],
  ] as const)('%j is told, tried once, and the mode is what was chosen', async (how, code, said) => {
    const { world, runs, engine } = await started({}, how);
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(1_000);
    expect(engine.state().stance.is, 'the switch waits for none').toBe('offline');
    await world.clock.pass(600_000);
    expect(words(runs)).toEqual(['off']);
    expect(problems(engine)).toContain(code);
    const problem = told(engine)?.last?.problem;
    expect(problem && sentence(problem, speaker('en'))).toContain(said);
    await engine.send({ type: 'setting.unset', key: 'hooks.offline' });
    await world.clock.pass(1_000);
    expect(problems(engine), 'another command has not failed').not.toContain(code);
    await engine.stop();
  });

  test('one that is missing, and what it says, are told as plain text', async () => {
    const { world, engine } = await started({}, { said: `\u001b[31mred\u202e${'x'.repeat(5_000)} end\n` });
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(20_000);
    const said = told(engine)?.last?.said ?? '';
    expect(said).toHaveLength(300);
    expect(said).toMatch(/^x+ end$/);
    world.commands.delete('/bin/tell');
    await engine.send({ type: 'mode.set', mode: 'online' });
    await world.clock.pass(20_000);
    expect(problems(engine)).toContain('hook-missing');
    await engine.stop();
  });

  test('an engine that was killed before it is followed by one that makes good for it; after it, by none', async () => {
    const { world, runs, engine } = await started();
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(20_000);
    await engine.stop();
    expect(words(runs)).toEqual(['off']);
    const next = await world.start();
    await world.clock.pass(60_000);
    expect(words(runs), 'it was told already').toEqual(['off']);
    await next.stop();
    const journal = JSON.parse(world.disk.get(paths.journal) ?? '{}');
    world.disk.set(paths.journal, JSON.stringify({ ...journal, hooked: 'online' }));
    const third = await world.start();
    await world.clock.pass(60_000);
    expect(words(runs)).toEqual(['off', 'off']);
    await third.stop();
  });

  test('a disk that refuses keeps none from running', async () => {
    const { world, runs, engine } = await started();
    world.faults.write = 'ENOSPC';
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(60_000);
    expect(words(runs)).toEqual(['off']);
    world.faults.write = null;
    await engine.stop();
  });

  test('an engine that leaves lets it end, but not for ever', async () => {
    const { world, runs, engine } = await started({ 'hooks.limit': 60 }, { ms: 5_000 });
    await engine.send({ type: 'mode.set', mode: 'offline' });
    await world.clock.pass(1_000);
    let isStopped = false;
    const stopping = engine.stop().then(() => (isStopped = true));
    await world.clock.pass(2_000);
    expect([runs.length, isStopped, runs[0]?.endedAt]).toEqual([1, false, undefined]);
    await world.clock.pass(4_000);
    await stopping;
    expect((runs[0]?.endedAt ?? 0) - (runs[0]?.at ?? 0)).toBe(5_000);
    const slow = await started({ 'hooks.limit': 60 }, { ms: 50_000 });
    await slow.engine.send({ type: 'mode.set', mode: 'offline' });
    await slow.world.clock.pass(1_000);
    const ending = slow.engine.stop();
    await slow.world.clock.pass(12_000);
    await ending;
    const [run] = slow.runs;
    expect((run?.endedAt ?? 0) - (run?.at ?? 0)).toBeLessThan(12_000);
  });

  test('one is tried out also while they are off, and never beside another', async () => {
    const { world, runs, engine } = await started({ 'hooks.on': false }, { ms: 5_000, exitCode: 1 });
    expect(await engine.send({ type: 'hook.try', stance: 'online' })).toEqual(ok(null));
    const second = await engine.send({ type: 'hook.try', stance: 'offline' });
    expect(second.ok ? null : second.problem.code).toBe('hook-busy');
    await world.clock.pass(10_000);
    expect(runs.map(({ env }) => [env.OFFLINE_MODE_STANCE, env.OFFLINE_MODE_CAUSE])).toEqual([
      ['online', 'try'],
    ]);
    expect(told(engine)?.last).toMatchObject({ isTry: true, problem: { code: 'hook-failed' } });
    expect(problems(engine), 'what was tried is told where it was tried').toEqual([]);
    await engine.send({ type: 'setting.unset', key: 'hooks.online' });
    const none = await engine.send({ type: 'hook.try', stance: 'online' });
    expect(none.ok ? null : none.problem.code).toBe('hook-none');
    await engine.stop();
  });

  test('it comes when OpenClaw’s config has followed, not before', async () => {
    let runs: Ran[] = [];
    const scene = await at(both, {}, { prepare: (world) => (runs = tell(world)) });
    const ends: number[] = [];
    scene.engine.watch(() => {
      if (scene.engine.state().claw.run?.isOver) ends.push(scene.world.clock.mono());
    });
    await scene.engine.send({ type: 'mode.set', mode: 'offline' });
    await scene.pass(60_000);
    expect(words(runs)).toEqual(['off']);
    expect(runs[0]?.at).toBeGreaterThanOrEqual(ends[0] ?? Number.POSITIVE_INFINITY);
    await scene.engine.stop();
  });
});
