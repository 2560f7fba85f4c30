import type { ModelShape } from './facts.ts';

export interface NeedAsk {
  /** The sum of its layers, in bytes. */
  readonly weights: number;
  /** What Ollama tells of its architecture; keys begin with its name, `llama.block_count`. */
  readonly info: Readonly<Record<string, unknown>>;
  /** As the model file says them: `num_ctx 512`. */
  readonly parameters: string;
  /** Of the machine, in bytes. */
  readonly memory: number;
  /** Its graphics processor uses the same memory: on a Mac about three quarters of it. */
  readonly isUnified: boolean;
}

const gib = 2 ** 30;
/** Buffers of the runner beside weights and cache: 0.5 to 1.5 GB were seen. */
export const overhead = 1_000_000_000;

/**
 * How much memory a model takes: weights, the cache of keys and values at two bytes each (f16), and about a gigabyte.
 * `2 × blocks × heads_kv × head_dim × context × 2`. Null where the model does not tell its shape. The context is
 * Ollama's own standard: 4,096 below 23 GiB of graphics memory, 32,768 from there, 262,144 from 47, and never more
 * than the model was trained for.
 */
export function needOf({ weights, info, parameters, memory, isUnified }: NeedAsk): number | null {
  const number = numbersOf(info);
  const perToken = number ? cacheOf(number) : null;
  if (!number || perToken === null) return null;
  const trained = number('context_length') ?? 4_096;
  const asked = Number(
    /^num_ctx\s+(\d+)/m.exec(parameters)?.[1] ?? usualContext(isUnified ? memory * 0.75 : 0),
  );
  return weights + perToken * Math.min(asked, trained) + overhead;
}

/**
 * What a model can hold. What a token takes is left out where blocks differ, or look at a window of the last tokens only: the
 * sum over all of them would be several times too much.
 */
export function shapeOf(info: NeedAsk['info']): ModelShape | null {
  const number = numbersOf(info);
  if (!number) return null;
  const isUneven = Object.entries(info).some(
    ([key, value]) =>
      (/attention\.head_count/.test(key) && Array.isArray(value)) || /sliding_window/.test(key),
  );
  const longest = number('context_length');
  return {
    longest: longest !== null && longest >= 1 ? longest : null,
    perToken: isUneven ? null : cacheOf(number),
  };
}

type Numbers = (key: string) => number | null;

/** The numbers of a model's architecture; null where it does not say which that is. */
function numbersOf(info: NeedAsk['info']): Numbers | null {
  const architecture = info['general.architecture'];
  return typeof architecture === 'string' ? (key) => numberOf(info[`${architecture}.${key}`]) : null;
}

/** What a token takes in the cache of keys and values, in bytes. */
function cacheOf(number: Numbers): number | null {
  const blocks = number('block_count');
  const heads = number('attention.head_count');
  const headsKv = number('attention.head_count_kv') ?? heads;
  const width = number('attention.key_length') ?? divided(number('embedding_length'), heads);
  return blocks === null || headsKv === null || width === null ? null : 2 * blocks * headsKv * width * 2;
}

function usualContext(graphics: number): number {
  if (graphics >= 47 * gib) return 262_144;
  return graphics >= 23 * gib ? 32_768 : 4_096;
}

const divided = (a: number | null, b: number | null) => (a === null || b === null || b === 0 ? null : a / b);

/** A number, or the largest of a list with one for each block. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (!Array.isArray(value)) return null;
  const all = value.filter((one): one is number => typeof one === 'number');
  return all.length > 0 ? Math.max(...all) : null;
}
