import { z } from 'zod';
import type { Loaded, Model, OllamaFacts, Place } from '../../core/parts/facts.ts';
import { needOf, ShowInfo } from '../../core/parts/memory.ts';
import { isUsable, sameModel } from '../../core/parts/ollama.ts';
import { distanceOf, parseBase, type WebPlace } from '../../core/parts/targets.ts';
import { familyOf } from '../../core/targets.ts';
import type { Tools } from '../tools/tools.ts';
import { hear } from './ask.ts';
import type { Looking } from './look.ts';
import { modelOnDisk } from './models-on-disk.ts';
import { ownerOf, programOf } from './ollama-owner.ts';

/** How long a question to Ollama may take, in ms; one that loads a model still answers these at once. */
const patience = { here: 1_500, away: 2_500 } as const;
/** More models than this are not told of one by one. */
const mostModels = 500;

const Version = z.object({ version: z.string().max(60) });
const Status = z.object({ cloud: z.object({ disabled: z.boolean() }) });
const Tags = z.object({
  models: z
    .array(
      z.object({
        name: z.string().max(300),
        size: z.number().min(0),
        digest: z.string().max(100).default(''),
        capabilities: z.array(z.string().max(40)).nullish(),
        remote_host: z.string().nullish(),
        remote_model: z.string().nullish(),
      }),
    )
    .nullable()
    .transform((models) => models ?? []),
});
const Running = z.object({
  models: z
    .array(
      z.object({ name: z.string().max(300), size: z.number(), expires_at: z.string().max(60).nullish() }),
    )
    .nullable()
    .transform((models) => models ?? []),
});
const Show = z.object({
  model_info: ShowInfo.nullish(),
  parameters: z.string().max(100_000).nullish(),
  capabilities: z.array(z.string().max(40)).nullish(),
});
const Complaint = z.object({ error: z.string().max(2_000) });

/** What Ollama says over HTTP, and what its files say; its own command is never run: on a Mac that would start its app. */
export async function lookOllama(looking: Looking): Promise<OllamaFacts> {
  const { tools, ask, signal } = looking;
  const before = ask.before?.kind === 'ollama' ? ask.before : null;
  const bases = ask.settings['ollama.places'].flatMap((text) => parseBase(text) ?? []);
  const places = await Promise.all(bases.map((base) => place(tools, base, signal)));
  const used = places.findIndex(({ answer }) => answer === 'ok');
  const program = await programOf(tools);
  const base = bases[used];
  const own = ownAddresses(tools);
  if (!base) return { kind: 'ollama', places, used: null, program, own, loaded: [], ...unasked };
  const quick = await lookQuickly(looking, base);
  const wanted = wantedOf(ask.wanted, quick.models);
  const isKept =
    !looking.isDeep &&
    before?.used === used &&
    before.places[used]?.version === places[used]?.version &&
    isSameList(quick.models, before.models) &&
    wanted.every(({ name }) => before.checked.includes(name));
  const rest = isKept ? before : await lookDeeply(looking, base, quick, wanted);
  const { models, checked, need, cloud, exposed, owner } = rest;
  return {
    kind: 'ollama',
    places,
    used,
    program,
    own,
    loaded: quick.loaded,
    models,
    checked,
    need,
    cloud,
    exposed,
    owner,
  };
}

/** What stays unknown while none answers. */
const unasked = {
  models: [],
  checked: [],
  need: null,
  cloud: 'unknown',
  exposed: [],
  owner: 'unknown',
} as const;

async function place(tools: Tools, base: WebPlace, signal: AbortSignal): Promise<Place> {
  const where = distanceOf(base.host);
  const url = `${base.scheme}://${base.host.includes(':') ? `[${base.host}]` : base.host}:${base.port}`;
  const request = { method: 'GET' as const, path: '/api/version', within: limitFor(where) };
  const heard = await hear(tools, base, request, Version, signal);
  if (heard.answer === 'ok')
    return { url, where, answer: 'ok', detail: '', ms: heard.ms, version: heard.value.version };
  return { url, where, answer: heard.answer, detail: heard.detail, ms: null, version: null };
}

const limitFor = (where: Place['where']) => (where === 'here' ? patience.here : patience.away);

interface Quick {
  readonly models: readonly Model[];
  readonly loaded: readonly Loaded[];
}

/** What every look asks: which models it lists, and which are loaded. */
async function lookQuickly({ tools, signal }: Looking, base: WebPlace): Promise<Quick> {
  const limit = limitFor(distanceOf(base.host));
  const get = (path: string) => ({ method: 'GET' as const, path, within: limit });
  const [tags, running] = await Promise.all([
    hear(tools, base, get('/api/tags'), Tags, signal),
    hear(tools, base, get('/api/ps'), Running, signal),
  ]);
  return {
    models: tags.answer === 'ok' ? tags.value.models.slice(0, mostModels).map(modelOf) : [],
    loaded:
      running.answer === 'ok' ? running.value.models.slice(0, 20).map((one) => loadedOf(one, tools)) : [],
  };
}

