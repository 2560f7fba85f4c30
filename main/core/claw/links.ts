import { z } from 'zod';
import type { ClawModel } from '../parts/facts.ts';
import { factsOf } from '../parts/judge.ts';
import { modelNamed } from '../parts/ollama.ts';
import { fitOf, needFor, weightOf } from '../ready/sizes.ts';
import type { State } from '../state.ts';
import { valueAt } from './change.ts';
import { isCloudTag, placeOfText, type Surroundings } from './places.ts';
import { chainOf, refsOf } from './refs.ts';

/**
 * Where a model runs, by its name and its provider's address. One of Ollama's is its own machine's, wherever that is: how far
 * away it is is told beside.
 */
export function modelOf(ref: string, around: Surroundings): ClawModel {
  const [one] = refsOf(ref, around.names);
  if (one?.provider === 'ollama') return { ref, place: isCloudTag(one.model) ? 'cloud' : 'local' };
  return { ref, place: placeOfText(ref, around) };
}

/** The models that a config asks, in its order. */
export function chainIn(around: Surroundings): ClawModel[] {
  const chain = chainOf(valueAt(around.config, ['agents', 'defaults', 'model']));
  const refs = chain ? [chain.primary, ...chain.fallbacks] : [];
  return refs.flatMap((ref) => (ref === null ? [] : [modelOf(ref, around)]));
}

/** A model of the chain, and what is known of it where it is Ollama's. Sizes in bytes. */
export const ToldLink = z.object({
  ref: z.string().max(300),
  place: z.enum(['local', 'cloud', 'unknown']),
  /** Null where it is not Ollama's, or nobody has looked yet. */
  model: z
    .object({
      isHere: z.boolean(),
      bytes: z.number().nullable(),
      /** What it takes in memory at the least, and how much there is. */
      need: z.number().nullable(),
      memory: z.number().nullable(),
      fits: z.enum(['yes', 'tight', 'no', 'unknown']),
      /** It can call tools, without which OpenClaw gets nothing done; null: it is not here to be asked. */
      hasTools: z.boolean().nullable(),
    })
    .nullable()
    .default(null),
});
export type ToldLink = z.infer<typeof ToldLink>;

export const toldLink = (state: State, { ref, place }: ClawModel): ToldLink => ({
  ...{ ref: ref.slice(0, 300), place },
  model: place === 'local' && ref.startsWith('ollama/') ? modelTold(state, ref.slice(7)) : null,
});

function modelTold(state: State, name: string): ToldLink['model'] {
  const ollama = factsOf(state, 'ollama');
  if (!ollama) return null;
  const here = modelNamed(ollama, name);
  return {
    isHere: here !== undefined && (here.state === 'whole' || here.state === 'unchecked'),
    bytes: weightOf(state, name),
    need: needFor(state, name),
    memory: factsOf(state, 'mac')?.memory ?? null,
    fits: fitOf(state, name),
    hasTools: here?.hasTools ?? null,
  };
}
