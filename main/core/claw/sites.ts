import { isRecord, type JsonRecord, type Path } from './change.ts';

/**
 * Every place of OpenClaw's config that can name a model, a service or an address, by OpenClaw's own schema (2026.9.6)
 * and, at the end, by the older spellings that are still found. `*` is any key, `[]` any item.
 *
 * `chain`: a model, or one with fallbacks. `ref`: a model. `compactor`, `speech`, `embedding`, `media`: whoever serves it.
 * `url`: an address. `used`: a thing that is of no use without the internet.
 */
export type SiteKind = 'chain' | 'ref' | 'compactor' | 'speech' | 'embedding' | 'media' | 'url' | 'used';

export interface Site {
  readonly pattern: readonly string[];
  readonly kind: SiteKind;
  /** A model policy keeps others out here, as tried with the real program. Of a chain, that is its first model. */
  readonly isGated: boolean;
}

/** Something that stands at a site. */
export interface Found {
  readonly site: Site;
  readonly path: Path;
  readonly value: unknown;
}

const bases = ['agents.defaults', 'agents.entries.*', 'agents.list.[]'];
const site = (path: string, kind: SiteKind, isGated = false): Site => ({
  pattern: path.split('.'),
  kind,
  isGated,
});
const perAgent = (path: string, kind: SiteKind, isGated = false): Site[] =>
  bases.map((base) =>
    site(`${base}.${path}`, kind, isGated && (path !== 'model' || base !== 'agents.defaults')),
  );
const all = (kind: SiteKind, ...paths: readonly string[]): Site[] => paths.map((path) => site(path, kind));

export const sites: readonly Site[] = [
  ...perAgent('model', 'chain', true),
  ...perAgent('utilityModel', 'ref'),
  ...perAgent('decisionModel', 'ref'),
  ...perAgent('heartbeat.model', 'ref', true),
  ...perAgent('subagents.model', 'chain'),
  ...perAgent('imageModel', 'chain'),
  ...perAgent('pdfModel', 'chain'),
  ...perAgent('voiceModel', 'chain'),
  ...perAgent('mediaModels.image', 'chain'),
  ...perAgent('mediaModels.music', 'chain'),
  ...perAgent('mediaModels.video', 'chain'),
  ...perAgent('compaction.model', 'ref'),
  ...perAgent('compaction.memoryFlush.model', 'ref'),
  ...perAgent('compaction.provider', 'compactor'),
  ...perAgent('tools.exec.reviewer.model', 'chain'),
  ...perAgent('tts.provider', 'speech'),
  ...perAgent('tts.summaryModel', 'ref'),
  ...perAgent('memory.search.provider', 'embedding'),
  ...perAgent('memory.search.fallback', 'embedding'),
  ...perAgent('memory.search.remote.baseUrl', 'url'),
  ...all('chain', 'tools.exec.reviewer.model'),
  ...all(
    'ref',
    'agents.defaults.embeddedAgent.cyberFailover.model',
    'channels.modelByChannel.*.*',
    'channels.discord.voice.model',
    'channels.discord.voice.realtime.model',
    'channels.discord.voice.tts.summaryModel',
    'channels.discord.accounts.*.voice.model',
    'channels.discord.accounts.*.voice.realtime.model',
    'channels.discord.accounts.*.voice.tts.summaryModel',
    'channels.clickclack.model',
    'channels.clickclack.accounts.*.model',
    'channels.reef.guard.pinnedModel',
    'hooks.gmail.model',
    'hooks.mappings.[].model',
    'tts.summaryModel',
    'tools.media.audio.preferredModel',
    'tools.media.image.preferredModel',
    'tools.media.video.preferredModel',
    'plugins.entries.active-memory.config.model',
    'plugins.entries.llm-task.config.defaultModel',
    'plugins.entries.logbook.config.visionModel',
    'plugins.entries.memory-core.config.dreaming.model',
    'plugins.entries.memory-core.config.dreaming.execution.defaults.model',
    'plugins.entries.memory-core.config.dreaming.phases.light.execution.model',
    'plugins.entries.memory-core.config.dreaming.phases.rem.execution.model',
    'plugins.entries.memory-core.config.dreaming.phases.deep.execution.model',
  ),
  ...all('compactor', 'channels.reef.guard.provider'),
  ...all(
    'speech',
    'channels.discord.voice.realtime.provider',
    'channels.discord.voice.tts.provider',
    'channels.discord.accounts.*.voice.realtime.provider',
    'channels.discord.accounts.*.voice.tts.provider',
    'channels.feishu.tts.provider',
    'talk.provider',
    'talk.realtime.provider',
    'tts.provider',
    'tts.personas.*.provider',
  ),
  ...all('embedding', 'memory.search.provider', 'memory.search.fallback'),
  ...all('media', 'tools.media.models.[].provider'),
  ...all(
    'url',
    'memory.search.remote.baseUrl',
    'tools.media.models.[].baseUrl',
    'tools.media.audio.baseUrl',
    'tools.media.image.baseUrl',
    'tools.media.video.baseUrl',
    'plugins.entries.ollama.config.webSearch.baseUrl',
    'mcp.servers.*.url',
    'nodeHost.mcp.servers.*.url',
    'gateway.remote.url',
    'gateway.push.apns.relay.baseUrl',
    'diagnostics.otel.endpoint',
    'browser.cdpUrl',
    'proxy.proxyUrl',
  ),
  ...all('used', 'acp.backend', 'acp.fallbacks', 'cloudWorkers.profiles.*.provider'),
  ...all(
    'ref',
    'defaultModel',
    'heartbeat.model',
    'agents.defaults.embeddedPi.model',
    'agents.entries.*.embeddedPi.model',
  ),
  ...all('speech', 'messages.tts.provider'),
  ...all('ref', 'messages.tts.summaryModel'),
  ...all(
    'embedding',
    'memorySearch.provider',
    'memorySearch.fallback',
    'agents.defaults.memorySearch.provider',
    'agents.defaults.memorySearch.fallback',
  ),
  ...all('url', 'memorySearch.remote.baseUrl', 'agents.defaults.memorySearch.remote.baseUrl'),
  ...all(
    'media',
    'tools.media.audio.models.[].provider',
    'tools.media.image.models.[].provider',
    'tools.media.video.models.[].provider',
  ),
];

/** Everything that a config has at those sites. */
export function findSites(config: JsonRecord): Found[] {
  return sites.flatMap((one) => matches(config, one.pattern).map((found) => ({ site: one, ...found })));
}

/** What matches a pattern, with its path. */
export function matches(
  value: unknown,
  pattern: readonly string[],
  path: Path = [],
): { readonly path: Path; readonly value: unknown }[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return value === undefined ? [] : [{ path, value }];
  if (step === '[]')
    return Array.isArray(value) ? value.flatMap((item, at) => matches(item, rest, [...path, at])) : [];
  if (!isRecord(value)) return [];
  const keys = step === '*' ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  return keys.flatMap((key) => matches(value[key], rest, [...path, key]));
}
