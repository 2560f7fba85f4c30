import { z } from 'zod';
import type { Loaded, Model, OllamaFacts, Place } from '../../core/parts/facts.ts';
import { isUsable, sameModel } from '../../core/parts/ollama.ts';
import { distanceOf, parseBase, type WebPlace } from '../../core/parts/targets.ts';
import { same } from '../../core/same.ts';
import type { Tools } from '../tools/tools.ts';
import { hear, whereIs } from './ask.ts';
import { isDenied } from './kept-out.ts';
import type { Looking } from './look.ts';
import { modelsOnDisk } from './models-on-disk.ts';
import { limitFor, lookDeeply, ownAddresses, type Quick, Version } from './ollama-deep.ts';
import { programOf } from './ollama-owner.ts';
import { Entries, listedModels, readAll } from './tags.ts';

const Running = z.object({
  name: z.string().max(300),
  size: z.number(),
  expires_at: z.string().max(60).nullish(),
});
/** What Ollama says over HTTP, and what its files say; its own command is never run: on a Mac that would start its app. */
export async function lookOllama(looking: Looking): Promise<OllamaFacts> {
  const { tools, ask } = looking;
  const before = ask.before?.kind === 'ollama' ? ask.before : null;
  const bases = ask.settings['ollama.places'].flatMap((text) => parseBase(text) ?? []);
  const places = await Promise.all(bases.map((base) => place(looking, base)));
  const used = places.findIndex(({ answer }) => answer === 'ok');
  const program = await programOf(tools);
  const base = bases[used];
  const own = ownAddresses(tools);
  if (!base) {
    const isHere = places[0]?.where === 'here';
    const isKept = !looking.isDeep && before?.used === null;
    const models = isKept ? before.models : isHere ? await modelsOnDisk(tools) : [];
    return {
      kind: 'ollama',
      places,
      used: null,
      isListed: false,
      program,
      own,
      loaded: [],
      ...unasked,
      models: shaped(models, before),
    };
  }
  const quick = await lookQuickly(looking, base);
  const isListed = quick.models !== null;
  // Without a list this time the last one stands, and that it did not come is told.
  const models = quick.models ?? (before?.used === used ? before.models : []);
  const wanted = wantedOf(ask.wanted, models);
  const isKept =
    !looking.isDeep &&
    before?.used === used &&
    before.places[used]?.version === places[used]?.version &&
    isSameList(models, before.models) &&
    // On another network it may be open to others.
    same(own, before.own) &&
    wanted.every(({ name }) => before.checked.includes(name));
  const rest = isKept ? before : await lookDeeply(looking, base, { ...quick, models }, wanted);
  const { checked, needs, cloud, exposed, owner } = rest;
  return {
    kind: 'ollama',
    places,
    used,
    isListed,
    program,
    own,
    loaded: quick.loaded,
    models: shaped(rest.models, before),
    checked,
    needs,
    cloud,
    exposed,
    owner,
  };
}

/** What a model can hold stays as it is: one that did not say so this time, busy with loading another, has said it before. */
const shaped = (models: readonly Model[], before: OllamaFacts | null): Model[] =>
  models.map((model) => {
    const known = before?.models.find(({ name, bytes }) => name === model.name && bytes === model.bytes);
    return model.shape || !known ? model : { ...model, shape: known.shape };
  });

/** What stays unknown while none answers. */
const unasked = {
  models: [],
  checked: [],
  needs: [],
  cloud: 'unknown',
  exposed: [],
  owner: 'unknown',
} as const;

async function place(looking: Looking, base: WebPlace): Promise<Place> {
  const { tools, ask, signal } = looking;
  const url = `${base.scheme}://${base.host.includes(':') ? `[${base.host}]` : base.host}:${base.port}`;
  const at = await whereIs(tools, base, signal);
  const { where, needsDns } = at;
  const request = { method: 'GET' as const, path: '/api/version', within: limitFor(where) };
  const heard = await hear(tools, base, request, Version, signal);
  const seen = { url, where, needsDns, isDenied: false };
  if (heard.answer === 'ok')
    return { ...seen, answer: 'ok', detail: '', ms: heard.ms, version: heard.value.version };
  const before = ask.before?.kind === 'ollama' ? ask.before.places.find((one) => one.url === url) : null;
  const { answer, detail } = heard;
  const keptOut = await isDenied(looking, at.to, detail, before);
  return { ...seen, answer, detail, ms: null, version: null, isDenied: keptOut };
}

async function lookQuickly({ tools, signal }: Looking, base: WebPlace): Promise<Quick> {
  const limit = limitFor(distanceOf(base.host));
  const ps = { method: 'GET' as const, path: '/api/ps', within: limit };
  const [models, running] = await Promise.all([
    listedModels(tools, base, limit, signal),
    hear(tools, base, ps, Entries, signal),
  ]);
  const loaded = running.answer === 'ok' ? readAll(Running, running.value) : [];
  return {
    models,
    loaded: loaded.slice(0, 20).map((one) => loadedOf(one, tools)),
  };
}

/** An end more than twenty years away is how Ollama writes "for ever", in ms. */
const forever = 20 * 365 * 86_400_000;

function loadedOf(one: z.infer<typeof Running>, { clock }: Pick<Tools, 'clock'>): Loaded {
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
