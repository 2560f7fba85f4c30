import { describe, expect, test } from 'vitest';
import { type FakeGateway, fakeGateway } from '../fakes/gateway.ts';
import { cloudConfig, configPath } from '../fakes/stack.ts';
import { type Standing, stand } from '../parts/stand.ts';

const local = '"primary": "ollama/qwen2.5-coder:32b"';

/** OpenClaw on this machine itself, offline by a click. */
async function offline(how: Partial<FakeGateway> = {}): Promise<{ one: Standing; gateway: FakeGateway }> {
  let gateway: FakeGateway | null = null;
  const one = await stand({
    stack: { hasOpenClaw: true, podman: 'absent', gateway: 'native', config: cloudConfig },
    prepare: (world) => {
      gateway = Object.assign(fakeGateway(world), how);
    },
  });
  if (!gateway) throw new Error('no gateway');
  await one.engine.send({ type: 'mode.set', mode: 'offline' });
  await one.pass(150_000);
  return { one, gateway };
}
const run = (one: Standing) => one.snapshot().switch?.run;

describe('once more', () => {
  test('a test question that nobody answered is asked again, and nothing is written for it', async () => {
    const { one, gateway } = await offline({ winner: 'silent' });
    expect(run(one)).toMatchObject({ isOver: true, problem: { code: 'claw-unproved' } });
    const text = one.world.disk.get(configPath);
    const written = one.world.changed.get(configPath);
    gateway.winner = null;
    expect(await one.engine.send({ type: 'switch.retry' })).toMatchObject({ ok: true });
    await one.pass(20_000);
    expect(run(one)).toMatchObject({ isOver: true, problem: null, proof: 'local' });
    expect([one.world.disk.get(configPath), one.world.changed.get(configPath)]).toEqual([text, written]);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.world.disk.get(configPath)).toBe(cloudConfig);
    await one.engine.stop();
  });
});

describe('what is owed, where the config is not what it was', () => {
  test.each([
    ['gone', null, 'claw-gone'],
    ['no config any more', '{ broken', 'claw-unmerged'],
  ] as const)('%s: it is told, tried once, and the copy can be had', async (_name, text, code) => {
    const { one } = await offline();
    expect(one.world.disk.get(configPath)).toContain(local);
    if (text === null) one.world.disk.delete(configPath);
    else one.world.disk.set(configPath, text);
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.snapshot().switch).toMatchObject({ isOwed: true, run: { isOver: true, problem: { code } } });
    const { seq } = one.engine.state().claw;
    await one.pass(300_000);
    expect(one.engine.state().claw.seq).toBe(seq);
    await one.engine.send({ type: 'switch.settle', how: 'restore' });
    await one.pass(20_000);
    expect(one.world.disk.get(configPath)).toBe(cloudConfig);
    expect(one.snapshot().switch).toMatchObject({ side: 'online', isOwed: false });
    await one.engine.stop();
  });

  test('or it stays as it is now, and nothing is owed any more', async () => {
    const { one } = await offline();
    one.world.disk.set(configPath, '{ broken');
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    await one.engine.send({ type: 'switch.settle', how: 'keep' });
    await one.pass(60_000);
    expect(one.world.disk.get(configPath)).toBe('{ broken');
    expect(one.snapshot().switch).toMatchObject({ isOwed: false, run: null });
    await one.engine.stop();
  });
});
