import { overhead } from '../parts/memory.ts';

export interface Preset {
  readonly name: string;
  /** What is downloaded. */
  readonly bytes: number;
  /** It is known to be able to call tools, without which it is no agent; false also where that is not sure. */
  readonly hasTools: boolean;
  /** One of the three that are downloaded for an outage by many; they take 82 GB together. */
  readonly isUsual: boolean;
}

const preset = (name: string, bytes: number, hasTools: boolean, isUsual = false): Preset => ({
  ...{ name, bytes, hasTools, isUsual },
});

/**
 * Models to choose from, the largest first. The sizes are those of the public library at the time of writing, some of them
 * rounded: they are for choosing, and what the registry says at the download counts instead.
 */
export const presets: readonly Preset[] = [
  preset('llama3.3:latest', 42_520_413_916, true, true),
  preset('qwen2.5-coder:32b', 19_851_349_898, true, true),
  preset('deepseek-r1:32b', 19_851_337_640, false, true),
  preset('gpt-oss:20b', 13_800_000_000, true),
  preset('qwen2.5-coder:14b', 9_000_000_000, true),
  preset('qwen2.5-coder:7b', 4_700_000_000, true),
  preset('llama3.2:3b', 2_000_000_000, true),
  preset('qwen3:0.6b', 520_000_000, true),
];

export type Fit = 'yes' | 'tight' | 'no';

/** The share of the memory above which it is tight: a Mac gives its graphics about three quarters; beyond, a model crawls. */
const comfortable = 0.75;

/** What a model of these weights (bytes) takes at the least: with a long context it is more. */
export const leastNeed = (weights: number): number => weights + overhead;

/** Whether a model of these weights runs in this memory, both in bytes. */
export const fitsIn = (weights: number, memory: number): Fit => fitsNeed(leastNeed(weights), memory);

/** Whether what takes so much runs in this memory, both in bytes. */
export function fitsNeed(need: number, memory: number): Fit {
  if (need > memory) return 'no';
  return need > memory * comfortable ? 'tight' : 'yes';
}

/** The largest preset for an agent that fits a memory of so many bytes, with ease if there is one; null when none does. */
export function smallerThan(memory: number): Preset | null {
  const agents = presets.filter(({ hasTools }) => hasTools);
  const first = (fit: Fit) => agents.find(({ bytes }) => fitsIn(bytes, memory) === fit) ?? null;
  return first('yes') ?? first('tight');
}
