import { describe, expect, test } from 'vitest';
import { Command } from '../../main/core/command.ts';
import { shareLines } from '../../main/core/share-lines.ts';
import { type Given, type Standing, stand } from './stand.ts';

const door = '192.168.1.20:11434';

async function shared(given: Given = {}, address = '192.168.1.20'): Promise<Standing> {
  const at = await stand(given);
  expect(await at.engine.send(Command.parse({ type: 'share.start', address }))).toMatchObject({ ok: true });
  await at.pass(1_000);
  return at;
}

describe('the door to this machine’s Ollama', () => {
  test('is open for its time and not longer', async () => {
    const at = await shared();
    expect(at.snapshot().share).toMatchObject({ stand: 'open', problem: null });
    await at.pass(3_590_000);
    expect(at.world.services.has(door)).toBe(true);
    await at.pass(15_000);
    expect(at.snapshot().share).toBeNull();
    expect(at.world.services.has(door)).toBe(false);
    await at.engine.stop();
  });

  test('is shut when Ollama answers there no more, and stays shut', async () => {
    const at = await shared();
    at.stack.ollama = 'down';
    await at.pass(70_000);
    expect(at.snapshot().share).toMatchObject({ stand: 'shut', problem: { code: 'share-shut' } });
    expect(at.world.services.has(door)).toBe(false);
    at.stack.ollama = 'up';
    await at.pass(120_000);
    expect(at.snapshot().share?.stand).toBe('shut');
    expect(at.world.services.has(door)).toBe(false);
    await at.engine.stop();
  });

  test('the line for another OpenClaw makes it ask this Ollama', async () => {
    const [, line] = shareLines({ address: '192.168.1.20', port: 11_434 });
    const config = `{ "gateway": { "mode": "local" }, "agents": { "defaults": { "model": "ollama/x" } }, ${line} }`;
    const at = await stand({ stack: { config } });
    const facts = at.engine.state().parts.readings.openclaw?.facts;
    expect(facts).toMatchObject({ ollama: { url: 'http://192.168.1.20:11434', block: 'works' } });
    await at.engine.stop();
  });

  test('one question without an answer shuts nothing', async () => {
    const at = await shared();
    at.stack.ollama = 'down';
    await at.pass(31_000);
    at.stack.ollama = 'up';
    await at.pass(60_000);
    expect(at.snapshot().share?.stand).toBe('open');
    await at.engine.stop();
  });

  test.each<[string, (at: Standing) => void, string]>([
    ['another way out', ({ world }) => world.change({ vpn: 'up' }), 'shut'],
    ['no link', ({ world }) => world.change({ link: false }), 'shut'],
    ['a dead line, for which it was opened', ({ world }) => world.change({ upstream: 'silent' }), 'open'],
  ])('%s', async (_name, change, stands) => {
    const at = await shared();
    change(at);
    await at.pass(20_000);
    expect(at.snapshot().share?.stand).toBe(stands);
    if (stands === 'shut') expect(at.snapshot().share?.problem?.code).toBe('share-moved');
    expect(at.world.services.has(door)).toBe(stands === 'open');
    await at.engine.stop();
  });

  test('after a sleep a person has to choose again', async () => {
    const at = await shared();
    at.engine.tell({ type: 'machine.slept' });
    await at.pass(1_000);
    at.engine.tell({ type: 'machine.woke' });
    await at.pass(1_000);
    expect(at.snapshot().share).toMatchObject({ stand: 'shut', problem: { code: 'share-moved' } });
    await at.engine.stop();
  });
});
