import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ClawModel, OpenClawFacts } from '../../core/parts/facts.ts';
import { distanceOf, parseWebPlace } from '../../core/parts/targets.ts';
import type { Problem } from '../../core/problem.ts';
import { familyOf } from '../../core/targets.ts';
import { plain } from '../claw/merged.ts';
import { loadSources } from '../claw/sources.ts';
import type { Tools } from '../tools/tools.ts';
import { fromHome } from './look.ts';

/** What is read of OpenClaw's config. Everything else, keys above all, is left where it is. */
export type ClawConfig = Pick<OpenClawFacts, 'config' | 'primary' | 'fallbacks' | 'ollama'> & {
  readonly port: number | null;
};

type ConfigTools = Pick<Tools, 'files' | 'machine' | 'env'>;

/** Where OpenClaw itself looks, strongest first. */
export function usualConfig({ env, machine }: Pick<Tools, 'env' | 'machine'>): string {
  if (env.OPENCLAW_CONFIG_PATH) return env.OPENCLAW_CONFIG_PATH;
  const home = env.OPENCLAW_HOME || machine.home;
  const folder =
    env.OPENCLAW_STATE_DIR ||
    join(home, env.OPENCLAW_PROFILE ? `.openclaw-${env.OPENCLAW_PROFILE}` : '.openclaw');
  return join(folder, 'openclaw.json');
}

const none = { primary: null, fallbacks: [], ollama: { url: null, block: 'none' }, port: null } as const;

/** How it runs: what its own environment holds is not in this process's. */
export interface Around {
  readonly isInContainer: boolean;
  readonly hasKey: boolean;
}

export async function readConfig(tools: ConfigTools, path: string, around: Around): Promise<ClawConfig> {
  const about = await tools.files.about(path);
  const shown = fromHome(path, tools.machine.home);
  const written = {
    path: shown,
    changedAt: about?.changedAt ?? 0,
    print: '',
    valid: 'unknown' as const,
    issue: null,
    hasMode: false,
  };
  if (!about || about.isFolder) return { ...none, config: { ...written, state: 'missing' } };
  const sources = await loadSources(tools.files.read, path);
  if (!sources.ok) return { ...none, config: { ...written, state: stateFor(sources.problem) } };
  const included = await Promise.all([...sources.value.files.keys()].map((file) => tools.files.about(file)));
  const changedAt = Math.max(written.changedAt, ...included.map((file) => file?.changedAt ?? 0));
  const base = { ...written, changedAt, print: printOf(sources.value.files) };
  const parsed = Config.safeParse(plain(sources.value.root, (one) => one));
  if (!parsed.success) return { ...none, config: { ...base, state: 'garbled' } };
  const { gateway, agents, models, env } = parsed.data;
  const own = around.isInContainer ? undefined : tools.env.OLLAMA_API_KEY;
  const named = env?.OLLAMA_API_KEY ?? env?.vars?.OLLAMA_API_KEY ?? own;
  const hasEnvKey = Boolean(named) || around.hasKey || (await hasKeyBeside(tools, path));
  const model = agents?.defaults?.model;
  const primary = typeof model === 'string' ? model : model?.primary;
  const fallbacks = typeof model === 'object' ? (model.fallbacks ?? []) : [];
  const providers = models?.providers ?? {};
  const fill = (ref: string) => filled(ref, tools.env);
  return {
    config: { ...base, state: 'read', hasMode: typeof gateway?.mode === 'string' },
    primary: primary ? modelOf(fill(primary), providers) : null,
    fallbacks: fallbacks.map((ref) => modelOf(fill(ref), providers)),
    ollama: ollamaOf(providers.ollama, hasEnvKey),
    port: gateway?.port ?? null,
  };
}

function printOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\n${text.length}\n${text}\n`);
  return hash.digest('hex');
}

/** A file that it includes and that is not there is as bad as one that makes no sense. */
function stateFor({ code }: Problem): OpenClawFacts['config']['state'] {
  if (code === 'claw-missing') return 'missing';
  return code === 'claw-garbled' || code === 'claw-include' ? 'garbled' : 'unreadable';
}

const Ref = z.string().max(300);
const Provider = z.looseObject({
  baseUrl: z.string().max(500).optional(),
  api: z.string().max(60).optional(),
  apiKey: z.unknown().optional(),
  models: z.array(z.unknown()).optional(),
});
type Provider = z.infer<typeof Provider>;
const Config = z.looseObject({
  gateway: z
    .looseObject({
      mode: z.unknown().optional(),
      port: z.number().int().min(1).max(65_535).optional().catch(undefined),
    })
    .optional(),
  agents: z
    .looseObject({
      defaults: z
        .looseObject({
          model: z
            .union([
              Ref,
              z.looseObject({ primary: Ref.optional(), fallbacks: z.array(Ref).max(50).optional() }),
            ])
            .optional(),
        })
        .optional(),
    })
    .optional(),
  env: z
    .looseObject({
      OLLAMA_API_KEY: z.unknown().optional(),
      vars: z.looseObject({ OLLAMA_API_KEY: z.unknown().optional() }).optional(),
    })
    .optional()
    .catch(undefined),
  models: z.looseObject({ providers: z.record(z.string(), Provider.catch({})).optional() }).optional(),
});

/** `${NAME}` as OpenClaw fills it in; what this process does not know stays as it is. */
function filled(text: string, env: Tools['env']): string {
  return text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (hole, name: string) => env[name] ?? hole);
}

/** Providers that run on one's own machines, as OpenClaw ships them. */
const localProviders = new Set(['ollama', 'lmstudio', 'vllm', 'sglang', 'apple-fm']);

/** Where a model runs. A custom provider is local only by its address, and a loopback address is no proof of that. */
function modelOf(ref: string, providers: Readonly<Record<string, Provider>>): ClawModel {
  const provider = ref.slice(0, Math.max(ref.indexOf('/'), 0));
  if (provider === '' || ref.includes('${')) return { ref, place: 'unknown' };
  if (provider === 'ollama') return { ref, place: /[:-]cloud$/.test(ref) ? 'cloud' : 'local' };
  if (localProviders.has(provider)) return { ref, place: 'local' };
  return { ref, place: providers[provider] && isNear(providers[provider]) ? 'unknown' : 'cloud' };
}

const isNear = ({ baseUrl = '' }: Provider): boolean => {
  const place = parseWebPlace(baseUrl);
  if (!place) return false;
  return distanceOf(place.host) !== 'outside' || /^host\.(containers|docker)\.internal$/.test(place.host);
};

/**
 * Whether OpenClaw would ask Ollama at all, as tried with the real one: it wants a key, or the native API with a list
 * of models; the documented marker `ollama-local` counts only for addresses that it knows as local, and not for a
 * container's way to its host.
 */
function ollamaOf(provider: Provider | undefined, hasEnvKey: boolean): OpenClawFacts['ollama'] {
  if (!provider) return { url: null, block: hasEnvKey ? 'works' : 'none' };
  const url = withoutSecret(provider.baseUrl ?? '') || 'http://127.0.0.1:11434';
  const isNative = provider.api === 'ollama' && (provider.models?.length ?? 0) > 0;
  const key = typeof provider.apiKey === 'string' ? provider.apiKey : '';
  const isMarker = key === 'ollama-local';
  const isRefused = isMarker && !takesMarker(url);
  const works =
    hasEnvKey || (isNative && !isRefused) || (key !== '' && !isMarker) || provider.apiKey instanceof Object;
  return { url, block: works ? 'works' : 'no-key' };
}

/** Loopback, private addresses, `*.local` and Docker's name for its host; not Podman's, and no bare names. */
function takesMarker(url: string): boolean {
  const host = parseWebPlace(url)?.host ?? '';
  if (host === 'host.docker.internal' || host.endsWith('.local')) return true;
  return distanceOf(host) === 'here' || (familyOf(host) !== null && distanceOf(host) === 'lan');
}

/** OpenClaw reads a file of variables beside its config; whether one is there is all that is wanted. */
async function hasKeyBeside({ files }: ConfigTools, path: string): Promise<boolean> {
  const text = await files.read(join(dirname(path), '.env'), 200_000);
  return text.ok && text.value !== null && /^\s*(?:export\s+)?OLLAMA_API_KEY\s*=\s*\S/m.test(text.value);
}

/** An address may carry a name and a password. */
function withoutSecret(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/, '');
}
