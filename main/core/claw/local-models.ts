import type { Model, OllamaFacts } from '../parts/facts.ts';
import { isUsable, placeOf, sameModel } from '../parts/ollama.ts';
import type { LocalModel } from './ollama-block.ts';

/**
 * Models that could answer for OpenClaw: whole, with tools, and with room in memory (bytes; null: nobody knows). Those
 * named in `order` come first, as they stand there.
 */
export function fittingModels(
  ollama: OllamaFacts,
  memory: number | null,
  order: readonly string[],
): LocalModel[] {
  const isHere = placeOf(ollama)?.where === 'here';
  const fits = ({ bytes }: Model) => !isHere || memory === null || bytes < memory * roomShare;
  const able = ollama.models.filter((model) => isUsable(model) && model.hasTools && fits(model));
  const rank = (model: Model) => {
    const at = order.findIndex((name) => sameModel(name, model.name));
    return at < 0 ? order.length : at;
  };
  return able
    .toSorted((a, b) => rank(a) - rank(b) || b.bytes - a.bytes)
    .map(({ name }) => ({ name, context: contextFor(memory) }));
}

/** The share of a machine's memory that a model's weights may take: the context and everything else need the rest. */
const roomShare = 0.75;

const gib = 1_073_741_824;
/** Tokens: what OpenClaw's prompts need (it warns below 8 000), and no more than there is memory for. */
function contextFor(memory: number | null): number {
  if (memory === null || memory >= 32 * gib) return 32_768;
  return memory >= 15 * gib ? 16_384 : 8_192;
}
