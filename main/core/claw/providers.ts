import { installedNames, pluginsOfKey } from './installed-plugins.ts';

/**
 * OpenClaw's own plugins that send what they are given to somebody's servers, with the other names under which their
 * services are asked for. As shipped in 2026.9.6 (`openclaw.plugin.json`: providers, contracts).
 */
const cloudPlugins: Readonly<Record<string, readonly string[]>> = {
  alibaba: [],
  anthropic: [],
  'azure-speech': ['azure'],
  clawrouter: [],
  'copilot-proxy': [],
  deepgram: [],
  elevenlabs: [],
  fal: [],
  'github-copilot': [],
  google: ['google-gemini-cli', 'google-vertex', 'gemini'],
  huggingface: [],
  litellm: [],
  microsoft: ['edge'],
  'microsoft-foundry': [],
  minimax: ['minimax-portal'],
  nvidia: [],
  openai: [],
  'opencode-go': [],
  openrouter: [],
  runway: [],
  senseaudio: [],
  together: [],
  xai: ['grok', 'grok-voice', 'xai-realtime-voice'],
};

export const cloudPluginIds: readonly string[] = Object.keys(cloudPlugins);

const pluginOf = new Map(
  [...installedNames, ...Object.entries(cloudPlugins)].flatMap(([id, names]) =>
    [id, ...names].map((name) => [name, id] as const),
  ),
);

/** The plugin that serves a provider, where it is one of those that send outside, OpenClaw's own or installed; null for all others. */
export const cloudPluginOf = (provider: string): string | null =>
  pluginOf.get(provider.toLowerCase()) ?? null;

/** Providers that ask a server of the person's own, at the address in their block or at their usual one on this machine. */
export const localProviders: ReadonlySet<string> = new Set([
  'ollama',
  'lmstudio',
  'vllm',
  'sglang',
  'apple-fm',
]);

/** No service by that name: none, whichever there is a key for, or a program on this machine. */
export const isNobody = (provider: string): boolean => /^(none|auto|local)?$/.test(provider);

/** Speech made by a program on this machine. */
export const localSpeech: ReadonlySet<string> = new Set(['tts-local-cli', 'cli']);

/** Variables that let a provider be asked without a word in the config. Names only are ever looked at. */
export const keyNames: Readonly<Record<string, string>> = {
  ANTHROPIC_ADMIN_API_KEY: 'anthropic',
  ANTHROPIC_API_KEY: 'anthropic',
  ANTHROPIC_OAUTH_TOKEN: 'anthropic',
  AZURE_OPENAI_API_KEY: 'microsoft-foundry',
  AZURE_SPEECH_API_KEY: 'azure-speech',
  AZURE_SPEECH_KEY: 'azure-speech',
  CLAWROUTER_API_KEY: 'clawrouter',
  COPILOT_GITHUB_TOKEN: 'github-copilot',
  DASHSCOPE_API_KEY: 'alibaba',
  DEEPGRAM_API_KEY: 'deepgram',
  ELEVENLABS_API_KEY: 'elevenlabs',
  FAL_API_KEY: 'fal',
  FAL_KEY: 'fal',
  GEMINI_API_KEY: 'google',
  GOOGLE_API_KEY: 'google',
  GOOGLE_CLOUD_API_KEY: 'google',
  HF_TOKEN: 'huggingface',
  HUGGINGFACE_HUB_TOKEN: 'huggingface',
  LITELLM_API_KEY: 'litellm',
  MINIMAX_API_KEY: 'minimax',
  MINIMAX_CODE_PLAN_KEY: 'minimax',
  MINIMAX_CODING_API_KEY: 'minimax',
  MINIMAX_OAUTH_TOKEN: 'minimax',
  MODELSTUDIO_API_KEY: 'alibaba',
  NVIDIA_API_KEY: 'nvidia',
  OPENAI_API_KEY: 'openai',
  OPENCODE_API_KEY: 'opencode-go',
  OPENCODE_ZEN_API_KEY: 'opencode-go',
  OPENROUTER_API_KEY: 'openrouter',
  QWEN_API_KEY: 'alibaba',
  RUNWAYML_API_SECRET: 'runway',
  RUNWAY_API_KEY: 'runway',
  SENSEAUDIO_API_KEY: 'senseaudio',
  SPEECH_KEY: 'azure-speech',
  TOGETHER_API_KEY: 'together',
  XAI_API_KEY: 'xai',
  XI_API_KEY: 'elevenlabs',
};

/** Keys for servers of the person's own. */
const localKeys: ReadonlySet<string> = new Set([
  'LLAMA_SERVER_API_KEY',
  'LMSTUDIO_API_KEY',
  'LM_STUDIO_API_KEY',
  'OLLAMA_API_KEY',
  'SGLANG_API_KEY',
  'VLLM_API_KEY',
]);

/** A variable that holds, or by its name may hold, a key for a service outside. */
export const isKeyName = (name: string): boolean =>
  Object.hasOwn(keyNames, name) ||
  pluginsOfKey(name).length > 0 ||
  (/^[A-Z][A-Z0-9_]{0,99}_API_KEY$/.test(name) && !localKeys.has(name));
