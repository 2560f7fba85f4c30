import { describe, expect, test } from 'vitest';
import { Command } from '../../main/core/command.ts';
import { ok } from '../../main/core/problem.ts';
import { type Given, type Standing, stand } from './stand.ts';

const press = (at: Standing, act: string) =>
  at.engine.send(Command.parse({ type: 'part.act', id: 'ollama', act }));

/** An Ollama that ends when it is told to, and starts with what it is given. */
const living: Given['prepare'] = ({ tools }, stack) => {
  Object.assign(tools.programs, {
    isRunning: () => stack.ollama === 'up',
    end: () => {
      stack.ollama = 'down';
    },
    launch: async (name: string, _args: readonly string[], env: Readonly<Record<string, string>>) => {
      stack.done.push(`launch ${name} ${env.OLLAMA_NO_CLOUD ?? '-'}`);
      Object.assign(stack, { ollama: 'up', cloud: env.OLLAMA_NO_CLOUD ? 'closed' : 'open' });
      return ok({ pid: 4_000, startedAt: '1' });
    },
  });
};

describe('Ollama’s own cloud', () => {
  test('of a server that we started is closed and opened by a press, and not otherwise', async () => {
    const at = await stand({ stack: { ollama: 'down', cloud: 'open' }, prepare: living });
    await press(at, 'start');
    await at.pass(20_000);
    await press(at, 'close');
    await at.pass(20_000);
    expect(at.stack.cloud).toBe('closed');
    await press(at, 'open');
    await at.pass(20_000);
    expect(at.stack.done.filter((line) => line.startsWith('launch'))).toEqual([
      'launch ollama -',
      'launch ollama 1',
      'launch ollama -',
    ]);
    await at.engine.stop();
  });

  test('of somebody else’s is left as it is', async () => {
    const at = await stand({ stack: { cloud: 'open' }, prepare: living });
    await press(at, 'close');
    await at.pass(20_000);
    expect([at.stack.ollama, at.stack.cloud]).toEqual(['up', 'open']);
    expect(at.part('ollama').doing?.problem?.code).toBe('cloud-not-ours');
    await at.engine.stop();
  });

  test('waits for a download that is not finished', async () => {
    const at = await stand({ stack: { ollama: 'down', cloud: 'open' }, prepare: living });
    await press(at, 'start');
    await at.pass(20_000);
    at.world.disk.set('/home/me/.ollama/models/blobs/sha256-0a-partial', '');
    await press(at, 'close');
    await at.pass(20_000);
    expect(at.stack.cloud).toBe('open');
    expect(at.part('ollama').doing?.problem?.code).toBe('pull-unfinished');
    await at.engine.stop();
  });
});