function modelOf({
  name,
  size,
  digest,
  capabilities,
  remote_host,
  remote_model,
}: z.infer<typeof Tags>['models'][number]): Model {
  return {
    name,
    bytes: size,
    digest: digest.replace(/^sha256:/, ''),
    isCloud: Boolean(remote_host || remote_model) || /[:-]cloud$/.test(name),
    isAnswering: !capabilities || capabilities.length === 0 || capabilities.includes('completion'),
    hasTools: capabilities?.includes('tools') ?? false,
    state: 'unchecked',
  };
}

/** An end more than twenty years away is how Ollama writes "for ever", in ms. */
const forever = 20 * 365 * 86_400_000;

function loadedOf(one: z.infer<typeof Running>['models'][number], { clock }: Pick<Tools, 'clock'>): Loaded {
  const until = Date.parse(one.expires_at ?? '');
  const isForEver = Number.isNaN(until) || until - clock.wall() > forever;
  return { name: one.name, bytes: one.size, until: isForEver ? null : until };
}

const isSameList = (models: readonly Model[], before: readonly Model[]): boolean =>
  models.length === before.length &&
  models.every(({ name, digest }, index) => before[index]?.name === name && before[index]?.digest === digest);

/** So many models are read by Ollama itself at a deep look: those that an outage is to be met with. */
const mostChecked = 4;

/** The models on this list that are wanted, the most wanted first; without any wish, the first that answers. */
function wantedOf(names: readonly string[], models: readonly Model[]): Model[] {
  const found = names.flatMap((name) => models.find((model) => sameModel(model.name, name)) ?? []);
  const local = found.filter(({ isCloud }) => !isCloud);
  return (local.length > 0 ? [...new Set(local)] : models.filter(isUsable).slice(0, 1)).slice(0, mostChecked);
}

type Deep = Pick<OllamaFacts, 'models' | 'checked' | 'need' | 'cloud' | 'exposed' | 'owner'>;

/** Which models are whole, by their files and by Ollama's own reading; what the first takes; who may use it. */
async function lookDeeply(
  looking: Looking,
  base: WebPlace,
  quick: Quick,
  wanted: readonly Model[],
): Promise<Deep> {
  const { tools, signal, ask } = looking;
  const isHere = distanceOf(base.host) === 'here';
  const request = { method: 'GET' as const, path: '/api/status', within: limitFor(distanceOf(base.host)) };
  const [status, exposed, owner, shown, onDisk] = await Promise.all([
    hear(tools, base, request, Status, signal),
    exposedAt(looking, base),
    ownerOf(tools, base, ask.children, signal),
    Promise.all(wanted.map(({ name }) => show(looking, base, name))),
    isHere ? statesOnDisk(tools, quick.models) : quick.models,
  ]);
  const models = onDisk.map((model) => {
    const reading = shown[wanted.findIndex(({ name }) => name === model.name)];
    if (reading === 'gone' || reading === 'broken') return { ...model, state: reading };
    // Older servers tell what a model can do only here.
    const can = typeof reading === 'object' ? reading?.capabilities : null;
    if (!can) return model;
    return { ...model, isAnswering: can.includes('completion'), hasTools: can.includes('tools') };
  });
  const [first] = wanted;
  return {
    models,
    checked: wanted.map(({ name }) => name),
    need: first ? needFor(looking, first, shown[0] ?? null, quick.loaded) : null,
    cloud: status.answer !== 'ok' ? 'unknown' : status.value.cloud.disabled ? 'closed' : 'open',
    exposed,
    owner,
  };
}

async function statesOnDisk(tools: Tools, models: readonly Model[]): Promise<readonly Model[]> {
  return Promise.all(
    models.map(async (model) =>
      model.isCloud ? model : { ...model, state: await modelOnDisk(tools, model.name) },
    ),
  );
}

/** What a model takes: as loaded now, else by what its file says of it. */
function needFor(
  { tools }: Looking,
  { name, bytes: weights }: Model,
  shown: Shown,
  loaded: readonly Loaded[],
): OllamaFacts['need'] {
  const now = loaded.find((one) => sameModel(one.name, name));
  if (now) return { model: name, bytes: now.bytes };
  if (shown === null || typeof shown === 'string' || !shown.model_info) return null;
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
  return bytes === null ? null : { model: name, bytes };
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
const ownAddresses = ({ net }: Pick<Tools, 'net'>): readonly string[] =>
  net
    .addresses()
    .filter(({ isInternal, address }) => !isInternal && !/^fe80:/i.test(address))
    .map(({ address }) => address)
    .filter((address) => familyOf(address) !== null)
    .slice(0, mostOwn);

/** Own addresses at which it answers without a password; asking oneself sends nothing. Our own door does not count. */
async function exposedAt({ tools, ask, signal }: Looking, base: WebPlace): Promise<readonly string[]> {
  if (distanceOf(base.host) !== 'here') return [];
  const request = { method: 'GET' as const, path: '/api/version', within: 500 };
  const asked = ownAddresses(tools)
    .filter((address) => address !== ask.shared)
    .map(async (address) => {
      const heard = await hear(tools, { ...base, host: address }, request, Version, signal);
      return heard.answer === 'ok' ? [address] : [];
    });
  return (await Promise.all(asked)).flat();
}
