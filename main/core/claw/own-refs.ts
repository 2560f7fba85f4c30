import { isRecord, type JsonRecord } from './change.ts';
import { blocksOf, placeOfBlock, type Surroundings } from './places.ts';
import { chainOf, refsOf, refText } from './refs.ts';
import { findSites } from './sites.ts';

/**
 * Models of the person's own servers other than Ollama, by their exact names: those that the config names anywhere, and those
 * that such a server is said to have. What is not `isFine` is left out.
 */
export function ownRefs(around: Surroundings, isFine: (text: string) => boolean): string[] {
  const named = textsIn(around.config)
    .filter(isFine)
    .flatMap((text) => refsOf(text, around.names).map(refText));
  const refs = [...new Set([...named, ...listedRefs(around)])];
  // A short name may stand for another model; and of Ollama's only those are let through that are there.
  return refs.filter((text) => !text.startsWith('ollama/') && isFine(text));
}

/** Every text of a config that names a model. */
const textsIn = (config: JsonRecord): string[] =>
  findSites(config).flatMap(({ site, value }) => {
    if (site.kind === 'ref') return typeof value === 'string' ? [value] : [];
    const chain = site.kind === 'chain' ? chainOf(value) : null;
    return chain ? [...(chain.primary === null ? [] : [chain.primary]), ...chain.fallbacks] : [];
  });

/** What is listed in blocks of which nothing leads elsewhere. */
function listedRefs(around: Surroundings): string[] {
  return Object.entries(blocksOf(around.config)).flatMap(([name, block]) => {
    const provider = name.toLowerCase();
    if (!isRecord(block) || !Array.isArray(block.models) || placeOfBlock(provider, around) !== 'local')
      return [];
    const ids = block.models.flatMap((model) => (isRecord(model) ? [model.id] : []));
    return ids.flatMap((id) => (typeof id === 'string' && id !== '' ? [`${provider}/${id}`] : []));
  });
}
