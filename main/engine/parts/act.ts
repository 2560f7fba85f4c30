import { join } from 'node:path';
import { z } from 'zod';
import { carrierOf } from '../../core/parts/carried.ts';
import type { PartAct } from '../../core/parts/part.ts';
import type { Child } from '../../core/parts/parts.ts';
import type { PartAsk } from '../../core/parts/plan.ts';
import { ownOllama, parseBase } from '../../core/parts/targets.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { pause } from '../pause.ts';
import type { Output, Tools } from '../tools/tools.ts';
import { hear } from './ask.ts';
import { coordinatorSays } from './coordinator.ts';
import { modelsFolder } from './manifest.ts';
import { ollamaApp, programOf } from './ollama-owner.ts';
import { asCommand } from './tailscale.ts';

export interface Acting {
  readonly tools: Tools;
  readonly ask: PartAsk;
  readonly act: PartAct;
  readonly model: string;
  readonly signal: AbortSignal;
}

export interface Acted {
  readonly problem: Problem | null;
  readonly child: Child | null;
}

/** How long a container, a machine or a gateway may take to do as it is told, in ms. */
const takes = {
  container: 40_000,
  machine: 120_000,
  gateway: 60_000,
  tailscale: 20_000,
  model: 300_000,
} as const;

/** Does what a person has pressed. Whether it had an effect is for the next look to say. */
export async function actOn(acting: Acting): Promise<Acted> {
  switch (acting.ask.id) {
    case 'ollama':
      return actOnOllama(acting);
    case 'openclaw':
      return told(await actOnOpenClaw(acting));
    case 'podman':
      return told(await startMachine(acting));
    case 'tailscale':
      return told(await startTailscale(acting));
    default:
      return told(fail('refused', `${acting.ask.id} ${acting.act}`));
  }
}

const told = (result: Result<unknown>): Acted => ({
  problem: result.ok ? null : result.problem,
  child: null,
});

async function actOnOllama(acting: Acting): Promise<Acted> {
  const { act, ask, tools } = acting;
  if (act === 'start') return startOllama(acting);
  if (act === 'warm' || act === 'unload') return told(await keepModel(acting));
  if (act === 'close' || act === 'open') return setCloud(acting);
  const child = ask.children.find(({ part }) => part === 'ollama');
  // Somebody else's is not ours to end.
  if (act !== 'stop' || !child || !tools.programs.isRunning(child)) return told(fail('not-ours', 'Ollama'));
  tools.programs.end(child);
  return told(ok(null));
}

/** An end takes it a second or two, in ms. */
const endTakes = 10_000;

/**
 * Closes an Ollama's cloud, or opens it: only of a server that we started ourselves, because it has to be started anew, and never
 * while a download is unfinished.
 */
async function setCloud(acting: Acting): Promise<Acted> {
  const { act, ask, tools, signal } = acting;
  const child = ask.children.find(({ part }) => part === 'ollama');
  if (!child || !tools.programs.isRunning(child)) return told(fail('cloud-not-ours', 'Ollama'));
  const blobs = (await tools.files.list(join(modelsFolder(tools), 'blobs'), 100_000)) ?? [];
  if (blobs.some((name) => name.includes('-partial'))) return told(fail('pull-unfinished', 'Ollama'));
  tools.programs.end(child);
  const begun = tools.clock.mono();
  while (tools.programs.isRunning(child) && tools.clock.mono() - begun < endTakes)
    await pause(tools.clock, 100, signal);
  return startOllama(acting, act === 'close' ? { OLLAMA_NO_CLOUD: '1' } : {});
}

