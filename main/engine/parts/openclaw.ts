import { z } from 'zod';
import { carrierOf, isAlive } from '../../core/parts/carried.ts';
import type { OpenClawFacts, PodmanFacts } from '../../core/parts/facts.ts';
import type { WebPlace } from '../../core/parts/targets.ts';
import type { Tools } from '../tools/tools.ts';
import { type ask as askPlace, hear } from './ask.ts';
import { type ClawConfig, readConfig, usualConfig } from './claw-config.ts';
import { atHome, type Looking } from './look.ts';

/** OpenClaw's own port when nobody chose another. */
const usualPort = 18_789;
/** A live gateway answers in 2 ms; one that loads a model is busy for longer. In ms. */
const patience = 2_000;

const Startup = z.object({
  ok: z.boolean(),
  status: z.string().max(40),
  version: z.string().max(60).optional(),
  pendingReason: z.string().max(200).optional(),
});
const Live = z.object({ ok: z.boolean(), status: z.string().max(40) });
const Ready = z.object({ ready: z.boolean(), failing: z.array(z.string().max(100)).max(50).optional() });

/** What OpenClaw's gateway says of itself and what its config says; the config is read and never shown. */
export async function lookOpenClaw(looking: Looking): Promise<OpenClawFacts> {
  const { tools, ask } = looking;
  const { settings, podman } = ask;
  const container = podman?.container ?? null;
  const config = await configOf(looking, podman, container?.hasOllamaKey ?? false);
  const hasCommand = tools.programs.find('openclaw') !== null;
  const port = settings['openclaw.port'] || container?.port || config.port || usualPort;
  const gateway = await gatewayOf(looking, port);
  const isNative = hasCommand || gateway.gateway === 'ok' || config.config.state === 'read';
  // While Podman cannot say what it carries: where there is no command of OpenClaw's, a container is all it can be.
  const isMute =
    podman !== null && podman.version !== null && podman.engine !== 'up' && gateway.gateway !== 'ok';
  // Podman said before this answer that its container does not run: then another gateway answers. When that one goes
  // quiet, it is still the one that was in use.
  const wasBeside = ask.before?.kind === 'openclaw' && ask.before.isBeside && hasCommand;
  const isBeside = container !== null && !isAlive(container) && (gateway.gateway === 'ok' || wasBeside);
  const isCarried =
    carrierOf({ isBeside }, podman) !== null || (isMute && (podman.hadContainer || !hasCommand));
  const setUp = isCarried ? 'container' : isNative ? 'native' : 'none';
  const { primary, fallbacks, ollama } = config;
  return {
    kind: 'openclaw',
    setUp,
    isBeside,
    port,
    ...gateway,
    config: config.config,
    primary,
    fallbacks,
    ollama,
    hasCommand,
  };
}

/** Read again only when the file has changed. */
async function configOf(
  { tools, ask }: Looking,
  podman: PodmanFacts | null,
  hasKey: boolean,
): Promise<ClawConfig> {
  const chosen = ask.settings['openclaw.config'];
  const path = chosen
    ? atHome(chosen, tools.machine.home)
    : (podman?.container?.configPath ?? usualConfig(tools));
  const own = [...ask.settings['ollama.places'], ...ask.settings['openclaw.own']];
  return readConfig(tools, path, { isInContainer: (podman?.container ?? null) !== null, hasKey, own });
}

type Gateway = Pick<OpenClawFacts, 'gateway' | 'ms' | 'version' | 'failing'>;

/**
 * `/startupz` is asked first: a dead chat channel makes `/readyz` say 503, and offline that is expected. Any unknown
 * path is answered with 200 and a page, so only the body counts.
 */
async function gatewayOf({ tools, signal }: Looking, port: number): Promise<Gateway> {
  const place: WebPlace = { scheme: 'http', host: '127.0.0.1', port, path: '/' };
  const get = (path: string) => ({ method: 'GET' as const, path, within: patience, most: 20_000 });
  const nothing = { ms: null, version: null, failing: [] };
  const heard = await hear(tools, place, get('/startupz'), Startup, signal, [503]);
  if (heard.answer === 'odd') return older(tools, place, get('/healthz'), signal);
  if (heard.answer !== 'ok') return { ...nothing, gateway: heard.answer };
  const { ok, status, version = null, pendingReason } = heard.value;
  const { ms } = heard;
  if (!ok) {
    const isEnding = status === 'draining';
    return {
      gateway: isEnding ? 'draining' : 'starting',
      ms,
      version,
      failing: pendingReason ? [pendingReason] : [],
    };
  }
  const ready = await hear(tools, place, get('/readyz'), Ready, signal, [503]);
  return { gateway: 'ok', ms, version, failing: ready.answer === 'ok' ? (ready.value.failing ?? []) : [] };
}

/** Gateways from before `/startupz`. */
async function older(
  tools: Tools,
  place: WebPlace,
  request: Parameters<typeof askPlace>[2],
  signal: AbortSignal,
): Promise<Gateway> {
  const heard = await hear(tools, place, request, Live, signal);
  const isLive = heard.answer === 'ok' && heard.value.ok && heard.value.status === 'live';
  const gateway = isLive ? 'ok' : heard.answer === 'ok' ? 'odd' : heard.answer;
  return { gateway, ms: heard.answer === 'ok' ? heard.ms : null, version: null, failing: [] };
}
