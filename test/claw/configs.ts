import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import JSON5 from 'json5';
import { type Change, changed, isRecord, type Json, type JsonRecord } from '../../main/core/claw/change.ts';
import type { LeakFacts } from '../../main/core/claw/leak.ts';
import type { ProfileFacts } from '../../main/core/claw/profile.ts';
import { sites } from '../../main/core/claw/sites.ts';

export const samples = [
  '01-seed-as-is.INVALID.json',
  '02-seed-without-offline.VALID-BUT-NO-CALL-REACHES-OLLAMA.json',
  '03-local-only-on-host.VALID-WORKS.json',
  '04-local-only-in-podman.VALID-WORKS.json',
  '05-legacy-keys.INVALID.json5',
  '06-hybrid-commented.VALID.json5',
] as const;

export const sampleText = (name: (typeof samples)[number]): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/openclaw', name), 'utf8');

export function parsed(text: string): JsonRecord {
  const value: unknown = JSON5.parse(text);
  if (!isRecord(value)) throw new Error('no object');
  return value;
}

/** A server of models that the person has named as their own. */
const homebox = 'http://192.168.1.20:8000';

export const leakFacts = (config: JsonRecord, more: Partial<LeakFacts> = {}): LeakFacts => ({
  ...{ config, own: ['http://127.0.0.1:11434', homebox], keys: [], ollamaCloud: 'unknown' },
  ...{ pins: [], cron: [] },
  ...more,
});

export const profileFacts = (config: JsonRecord, more: Partial<ProfileFacts> = {}): ProfileFacts => ({
  ...leakFacts(config),
  models: ['qwen2.5-coder:32b', 'llama3.3:latest', 'small:1b'].map((name) => ({ name, context: 32_768 })),
  chain: 2,
  ollama: 'http://127.0.0.1:11434',
  hasOllamaKey: false,
  mayRestart: false,
  ...more,
});

/** What people write where a model, a service or an address is asked for. */
const refs = [
  'ollama/qwen2.5-coder:32b',
  'ollama/llama3.3:latest',
  'ollama/gone:7b',
  'ollama/glm-5.2:cloud',
  'OLLAMA/gpt-oss:120b-cloud',
  'anthropic/claude-opus-4-6',
  'Anthropic/claude-opus-4-6@work',
  'openai/gpt-5.4',
  'cloudy/big-model',
  'near/some-model',
  'lmstudio/local-model',
  'homebox/own-model',
  'HomeBox/Own-Model@home',
  'homebox/elsewhere',
  'mine',
  'fast',
  'clever',
  'gpt-5.4',
  `$${'{FALLBACK_MODEL}'}`,
  'ollama-cloud/x',
  'groq/llama-3.3-70b',
  'unheard-of/model',
  '',
];
const ref = fc.constantFrom(...refs);
const chain: fc.Arbitrary<Json> = fc.oneof(
  ref,
  fc.record({ primary: ref }),
  fc.record({ fallbacks: fc.array(ref, { maxLength: 4 }) }),
  fc.record({ primary: ref, fallbacks: fc.array(ref, { maxLength: 4 }), timeoutMs: fc.constant(5) }),
);
const service = fc.constantFrom(
  'openai',
  'gemini',
  'edge',
  'none',
  'auto',
  'ollama',
  'local',
  'tts-local-cli',
  'mine',
);
const url = fc.constantFrom(
  'https://api.example.com/v1',
  'http://192.168.1.9:8080',
  'http://localhost:4000/v1',
  '',
);
const allow = fc.array(fc.oneof(ref, fc.constantFrom('ollama/*', 'anthropic/*', '*')), { maxLength: 4 });

const atSite = fc.constantFrom(...sites).chain(({ pattern, kind }) => {
  const path = pattern.map((step) => (step === '*' ? 'writer' : step === '[]' ? 0 : step));
  const value: fc.Arbitrary<Json> =
    kind === 'chain' ? chain : kind === 'ref' ? ref : kind === 'url' ? url : service;
  return fc.record({ path: fc.constant(path), value });
});

