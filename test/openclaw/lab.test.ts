import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSON5 from 'json5';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { clawPossible } from '../real/openclaw.ts';
import { byItself, clawLab, type Lab, type Ports } from './lab.ts';
import { readTurn } from './turn.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

const claude = 'api.anthropic.com';

const fixture = (name: string, { ollama }: Ports) =>
  readFileSync(join(import.meta.dirname, '../fixtures/openclaw', name), 'utf8').replaceAll(
    ':11434',
    `:${ollama}`,
  );

const Config = z.looseObject({
  agents: z.object({ defaults: z.looseObject({ model: z.object({ primary: z.string() }) }) }),
  models: z.looseObject({ providers: z.record(z.string(), z.unknown()) }),
});

/** Ollama alone, by its native API. */
const localOnly = (ports: Ports) =>
  Config.parse(JSON.parse(fixture('03-local-only-on-host.VALID-WORKS.json', ports)));

/** Local first, then `fallbacks`, one of which is a provider of the user's own. */
function hybrid(ports: Ports, ...fallbacks: string[]) {
  const config = localOnly(ports);
  const model = { id: 'big-model', name: 'big-model', contextWindow: 200_000, maxTokens: 8_192 };
  const api = 'openai-completions';
  const cloudy = { baseUrl: `http://127.0.0.1:${ports.cloud}/v1`, api, apiKey: 'sk-fake', models: [model] };
  const { modelPolicy: _, ...defaults } = config.agents.defaults;
  const agents = { defaults: { ...defaults, model: { ...defaults.model, fallbacks } } };
  return { ...config, agents, models: { providers: { ...config.models.providers, cloudy } } };
}

/** Sample 06, with one cloud model: its block of Ollama is one that OpenClaw never sends anything to. */
function broken(ports: Ports) {
  const config = Config.parse(JSON5.parse(fixture('06-hybrid-commented.VALID.json5', ports)));
  const fallbacks = ['ollama/llama3.3:latest', 'anthropic/claude-opus-4-6'];
  // What makes it quiet stays as it is: a change there would cost a restart.
  const { agents: _agents, models: _models, ...quiet } = localOnly(ports);
  const agents = { defaults: { model: { ...config.agents.defaults.model, fallbacks } } };
  return { ...config, ...quiet, agents };
}

