import { isRecord, type JsonRecord } from '../../main/core/claw/change.ts';
import { big } from './acts.ts';
import type { Ports } from './lab.ts';

/** What stands in the environment of a gateway whose person uses clouds: with these alone OpenClaw asks their services. */
export const keys = {
  ANTHROPIC_API_KEY: 'sk-ant-S3CRET',
  OPENAI_API_KEY: 'sk-S3CRET',
  GEMINI_API_KEY: 'gem-S3CRET',
  FALLBACK_MODEL: big,
  // Else a lab's gateway does not look for updates.
  OPENCLAW_NO_AUTO_UPDATE: '',
};

/** Hosts of the internet that answer. */
export const reachable = [
  'api.anthropic.com',
  'api.openai.com',
  'generativelanguage.googleapis.com',
  'example.com',
];

/** A local first model, a provider of one's own beside it, and nothing shut off; `more` replaces whole first keys. */
export function loose({ ollama, cloud }: Ports, more: JsonRecord = {}): string {
  const listed = (id: string) => ({ id, name: id, contextWindow: 32_768, maxTokens: 8_192 });
  const config: JsonRecord = {
    gateway: {
      ...{ mode: 'local', bind: 'loopback', auth: { mode: 'token', token: 't0ken-S3CRET' } },
      // So that a test can do what a model would.
      tools: { allow: ['sessions_spawn'] },
    },
    agents: { defaults: { model: { primary: 'ollama/qwen2.5-coder:32b', fallbacks: [] } } },
    models: {
      providers: {
        ollama: {
          ...{ baseUrl: `http://127.0.0.1:${ollama}`, api: 'ollama', apiKey: 'ollama-local' },
          ...{ timeoutSeconds: 300, models: ['qwen2.5-coder:32b', 'glm-5.2:cloud'].map(listed) },
        },
        cloudy: {
          ...{ baseUrl: `http://127.0.0.1:${cloud}/v1`, api: 'openai-completions', apiKey: 'sk-S3CRET' },
          models: [listed('big-model')],
        },
      },
    },
    // Where it is on, a change of plugins has to wait for it.
    memory: { search: { enabled: false } },
    discovery: { mdns: { mode: 'off' } },
  };
  return `// mine\n${JSON.stringify({ ...config, ...(isRecord(more) ? more : {}) }, null, 2)}\n`;
}
