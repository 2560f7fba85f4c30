import { isRecord, type JsonRecord, textsAt, valueAt } from './change.ts';

/** A plugin that sends what it is given to somebody's servers, and does not come with OpenClaw. */
interface Installed {
  /** Other names under which its services are asked for. */
  readonly names?: readonly string[];
  /** Variables that hold a key for it. */
  readonly keys?: readonly string[];
  /** It is asked by web search only. */
  readonly isSearch?: true;
}

/**
 * Those of OpenClaw's own catalogue (2026.9.6), with the keys that it and the documentation name. One that may as well ask a
 * server of the person's own is not among them (comfy, llama-cpp, searxng).
 */
const installed: Readonly<Record<string, Installed>> = {
  'amazon-bedrock': { names: ['bedrock'], keys: ['AWS_BEARER_TOKEN_BEDROCK'] },
  'amazon-bedrock-mantle': {},
  'anthropic-vertex': {},
  arcee: { keys: ['ARCEEAI_API_KEY'] },
  baseten: { keys: ['BASETEN_API_KEY'] },
  brave: { keys: ['BRAVE_API_KEY'], isSearch: true },
  byteplus: { names: ['byteplus-plan'], keys: ['BYTEPLUS_API_KEY'] },
  cerebras: { keys: ['CEREBRAS_API_KEY'] },
  chutes: { keys: ['CHUTES_API_KEY', 'CHUTES_OAUTH_TOKEN'] },
  'cloudflare-ai-gateway': { keys: ['CLOUDFLARE_AI_GATEWAY_API_KEY'] },
  codex: { keys: ['CODEX_API_KEY'] },
  cohere: { keys: ['COHERE_API_KEY'] },
  deepinfra: { keys: ['DEEPINFRA_API_KEY'] },
  deepseek: { keys: ['DEEPSEEK_API_KEY'] },
  duckduckgo: { isSearch: true },
  exa: { keys: ['EXA_API_KEY'], isSearch: true },
  featherless: { keys: ['FEATHERLESS_API_KEY'] },
  firecrawl: { keys: ['FIRECRAWL_API_KEY'] },
  fireworks: { names: ['fireworks-ai'], keys: ['FIREWORKS_API_KEY'] },
  'fish-audio-speech': { names: ['fish-audio'], keys: ['FISH_API_KEY', 'FISH_AUDIO_API_KEY'] },
  gmi: { names: ['gmi-cloud', 'gmicloud'], keys: ['GMI_API_KEY'] },
  gradium: { keys: ['GRADIUM_API_KEY'] },
  groq: { keys: ['GROQ_API_KEY'] },
  inworld: { keys: ['INWORLD_API_KEY'] },
  kilocode: { keys: ['KILOCODE_API_KEY'] },
  kimi: { names: ['kimi-code', 'kimi-coding'], keys: ['KIMI_API_KEY', 'KIMICODE_API_KEY'] },
  longcat: { names: ['meituan-longcat'], keys: ['LONGCAT_API_KEY'] },
  meta: { keys: ['MODEL_API_KEY'] },
  mistral: { keys: ['MISTRAL_API_KEY'] },
  moonshot: { names: ['moonshotai', 'moonshot-ai'], keys: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'] },
  novita: { names: ['novita-ai', 'novitaai'], keys: ['NOVITA_API_KEY'] },
  opencode: { keys: ['OPENCODE_API_KEY', 'OPENCODE_ZEN_API_KEY'] },
  parallel: { keys: ['PARALLEL_API_KEY'], isSearch: true },
  perplexity: { keys: ['PERPLEXITY_API_KEY'], isSearch: true },
  pixverse: { keys: ['PIXVERSE_API_KEY'] },
  qianfan: { keys: ['QIANFAN_API_KEY'] },
  qwen: {
    names: ['qwencloud', 'modelstudio', 'dashscope', 'qwen-token-plan', 'bailian-token-plan'],
    keys: ['QWEN_API_KEY', 'MODELSTUDIO_API_KEY', 'DASHSCOPE_API_KEY', 'QWEN_TOKEN_PLAN_API_KEY'],
  },
  radius: { keys: ['RADIUS_API_KEY'] },
  stepfun: { names: ['stepfun-plan'], keys: ['STEPFUN_API_KEY'] },
  synthetic: { keys: ['SYNTHETIC_API_KEY'] },
  tavily: { keys: ['TAVILY_API_KEY'] },
  tencent: {
    names: ['tencent-tokenhub', 'tencent-tokenplan'],
    keys: ['TOKENHUB_API_KEY', 'TOKENPLAN_API_KEY'],
  },
  venice: { keys: ['VENICE_API_KEY'] },
  'vercel-ai-gateway': { keys: ['AI_GATEWAY_API_KEY'] },
  volcengine: {
    names: ['volcengine-plan'],
    keys: [
      ...['VOLCANO_ENGINE_API_KEY', 'VOLCENGINE_TTS_API_KEY', 'VOLCENGINE_TTS_TOKEN'],
      'BYTEPLUS_SEED_SPEECH_API_KEY',
    ],
  },
  voyage: { keys: ['VOYAGE_API_KEY'] },
  vydra: { keys: ['VYDRA_API_KEY'] },
  xiaomi: { names: ['xiaomi-token-plan'], keys: ['XIAOMI_API_KEY', 'XIAOMI_TOKEN_PLAN_API_KEY'] },
  zai: { names: ['z-ai', 'z.ai'], keys: ['ZAI_API_KEY', 'Z_AI_API_KEY'] },
};

/** The plugins with all names under which they are asked for. */
export const installedNames: readonly (readonly [string, readonly string[]])[] = Object.entries(
  installed,
).map(([id, { names = [] }]) => [id, [id, ...names]]);

/** The plugins that a variable holds a key for. */
export const pluginsOfKey = (key: string): readonly string[] => owners.get(key) ?? [];

const owners = new Map<string, string[]>();
for (const [id, { keys = [] }] of Object.entries(installed))
  for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), id]);

/** It is of no use while web search is off. */
export const isForSearch = (id: string): boolean => installed[id]?.isSearch === true;

/**
 * What a config says of plugins that do not come with OpenClaw. One that it does not name may be there all the same, in a folder
 * where OpenClaw looks for plugins, unless the config has a list of all that may be used.
 */
export interface PluginRules {
  /** Those of the catalogue that it names and lets be used. */
  readonly named: readonly string[];
  /** Whether one of that name could be used, were it there; null: one that nobody knows. */
  mayRun(id: string | null): boolean;
}

export function pluginRules(config: JsonRecord): PluginRules {
  const [allow, deny] = [textsAt(config, ['plugins', 'allow']), textsAt(config, ['plugins', 'deny'])];
  const entries = valueAt(config, ['plugins', 'entries']);
  const isOff = valueAt(config, ['plugins', 'enabled']) === false;
  const isShut = (id: string) =>
    deny.includes(id) ||
    valueAt(entries, [id, 'enabled']) === false ||
    (allow.length > 0 && !allow.includes(id));
  const all = [...(isRecord(entries) ? Object.keys(entries) : []), ...allow];
  return {
    named: [...new Set(all)].filter((id) => Object.hasOwn(installed, id) && !isOff && !isShut(id)),
    mayRun: (id) => !isOff && (id === null ? allow.length === 0 : !isShut(id)),
  };
}