/** Attach first; on a Mac open the app, for a second server beside it would be ended by it; else a server of our own. */
async function startOllama(
  { tools, ask, signal }: Acting,
  more: Readonly<Record<string, string>> = {},
): Promise<Acted> {
  const base = ownOllama(ask.settings['ollama.places']);
  if (!base) return told(fail('not-here', 'Ollama'));
  const there = await hear(
    tools,
    base,
    { method: 'GET', path: '/api/version', within: 1_500 },
    z.object({ version: z.string() }),
    signal,
  );
  if (there.answer === 'ok') return told(ok(null));
  if (there.answer !== 'refused') return told(fail('port-taken', String(base.port)));
  const program = await programOf(tools);
  if (program === 'none') return told(fail('not-installed', 'ollama'));
  if (program === 'app') return told(await run(tools, 'open', ['-j', '-a', ollamaApp], 10_000, signal));
  const address = base.host.includes(':')
    ? `[${base.host}]`
    : base.host === 'localhost'
      ? '127.0.0.1'
      : base.host;
  const { env } = tools;
  const own = {
    OLLAMA_HOST: `${address}:${base.port}`,
    // Its start would delete unfinished downloads, which cannot be fetched again without internet.
    OLLAMA_NOPRUNE: '1',
    ...(env.OLLAMA_MODELS ? { OLLAMA_MODELS: env.OLLAMA_MODELS } : {}),
    ...more,
  };
  const launched = await tools.programs.launch('ollama', ['serve'], own);
  return launched.ok ? { problem: null, child: { part: 'ollama', ...launched.value } } : told(launched);
}

const Kept = z.object({ done: z.boolean() });

/** Loads a model for half an hour, or lets it go. Nothing is asked of it. */
async function keepModel({ tools, ask, act, model, signal }: Acting): Promise<Result<unknown>> {
  const before = ask.before?.kind === 'ollama' ? ask.before : null;
  const base = before && before.used !== null ? parseBase(before.places[before.used]?.url ?? '') : null;
  if (!base) return fail('unreachable', 'Ollama', 'ECONNREFUSED');
  const body = JSON.stringify({ model, keep_alive: act === 'warm' ? '30m' : 0 });
  const heard = await hear(
    tools,
    base,
    { method: 'POST', path: '/api/generate', body, within: takes.model },
    Kept,
    signal,
  );
  if (heard.answer === 'ok') return ok(null);
  return heard.status === 404 ? fail('no-model', model) : fail('unreachable', 'Ollama', heard.detail);
}

/** Only as it was set up: its container as it was made, or its own service. */
async function actOnOpenClaw({ tools, ask, act, signal }: Acting): Promise<Result<unknown>> {
  // An old container beside OpenClaw's own service is left alone.
  const isBeside = ask.before?.kind === 'openclaw' && ask.before.isBeside;
  const container = carrierOf({ isBeside }, ask.podman);
  if (act !== 'start' && act !== 'stop' && act !== 'restart') return fail('refused', `openclaw ${act}`);
  // Its container cannot be asked for at the moment: then nothing else is started in its place.
  if (!container && ask.podman?.hadContainer && !isBeside) return fail('unreachable', 'Podman', 'engine');
  if (container?.isAutoRemoved && act !== 'start') return fail('would-vanish', container.name);
  if (container) return run(tools, 'podman', [act, container.name], takes.container, signal);
  if (tools.programs.find('openclaw') === null) return fail('not-installed', 'openclaw');
  return run(tools, 'openclaw', ['gateway', act], takes.gateway, signal);
}

async function startMachine({ tools, ask, act, signal }: Acting): Promise<Result<unknown>> {
  const name = ask.podman?.machine?.name;
  if (act !== 'start' || name === undefined) return fail('refused', `podman ${act}`);
  return run(tools, 'podman', ['machine', 'start', name], takes.machine, signal);
}

/** A stopped Tailscale is started only while its coordinator answers at this very moment. Never stopped, never restarted. */
async function startTailscale({ tools, ask, act, signal }: Acting): Promise<Result<unknown>> {
  const before = ask.before?.kind === 'tailscale' ? ask.before : null;
  if (act !== 'start' || before?.backend !== 'Stopped') return fail('refused', `tailscale ${act}`);
  const says = await coordinatorSays(tools, ask.settings, signal);
  if (!says) return fail('no-coordinator', 'Tailscale');
  return run(tools, 'tailscale', ['up'], takes.tailscale, signal, asCommand);
}

async function run(
  tools: Tools,
  name: string,
  args: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<Result<Output>> {
  const ran = await tools.programs.run(name, args, { timeoutMs, signal, env });
  if (!ran.ok || ran.value.exitCode === 0) return ran;
  const said = ran.value.stderr.split('\n').findLast((one) => one.trim() !== '') ?? '';
  return fail('act-failed', `${name} ${args[0] ?? ''}`, said.replace(/^Error: /, '').slice(0, 200));
}
