import { type Fit, fitsIn, leastNeed, presets } from '../jobs/presets.ts';
import { factsOf } from '../parts/judge.ts';
import { modelNamed, sameModel } from '../parts/ollama.ts';
import type { State } from '../state.ts';
import { runsHere } from './wishes.ts';

/** What a model weighs, in bytes: here, by the registry's word, or as the public library was seen to say; null: nobody knows. */
export function weightOf(state: State, name: string): number | null {
  const ollama = factsOf(state, 'ollama');
  const here = ollama ? modelNamed(ollama, name) : undefined;
  if (here && !here.isCloud) return here.bytes;
  const asked = Object.entries(state.ready.sizes).find(([known]) => sameModel(known, name));
  return asked?.[1] ?? presets.find((preset) => sameModel(preset.name, name))?.bytes ?? null;
}

/** What it takes in memory at the least, in bytes. */
export function needFor(state: State, name: string): number | null {
  const weight = weightOf(state, name);
  return weight === null ? null : leastNeed(weight);
}

/** Whether it would run in this machine's memory; of another machine's nobody knows. */
export function fitOf(state: State, name: string): Fit | 'unknown' {
  const memory = factsOf(state, 'mac')?.memory ?? null;
  const weight = weightOf(state, name);
  return weight === null || memory === null || !runsHere(state) ? 'unknown' : fitsIn(weight, memory);
}
