import { describe, expect, test } from 'vitest';
import { valueAt } from '../../main/core/claw/change.ts';
import { findLeaks } from '../../main/core/claw/leaks.ts';
import { type PresetWish, preset } from '../../main/core/claw/preset.ts';
import { leakFacts, parsed, sampleText } from './configs.ts';

const wish = (more: Partial<PresetWish> = {}): PresetWish => ({
  kind: 'host',
  models: ['qwen2.5-coder:32b', 'llama3.3:latest'].map((name) => ({ name, context: 32_768 })),
  chain: 2,
  ollama: 'http://127.0.0.1:11434',
  own: ['http://127.0.0.1:11434'],
  token: 'f00d'.repeat(12),
  port: 18_789,
  ...more,
});
const podman = { kind: 'podman', ollama: 'http://host.containers.internal:11434' } as const;

function made(more: Partial<PresetWish> = {}) {
  const result = preset(wish(more));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

test.each<[string, Partial<PresetWish>]>([
  ['on this machine', {}],
  ['in a container', podman],
  ['one small model', { models: [{ name: 'small:1b', context: 8_192 }], chain: 1 }],
  [
    'an Ollama on the local network',
    { ollama: 'http://192.168.1.9:11434', own: ['http://192.168.1.9:11434'] },
  ],
  ['another port', { ...podman, port: 20_000 }],
])('nothing can leave: %s', (_name, more) => {
  const { own } = wish(more);
  // Not even with every key in the environment.
  const keys = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GEMINI_API_KEY', 'XAI_API_KEY'];
  expect(findLeaks(leakFacts(made(more), { own, keys }))).toEqual({
    models: 'none',
    services: 'none',
    leaks: [],
  });
});

describe('it says what the samples say that were tried with the real OpenClaw', () => {
  const same = [
    ['gateway', 'mode'],
    ['gateway', 'bind'],
    ['agents', 'defaults', 'model'],
    ['agents', 'defaults', 'utilityModel'],
    ['agents', 'defaults', 'embeddedAgent'],
    ['models', 'mode'],
    ['models', 'catalogRefresh'],
    ['models', 'providers', 'ollama', 'api'],
    ['models', 'providers', 'ollama', 'timeoutSeconds'],
    ['tools'],
    ['update'],
    ['telemetry'],
    ['discovery'],
  ];
  test.each([
    ['host', '03-local-only-on-host.VALID-WORKS.json', {}],
    ['podman', '04-local-only-in-podman.VALID-WORKS.json', podman],
  ] as const)('%s', (_kind, sample, more) => {
    const [ours, theirs] = [made(more), parsed(sampleText(sample))];
    for (const path of same) expect(valueAt(ours, path), path.join('.')).toEqual(valueAt(theirs, path));
  });

  test('in a container: the key that works there, and who may open the dashboard', () => {
    const config = made({ ...podman, port: 20_000 });
    expect(valueAt(config, ['models', 'providers', 'ollama', 'apiKey'])).toBe('local-only');
    expect(valueAt(config, ['gateway', 'controlUi', 'allowedOrigins'])).toEqual([
      'http://127.0.0.1:20000',
      'http://localhost:20000',
    ]);
  });
});

test('chats may choose exactly the models that are here, and none that Ollama runs elsewhere', () => {
  expect(valueAt(made(), ['agents', 'defaults', 'modelPolicy', 'allow'])).toEqual([
    'ollama/qwen2.5-coder:32b',
    'ollama/llama3.3:latest',
  ]);
});

test.each<[string, Partial<PresetWish>, string]>([
  ['without a model there is nothing to answer by', { models: [] }, 'claw-no-model'],
  [
    'a model that runs elsewhere is no way out',
    { models: [{ name: 'glm-5.2:cloud', context: 1 }] },
    'claw-leaky',
  ],
  [
    'an Ollama outside that nobody named as their own',
    { ollama: 'https://ollama.example.com' },
    'claw-leaky',
  ],
])('%s', (_name, more, code) => {
  expect(preset(wish(more))).toMatchObject({ ok: false, problem: { code } });
});
