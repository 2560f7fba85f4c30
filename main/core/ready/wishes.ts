import { contextOf, factsOf } from '../parts/judge.ts';
import { mainModel, sameModel, wantedModels } from '../parts/ollama.ts';
import type { State } from '../state.ts';

/**
 * The models that an outage is to be met with: the one chosen, those that OpenClaw's config names, the fallback, what the
 * person has added, and the small one for test questions. Each once, the most wanted first. Where nobody wants any, the one that
 * would answer.
 */
export function wishList(state: State): string[] {
  const { settings } = state;
  const of = contextOf(state, 'ollama').of;
  const named = wantedModels({ settings, of });
  const ollama = factsOf(state, 'ollama');
  const usual = named.length === 0 && ollama ? mainModel(ollama, contextOf(state, 'ollama')) : null;
  const all = [
    ...(usual ? [usual.name] : named),
    ...settings['ollama.more'],
    settings['ollama.canary'],
  ].filter((name) => name !== '');
  return all.filter((name, n) => all.findIndex((one) => sameModel(one, name)) === n);
}

/** Those that Ollama does not have. */
export function missingOf(state: State, names: readonly string[]): string[] {
  const models = factsOf(state, 'ollama')?.models ?? [];
  return names.filter((name) => !models.some((model) => sameModel(model.name, name)));
}

export const missingModels = (state: State): string[] => missingOf(state, wishList(state));