describe.skipIf(!possible.ok)('a lab around a real OpenClaw', () => {
  let lab: Lab;
  let ports: Ports;

  beforeAll(async () => {
    const config = (given: Ports) => {
      ports = given;
      return fixture('03-local-only-on-host.VALID-WORKS.json', given);
    };
    const env = { ANTHROPIC_API_KEY: 'sk-ant-fake' };
    lab = await clawLab({ config, env, internet: [claude] });
    console.log(
      `the first turn took ${(await lab.ask('warm up')).ms} ms, the next ${(await lab.ask('go')).ms} ms`,
    );
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    await lab.ollama.be('up');
    lab.reach();
  });

  const use = async (config: unknown) => {
    lab.write(JSON.stringify(config, null, 2));
    const { what, about, ms } = await lab.applied();
    console.log(`${what} in ${ms} ms: ${about}`);
    lab.mark();
    return what;
  };
  const outward = () => lab.outward().filter((host) => !byItself.includes(host));

  test('a config with local models only is answered here, and nothing goes out', async () => {
    lab.mark();
    expect(await lab.ask('my secret')).toMatchObject({
      text: 'pong from ollama qwen2.5-coder:32b',
      winnerProvider: 'ollama',
      winnerModel: 'qwen2.5-coder:32b',
      attempts: [{ provider: 'ollama', model: 'qwen2.5-coder:32b', result: 'success' }],
      fallbackUsed: false,
    });
    expect(outward()).toEqual([]);
    expect(lab.ollama.asked).toMatchObject([{ path: '/api/chat', model: 'qwen2.5-coder:32b' }]);
    expect(lab.ollama.asked[0]?.carries('my secret')).toBe(true);
    expect(lab.cloud.connections).toEqual([]);
  });

  test('the CLI goes through the same gateway, and is answered the same', async () => {
    lab.mark();
    const { stdout } = await lab.cli('agent', '--agent', 'main', '--message', 'my secret', '--json');
    expect(readTurn(JSON.parse(stdout), 0)).toMatchObject({ winnerProvider: 'ollama', fallbackUsed: false });
    expect(lab.ollama.asked).toHaveLength(1);
  });

  test('a changed list of fallbacks is applied while it runs', async () => {
    expect(await use(hybrid(ports, 'ollama/llama3.3:latest'))).toBe('applied');
    expect(await use(hybrid(ports, 'cloudy/big-model'))).toBe('applied');
  });

  test('a file that OpenClaw refuses is told as skipped', async () => {
    lab.write(JSON.stringify({ ...hybrid(ports), offline: true }));
    const { what, about } = await lab.applied();
    expect({ what, about }).toEqual({
      what: 'skipped',
      about: expect.stringContaining('Unrecognized key: "offline"'),
    });
  });

  test('Ollama quits: the user’s own cloud answers as the second fallback', async () => {
    await use(hybrid(ports, 'ollama/llama3.3:latest', 'cloudy/big-model'));
    lab.retry(0);
    await lab.ollama.be('gone');
    expect(await lab.ask('my secret')).toMatchObject({
      winnerProvider: 'cloudy',
      winnerModel: 'big-model',
      fallbackUsed: true,
    });
    expect(lab.ollama.connections).toEqual([]);
    expect(lab.cloud.asked).toMatchObject([{ path: '/v1/chat/completions', model: 'big-model' }]);
    expect(lab.cloud.asked[0]?.carries('my secret')).toBe(true);
    lab.retry(null);
  });

  test('a broken block of Ollama: the prompt goes to a cloud that nobody chose', async () => {
    expect(await use(broken(ports))).toBe('applied');
    const turn = lab.ask('my secret');
    // No internet: it is looked up in vain, again and again.
    await vi.waitFor(() => expect(outward()).toEqual([claude]), { timeout: 30_000 });
    expect(lab.far.connections).toEqual([]);
    lab.reach(claude);
    expect(await turn).toMatchObject({ winnerProvider: 'anthropic', fallbackUsed: true });
    // It asks for the list of models there as well.
    const prompts = lab.far.asked.filter(({ method }) => method === 'POST');
    expect(prompts).toMatchObject([{ path: '/v1/messages', host: claude, model: 'claude-opus-4-6' }]);
    expect(prompts[0]?.carries('my secret')).toBe(true);
    expect(lab.ollama.asked.filter(({ path }) => path === '/api/chat')).toEqual([]);
  });

  test('a session keeps the cloud model that was chosen in it, and so does a job', async () => {
    await use(hybrid(ports));
    const session = await lab.pinSession('cloudy/big-model');
    expect(await lab.ask('my secret', { session })).toMatchObject({ winnerProvider: 'cloudy' });
    const { stdout } = await lab.cli('sessions', '--all-agents', '--json');
    expect(JSON.parse(stdout).sessions).toContainEqual(
      expect.objectContaining({ providerOverride: 'cloudy', modelOverride: 'big-model' }),
    );
    const id = await lab.addCron('cloudy/big-model');
    expect(JSON.parse((await lab.cli('cron', 'list', '--json')).stdout).jobs).toContainEqual(
      expect.objectContaining({ id, payload: expect.objectContaining({ model: 'cloudy/big-model' }) }),
    );
  });

  test('a change that needs a restart is waited for, and it can be asked again', async () => {
    expect(await use({ ...localOnly(ports), memory: { search: { enabled: true } } })).toBe('restarted');
    expect(await lab.ask('go')).toMatchObject({ winnerProvider: 'ollama' });
  });
});
