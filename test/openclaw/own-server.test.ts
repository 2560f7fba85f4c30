import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueAt } from '../../main/core/claw/change.ts';
import { parsed } from '../claw/configs.ts';
import { clawPossible } from '../real/openclaw.ts';
import { secrets } from './cloud-first.ts';
import { clawLab, type Lab, type Ports } from './lab.ts';
import { allDone, type Product, product, type Room, roomBeside, stepsOf } from './product.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

const listed = ['Own-Model', 'other'].map((id) => ({
  id,
  name: id,
  contextWindow: 16_384,
  maxTokens: 4_096,
}));

/** An agent of its own asks a server of the person's own, of which nobody but the person can say that it is no cloud. */
const config = ({ ollama, cloud }: Ports): string => `{
  gateway: { mode: 'local', bind: 'loopback', auth: { mode: 'token', token: '${secrets[0]}' } },
  agents: {
    defaults: { model: { primary: 'anthropic/claude-opus-4-6', fallbacks: ['ollama/qwen2.5-coder:32b'] }, utilityModel: '' },
    entries: { main: {}, home: { model: { primary: 'homebox/Own-Model' } } },
  },
  models: { providers: {
    ollama: {
      baseUrl: 'http://127.0.0.1:${ollama}', api: 'ollama', apiKey: 'ollama-local', timeoutSeconds: 300,
      models: [{ id: 'qwen2.5-coder:32b', name: 'qwen', contextWindow: 200000, maxTokens: 8192 }],
    },
    homebox: {
      baseUrl: 'http://127.0.0.1:${cloud}/v1', api: 'openai-completions', apiKey: 'homebox',
      models: ${JSON.stringify(listed)},
    },
  } },
  memory: { search: { enabled: false } },
  discovery: { mdns: { mode: 'off' } },
}
`;

describe.skipIf(!possible.ok)('offline, with a server of models of one’s own beside Ollama', () => {
  let lab: Lab;
  let one: Product;
  let room: Room;

  beforeAll(async () => {
    lab = await clawLab({ config });
    lab.retry(0);
    lab.retry(0, 'home');
    room = await roomBeside(lab);
    one = await product(lab, room, { 'openclaw.own': [lab.cloud.url] });
  }, 240_000);
  afterAll(async () => {
    await one?.stop();
    await lab?.stop();
    room?.end();
  }, 60_000);

  test('it goes on being asked, by its agent, by a chat that chose it, and nobody outside is', async () => {
    const chat = await lab.pinSession('homebox/other');
    const run = await one.to('offline');
    expect(stepsOf(run)).toBe(allDone);
    expect(run).toMatchObject({ problem: null, proof: 'local', leaks: { leaks: [] } });
    lab.mark();
    expect(await lab.ask('one', { agent: 'home' })).toMatchObject({
      ...{ winnerProvider: 'homebox', winnerModel: 'Own-Model', fallbackUsed: false },
    });
    expect(await lab.ask('two', { session: chat })).toMatchObject({
      ...{ winnerProvider: 'homebox', winnerModel: 'other', fallbackUsed: false },
    });
    expect(await lab.ask('three')).toMatchObject({ winnerProvider: 'ollama', fallbackUsed: false });
    expect(lab.outward()).toEqual([]);
  });

  test('Ollama’s model is given no more context than it was made for, and what was said is back afterwards', async () => {
    const path = ['models', 'providers', 'ollama', 'models', 0, 'contextWindow'];
    const said = () => valueAt(parsed(one.config()), path);
    expect(said()).toBe(32_768);
    expect(await one.to('online')).toMatchObject({ problem: null, how: 'bytes' });
    expect(said()).toBe(200_000);
  });
});