const more: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ path: fc.constant(['agents', 'defaults', 'modelPolicy', 'allow']), value: allow }),
  fc.record({ path: fc.constant(['agents', 'entries', 'writer', 'modelPolicy', 'allow']), value: allow }),
  fc.record({ path: fc.constant(['plugins', 'deny']), value: fc.array(service, { maxLength: 3 }) }),
  fc.record({ path: fc.constant(['agents', 'defaults', 'model']), value: chain }),
  fc.record({ path: fc.constant(['tools', 'web', 'search', 'enabled']), value: fc.boolean() }),
  fc.record({
    path: fc.constant(['plugins', 'allow']),
    value: fc.subarray(['groq', 'mistral', 'ollama', 'unheard-of']),
  }),
  fc.record({ path: fc.constant(['plugins', 'entries', 'groq', 'enabled']), value: fc.boolean() }),
  fc.record({
    path: fc.constant(['models', 'providers', 'homebox']),
    value: fc.constantFrom<Json[]>(
      {
        baseUrl: homebox,
        models: [
          { id: 'own-model', name: 'o' },
          { id: 'elsewhere', name: 'e' },
        ],
      },
      {
        baseUrl: homebox,
        models: [
          { id: 'own-model', name: 'o' },
          { id: 'elsewhere', name: 'e', baseUrl: 'https://api.example.com' },
        ],
      },
      { baseUrl: 'https://api.example.com/v1', models: [{ id: 'own-model', name: 'o', baseUrl: homebox }] },
      {
        baseUrl: homebox,
        api: 'ollama',
        models: [
          { id: 'glm-5.2:cloud', name: 'g' },
          { id: 'fast', name: 'f' },
        ],
      },
    ),
  }),
  fc.record({
    path: fc.constant(['agents', 'defaults', 'models', 'cloudy/big-model', 'alias']),
    value: fc.constantFrom('own-model', 'homebox/own-model', 'local-model', 'lmstudio/local-model'),
  }),
  fc.record({
    path: fc.constant(['models', 'providers', 'ollama']),
    value: fc.constantFrom<Json[]>(
      { baseUrl: 'http://localhost:11434/v1' },
      { baseUrl: 'https://ollama.com', apiKey: 'k' },
      { baseUrl: 'http://127.0.0.1:11434', api: 'ollama', models: [{ id: 'llama3.3:latest', name: 'l' }] },
      { baseUrl: 'http://10.0.0.7:11434', api: 'openai-completions', apiKey: 'ollama-local', models: [] },
    ),
  }),
);

/** What goes with the names above: two aliases, a provider outside, and one on this machine that may be anything. */
const around: JsonRecord = {
  gateway: { mode: 'local' },
  agents: {
    defaults: {
      models: {
        'anthropic/claude-opus-4-6': { alias: 'clever' },
        'ollama/llama3.3:latest': { alias: 'fast' },
        'homebox/own-model': { alias: 'mine' },
      },
    },
  },
  models: {
    providers: {
      cloudy: {
        baseUrl: 'https://api.example.com/v1',
        apiKey: 'sk-secret',
        models: [{ id: 'big-model', name: 'b' }],
      },
      homebox: { baseUrl: `${homebox}/v1`, apiKey: 'x', models: [{ id: 'own-model', name: 'o' }] },
      near: { baseUrl: 'http://127.0.0.1:4000/v1', apiKey: 'x', models: [{ id: 'some-model', name: 's' }] },
    },
  },
};

/** Configs as people have them: some of all sites, filled with some of all that may stand there. */
export const config = fc.array(fc.oneof(atSite, atSite, more), { maxLength: 12 }).map((changes) => {
  const value = changes.reduce<unknown>(
    (before, { path, value: now }) => changed(withList(before, path), { path, value: now }),
    around,
  );
  return isRecord(value) ? value : around;
});

/** A list is there before something is put into it. */
function withList(value: unknown, path: Change['path']): unknown {
  const at = path.indexOf(0);
  if (at < 0) return value;
  const list = path.slice(0, at);
  const has = list.reduce<unknown>((one, step) => (isRecord(one) ? one[String(step)] : undefined), value);
  return Array.isArray(has) ? value : changed(value, { path: list, value: [{ id: 'writer' }] });
}
