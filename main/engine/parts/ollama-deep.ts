import { z } from 'zod';
import type { Loaded, Model, OllamaFacts, Place } from '../../core/parts/facts.ts';
import { needOf, shapeOf } from '../../core/parts/memory.ts';
import { isUsable, sameModel } from '../../core/parts/ollama.ts';
import { distanceOf, type WebPlace } from '../../core/parts/targets.ts';
import { familyOf } from '../../core/targets.ts';
import type { Tools } from '../tools/tools.ts';
import { hear } from './ask.ts';
import type { Looking } from './look.ts';
import { modelOnDisk } from './models-on-disk.ts';
import { ownerOf } from './ollama-owner.ts';

/** How long a question to Ollama may take, in ms; one that loads a model still answers these at once. */
const patience = { here: 1_500, away: 2_500 } as const;
export const limitFor = (where: Place['where']) => (where === 'here' ? patience.here : patience.away);

export const Version = z.object({ version: z.string().max(60) });
const Status = z.object({ cloud: z.object({ disabled: z.boolean() }) });
const Show = z.object({
  model_info: z.record(z.string(), z.unknown()).nullish(),
  parameters: z.string().max(100_000).nullish(),
  capabilities: z.array(z.string().max(40)).nullish(),
});
const Complaint = z.object({ error: z.string().max(2_000) });

/** What every look asks: which models it lists, and which are loaded. */
export interface Quick {
  /** Null: it gave no list this time. */
  readonly models: readonly Model[] | null;
  readonly loaded: readonly Loaded[];
}

/** What only a deep look finds out. */
export type Deep = Pick<OllamaFacts, 'models' | 'checked' | 'needs' | 'cloud' | 'exposed' | 'owner'>;

/** Which models are whole, by their files and by Ollama's own reading; what the first takes; who may use it. */
export async function lookDeeply(
  looking: Looking,
  base: WebPlace,
  quick: Quick & { readonly models: readonly Model[] },
  wanted: readonly Model[],
): Promise<Deep> {
  const { tools, signal, ask } = looking;
  const isHere = distanceOf(base.host) === 'here';
  const request = { method: 'GET' as const, path: '/api/status', within: limitFor(distanceOf(base.host)) };
  const others = othersOf(quick.models, wanted);
  const [status, exposed, owner, shown, beside, onDisk] = await Promise.all([
    hear(tools, base, request, Status, signal),
    exposedAt(looking, base),
    ownerOf(tools, base, ask.children, signal),
    Promise.all(wanted.map(({ name }) => show(looking, base, name))),
    Promise.all(others.map(({ name }) => show(looking, base, name))),
    isHere ? statesOnDisk(tools, quick.models) : quick.models,
  ]);
  const models = onDisk.map((bare) => {
    const at = (list: readonly Model[]) => list.findIndex(({ name }) => name === bare.name);
    const reading = shown[at(wanted)];
    const model = { ...bare, shape: shapeIn(reading ?? beside[at(others)]) };
    if (reading === 'gone' || reading === 'broken') return { ...model, state: reading };
    // Older servers tell what a model can do only here.
    const can = typeof reading === 'object' ? reading?.capabilities : null;
    if (!can) return model;
    return { ...model, isAnswering: can.includes('completion'), hasTools: can.includes('tools') };
  });
  return {
    models,
    checked: wanted.map(({ name }) => name),
    needs: wanted.flatMap((one, n) => needFor(looking, one, shown[n] ?? null, quick.loaded)),
    cloud: status.answer !== 'ok' ? 'unknown' : status.value.cloud.disabled ? 'closed' : 'open',
    exposed,
    owner,
  };
}

/** Of so many models it is asked what they can hold. */
const mostShaped = 12;

/** Those beside the wanted ones that OpenClaw could be given: what they can hold is part of what it is told. */
const othersOf = (models: readonly Model[], wanted: readonly Model[]): Model[] =>
  models
    .filter((model) => isUsable(model) && model.hasTools && !wanted.some(({ name }) => name === model.name))
    .slice(0, mostShaped - wanted.length);

const shapeIn = (shown: Shown | undefined): Model['shape'] =>
  typeof shown === 'object' && shown?.model_info ? shapeOf(shown.model_info) : null;

async function statesOnDisk(tools: Tools, models: readonly Model[]): Promise<readonly Model[]> {
  return Promise.all(
    models.map(async (model) =>
      model.isCloud ? model : { ...model, state: await modelOnDisk(tools, model.name, model.digest) },
    ),
  );
}

/** What a model takes: as loaded now, else by what its file says of it. */
function needFor(
  { tools }: Looking,
  { name, bytes: weights }: Model,
  shown: Shown,
  loaded: readonly Loaded[],
): OllamaFacts['needs'] {
  const now = loaded.find((one) => sameModel(one.name, name));
  if (now) return [{ model: name, bytes: now.bytes }];
  if (shown === null || typeof shown === 'string' || !shown.model_info) return [];
  const { machine, platform } = tools;
  const parameters = shown.parameters ?? '';
  const asked = {
    weights,
    info: shown.model_info,
    parameters,
    memory: machine.memory(),
    isUnified: platform === 'darwin',
  };
  const bytes = needOf(asked);
  return bytes === null ? [] : [{ model: name, bytes }];
}

/** `gone`: it is in Ollama's list and its weights are not there; `broken`: they cannot be read. */
type Shown = z.infer<typeof Show> | 'gone' | 'broken' | null;

async function show({ tools, signal }: Looking, base: WebPlace, model: string): Promise<Shown> {
  const body = JSON.stringify({ model });
  const request = { method: 'POST' as const, path: '/api/show', body, within: 4_000, most: 8_000_000 };
  const heard = await hear(tools, base, request, z.union([Complaint, Show]), signal, [404, 500]);
  if (heard.answer !== 'ok') return null;
  if ('error' in heard.value) return heard.status === 404 ? 'gone' : 'broken';
  return heard.value;
}

/** So many addresses of a machine are looked at; virtual machines and containers bring dozens. */
const mostOwn = 8;

/** Own addresses on local networks and the tailnet. */
export const ownAddresses = ({ net }: Pick<Tools, 'net'>): readonly string[] =>
  net
    .addresses()
    .filter(({ isInternal, address }) => !isInternal && !/^fe80:/i.test(address))
    .map(({ address }) => address)
    .filter((address) => familyOf(address) !== null)
    .slice(0, mostOwn);

/** Own addresses at which it answers without a password; asking oneself sends nothing. Our own door does not count. */
async function exposedAt({ tools, ask, signal }: Looking, base: WebPlace): Promise<readonly string[]> {
  // An address of the local network is asked only once the person has agreed: macOS would ask them for leave.
  if (distanceOf(base.host) !== 'here' || ask.isHereOnly) return [];
  const request = { method: 'GET' as const, path: '/api/version', within: 500 };
  const asked = ownAddresses(tools)
    .filter((address) => address !== ask.shared)
    .map(async (address) => {
      const heard = await hear(tools, { ...base, host: address }, request, Version, signal);
      return heard.answer === 'ok' ? [address] : [];
    });
  return (await Promise.all(asked)).flat();
}
