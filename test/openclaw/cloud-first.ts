import type { Ports } from './lab.ts';

/** Who the first model belongs to: its stand-in is reached by this name. */
export const claude = 'api.anthropic.com';
/** Everything secret that a test plants: it must be in no output. */
export const secrets = ['t0ken-S3CRET', 'sk-ant-S3CRET'] as const;

/** As a person has it: the cloud first, a local model behind it, comments, and one odd way to write things. */
export const cloudFirst = ({ ollama }: Ports): string => `{
  // the good one first; Ollama when the cloud is gone
  gateway: { mode: 'local', bind: 'loopback', auth: { mode: 'token', token: '${secrets[0]}' } },
  "agents": {
    "defaults": {
      "model": {
        "primary": "anthropic/claude-opus-4-6", /* costs money */
        "fallbacks": [ 'ollama/qwen2.5-coder:32b', ],
      },
      utilityModel: "",
    },
  },
  models: {
    providers: {
      ollama: {
        baseUrl: 'http://127.0.0.1:${ollama}', // this Mac
        api: 'ollama', apiKey: 'ollama-local', timeoutSeconds: 300,
        models: [{ id: 'qwen2.5-coder:32b', name: 'qwen', contextWindow: 0x8000, maxTokens: 8192 }],
      },
    },
  },
  memory: { search: { enabled: false } },
  discovery: { mdns: { mode: 'off' } },
  telemetry: { enabled: false },
}
// the end
`;
