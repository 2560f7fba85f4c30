import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { modelOf } from '../../core/claw/links.ts';
import { takesMarker } from '../../core/claw/ollama-block.ts';
import { namesOf } from '../../core/claw/refs.ts';
import type { OpenClawFacts } from '../../core/parts/facts.ts';
import type { Problem } from '../../core/problem.ts';
import { loadSources } from '../claw/sources.ts';
import { variablesOf, wholeOf } from '../claw/variables.ts';
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
  /** Addresses that the person named as their own. */
  readonly own: readonly string[];
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
  const beside = await variablesOf(tools.files.read, sources.value, path);
  const variables = around.isInContainer ? beside : { ...tools.env, ...beside };
  const parsed = Config.safeParse(wholeOf(sources.value, variables));
  if (!parsed.success) return { ...none, config: { ...base, state: 'garbled' } };
  const { gateway, agents, models, env } = parsed.data;
  const named = env?.OLLAMA_API_KEY ?? env?.vars?.OLLAMA_API_KEY ?? variables.OLLAMA_API_KEY;
  const hasEnvKey = Boolean(named) || around.hasKey;
  const model = agents?.defaults?.model;
  const primary = typeof model === 'string' ? model : model?.primary;
  const fallbacks = typeof model === 'object' ? (model.fallbacks ?? []) : [];
  const providers = models?.providers ?? {};
  const texts = { names: namesOf(parsed.data), config: parsed.data, own: around.own };
  return {
    config: { ...base, state: 'read', hasMode: typeof gateway?.mode === 'string' },
    primary: primary ? modelOf(primary, texts) : null,
    fallbacks: fallbacks.map((ref) => modelOf(ref, texts)),
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
  const isGarbled = code === 'claw-garbled' || code === 'claw-include' || code === 'not-a-file';
  return isGarbled ? 'garbled' : 'unreadable';
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

/** An address may carry a name and a password. */
function withoutSecret(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/, '');
}
