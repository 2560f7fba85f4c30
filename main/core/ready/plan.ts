import { factsOf } from '../parts/judge.ts';
import { same } from '../same.ts';
import type { Settings } from '../settings.ts';
import type { State } from '../state.ts';
import type { Proofs } from './proofs.ts';
import { readyDue } from './ready.ts';
import { missingModels, wishList } from './wishes.ts';

export type ReadyAction =
  | {
      readonly lane: 'ready';
      readonly do: 'ready.look';
      readonly settings: Settings;
      readonly models: readonly string[];
      readonly news: number;
    }
  | { readonly lane: 'sizes'; readonly do: 'ready.size'; readonly models: readonly string[] }
  | { readonly lane: 'proofs'; readonly do: 'proofs.write'; readonly proofs: Proofs };

export function readyActions(state: State): ReadyAction[] {
  const { ready, settings, at } = state;
  const actions: ReadyAction[] = [];
  // Which models are wanted says OpenClaw's config, once it was read.
  const isKnown = factsOf(state, 'ollama') !== null && factsOf(state, 'openclaw') !== null;
  if (isKnown && readyDue(state) <= at && state.asleep === null)
    actions.push({
      ...{ lane: 'ready', do: 'ready.look', settings, models: wishList(state), news: ready.news },
    });
  if (ready.isSizing && isKnown)
    actions.push({ lane: 'sizes', do: 'ready.size', models: missingModels(state) });
  if (!same(ready.proofs, ready.savedProofs))
    actions.push({ lane: 'proofs', do: 'proofs.write', proofs: ready.proofs });
  return actions;
}
