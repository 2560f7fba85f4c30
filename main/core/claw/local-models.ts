import type { Model, OllamaFacts } from '../parts/facts.ts';
import { isUsable, placeOf, sameModel } from '../parts/ollama.ts';
import type { LocalModel } from './ollama-block.ts';

/**
 * Models that could answer for OpenClaw: whole, with tools, and with room in memory for themselves and the least context
 * (bytes; null: nobody knows). Those named in `order` come first, as they stand there.
 */
export function fittingModels(
  ollama: OllamaFacts,
  memory: number | null,
  order: readonly string[],
): LocalModel[] {
  // What another machine has nobody knows here.
  const room = placeOf(ollama)?.where === 'here' ? memory : null;
  const able = ollama.models.filter(
    (model) => isUsable(model) && model.hasTools && hasRoom(model, leastContext, room),
  );
  const rank = (model: Model) => {
    const at = order.findIndex((name) => sameModel(name, model.name));
    return at < 0 ? order.length : at;
  };
  return able
    .toSorted((a, b) => rank(a) - rank(b) || b.bytes - a.bytes)
    .map((model) => ({
      name: model.name,
      context: contextFor(model, room),
      longest: model.shape?.longest ?? null,
    }));
}

/** The share of a machine's memory that a model and its context may take: everything else needs the rest. */
const roomShare = 0.75;

function hasRoom({ bytes, shape }: Model, context: number, room: number | null): boolean {
  const held = Math.min(context, shape?.longest ?? context) * (shape?.perToken ?? 0);
  return room === null || bytes + held < room * roomShare;
}

const gib = 1_073_741_824;
/** Tokens. OpenClaw's prompts need much, and it warns below 8 000. */
const contexts = [32_768, 16_384, 8_192] as const;
const leastContext = 8_192;

/** No more than there is memory for, and than the model was made for. */
function contextFor(model: Model, room: number | null): number {
  const most = mostFor(room);
  const context = contexts.find((one) => one <= most && hasRoom(model, one, room)) ?? leastContext;
  return Math.min(context, model.shape?.longest ?? context);
}

/** As much as a machine of that memory has for a model of any shape. */
function mostFor(room: number | null): number {
  if (room === null || room >= 32 * gib) return 32_768;
  return room >= 15 * gib ? 16_384 : 8_192;
}
