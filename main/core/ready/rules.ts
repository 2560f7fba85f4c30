import type { Context } from '../parts/context.ts';
import { contextOf } from '../parts/judge.ts';
import type { PartId, Phrase } from '../parts/part.ts';
import { readingOf } from '../parts/parts.ts';
import type { State } from '../state.ts';
import type { Item, ItemGroup, ItemState } from './item.ts';

/** What the rules go by. */
export interface Rules {
  readonly state: State;
  readonly context: Context;
  /** ms since the epoch. */
  readonly now: number;
  /** When the files were last looked at, in ms since the epoch; null: not yet. */
  readonly filesAt: number | null;
  /** When a part was last looked at deeply; null: not yet. */
  readonly deepAt: (id: PartId) => number | null;
  /** The same of any look. */
  readonly seenAt: (id: PartId) => number | null;
}

export function rulesOf(state: State): Rules {
  const context = contextOf(state, 'ollama');
  const wall = (at: number) => Math.round(at + state.epoch);
  return {
    state,
    context,
    now: context.now,
    filesAt: state.ready.facts === null ? null : wall(state.ready.at),
    deepAt: (id) => {
      const look = state.parts.looks[id];
      return look && Number.isFinite(look.deepAt) ? wall(look.deepAt) : null;
    },
    seenAt: (id) => {
      const reading = readingOf(state, id);
      return reading ? wall(reading.at) : null;
    },
  };
}

type Rest = Partial<Pick<Item, 'at' | 'fix' | 'problem'>>;

/** One line: what it is; then how it stands, why, and since when that is known. */
export const item =
  (id: string, group: ItemGroup, isMust: boolean, name: Phrase) =>
  (state: ItemState, proof: Phrase, rest: Rest = {}): Item => ({
    ...{ id, group, isMust, state, name, proof },
    ...{ at: null, fix: null, problem: null, ...rest },
  });
export type ItemLine = ReturnType<typeof item>;
