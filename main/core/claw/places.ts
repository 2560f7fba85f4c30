import { distanceOf, parseWebPlace, urlOf, type WebPlace } from '../parts/targets.ts';
import { isRecord, type JsonRecord, valueAt } from './change.ts';
import { cloudPluginOf, localProviders } from './providers.ts';
import { isUnfilled, type Names, type Ref, refsOf } from './refs.ts';

/**
 * Where a model runs. `local`: on the person's own machines, as far as names and addresses can say. `unknown`: nobody can
 * tell from here, because a server on this machine may pass on what it is given.
 */
export type Place = 'local' | 'cloud' | 'unknown';

/** What decides it, apart from the name. */
export interface Surroundings {
  readonly config: JsonRecord;
  readonly names: Names;
  /** Addresses that the person named as their own: of Ollama, and of other servers of models. */
  readonly own: readonly string[];
}

/** Names under which a container knows the machine around it. */
export const hostNames: ReadonlySet<string> = new Set(['host.containers.internal', 'host.docker.internal']);

const ollamaPort = 11_434;

/** The worst of what a text may mean; `unknown` for one with an unfilled variable. */
export function placeOfText(text: string, around: Surroundings): Place {
  const refs = refsOf(text, around.names);
  if (refs.length === 0) return isUnfilled(text) ? 'unknown' : 'local';
  return worst(refs.map((ref) => placeOfRef(ref, around)));
}

export function worst(places: readonly Place[]): Place {
  if (places.includes('cloud')) return 'cloud';
  return places.includes('unknown') ? 'unknown' : 'local';
}

/** Ollama runs a model elsewhere whose tag says so. */
export const isCloudTag = (model: string): boolean => /[:-]cloud$/i.test(model);

export function placeOfRef({ provider, model }: Ref, around: Surroundings): Place {
  const block = blockOf(provider, around.config);
  const isOllama = provider === 'ollama' || /^ollama(?:-chat)?$/.test(textOf(block?.api));
  if (isOllama && isCloudTag(model)) return 'cloud';
  const url = baseOf(block, model);
  if (url === '') return localProviders.has(provider) ? 'local' : 'cloud';
  return placeOfUrl(url, provider, around);
}

/** The providers that a config describes, by their names. */
export function blocksOf(config: JsonRecord): JsonRecord {
  const blocks = valueAt(config, ['models', 'providers']);
  return isRecord(blocks) ? blocks : {};
}

/** A provider's block, its name in whatever letters. */
export function blockOf(provider: string, config: JsonRecord): JsonRecord | null {
  const found = Object.entries(blocksOf(config)).find(([name]) => name.toLowerCase() === provider);
  return found && isRecord(found[1]) ? found[1] : null;
}

/** The worst of a block's own address and those of its models. */
export function placeOfBlock(provider: string, around: Surroundings): Place {
  const models = blockOf(provider, around.config)?.models;
  const ids = Array.isArray(models) ? models.filter(isRecord).map(({ id }) => textOf(id)) : [];
  return worst(['', ...ids].map((model) => placeOfRef({ provider, model }, around)));
}

/** A model may have an address of its own; what a block passes through a proxy goes to that first. */
function baseOf(block: JsonRecord | null, model: string): string {
  if (!block) return '';
  const listed = Array.isArray(block.models) ? block.models.filter(isRecord) : [];
  const own = listed.find(({ id }) => textOf(id).toLowerCase() === model.toLowerCase());
  return textOf(own?.baseUrl) || textOf(block.baseUrl);
}

function placeOfUrl(url: string, provider: string, { own }: Surroundings): Place {
  if (isUnfilled(url)) return 'unknown';
  const place = webPlaceOf(url);
  if (!place) return 'unknown';
  const distance = hostNames.has(place.host) ? 'here' : distanceOf(place.host);
  if (distance === 'outside' && !isListed(place, own)) return 'cloud';
  if (isListed(place, own)) return 'local';
  // On this machine it is what the provider's own program serves; anything else there may pass on what it is given.
  const isUsual = provider === 'ollama' ? place.port === ollamaPort : localProviders.has(provider);
  return distance === 'here' && isUsual ? 'local' : 'unknown';
}

/** An address in a config: a path such as `/v1` behind it makes no other place of it. */
export function webPlaceOf(url: string): WebPlace | null {
  return parseWebPlace(
    url
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/\/[^/@]*@/, '//'),
  );
}

/** Whether it is one of the person's own; all names of this machine are one. */
export function isListed(place: WebPlace, own: readonly string[]): boolean {
  return own.some((text) => {
    const one = webPlaceOf(text);
    if (!one || one.port !== place.port) return false;
    return isHere(one) && isHere(place) ? true : one.host.toLowerCase() === place.host.toLowerCase();
  });
}

const isHere = ({ host }: WebPlace): boolean => hostNames.has(host) || distanceOf(host) === 'here';

/** An address as it may be shown: without a user, a path or a question. */
export function shownUrl(url: string): string {
  const place = webPlaceOf(url);
  return place ? urlOf(place) : '?';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One of OpenClaw's own plugins for services outside serves it, and no block of the person's own does. */
export function pluginFor(provider: string, config: JsonRecord): string | null {
  return blockOf(provider, config) ? null : cloudPluginOf(provider);
}
