import { contextOf, factsOf } from '../parts/judge.ts';
import { isHere, isUsable, modelNamed, sameModel, wantedModels, wholeName } from '../parts/ollama.ts';
import type { State } from '../state.ts';

/** Who answers in an outage. */
export interface Chain {
  /** The one chosen, else the first that OpenClaw's config names, else the one that would answer; null: none. */
  readonly main: string | null;
  /** The one chosen, else the next that OpenClaw's config names; null: none. */
  readonly fallback: string | null;
}

export function chainOf(state: State): Chain {
  const { settings } = state;
  const chosen = { main: settings['ollama.main'], fallback: settings['ollama.fallback'] };
  const context = contextOf(state, 'ollama');
  // Those that the config names, alone.
  const named = wantedModels({
    settings: { ...settings, 'ollama.main': '', 'ollama.fallback': '' },
    of: context.of,
  });
  const ollama = factsOf(state, 'ollama');
  // A fallback is what answers after another one.
  const usual = ollama?.models.find((model) => isUsable(model) && !sameModel(model.name, chosen.fallback));
  const [first = null] = named;
  const main = chosen.main || first || (usual?.name ?? null);
  const next = named.find((name) => main !== null && !sameModel(name, main)) ?? null;
  const fallback = chosen.fallback || next;
  return {
    main,
    fallback: fallback !== null && main !== null && sameModel(fallback, main) ? null : fallback,
  };
}

/**
 * The models that an outage is to be met with: main model and fallback, what else OpenClaw's config names, what the person has
 * added, and the small one for test questions. Each once, the most wanted first.
 */
export function wishList(state: State): string[] {
  const { settings } = state;
  const { main, fallback } = chainOf(state);
  const named = wantedModels({ settings, of: contextOf(state, 'ollama').of });
  const all = [main, fallback, ...named, ...settings['ollama.more'], settings['ollama.canary']];
  const once = new Map<string, string>();
  for (const name of all) if (name && !once.has(wholeName(name))) once.set(wholeName(name), name);
  return [...once.values()];
}

/** Those that Ollama does not have. */
export function missingOf(state: State, names: readonly string[]): string[] {
  const ollama = factsOf(state, 'ollama');
  return names.filter((name) => !ollama || modelNamed(ollama, name) === undefined);
}

export const missingModels = (state: State): string[] => missingOf(state, wishList(state));

/** Models run on this machine; of another one's memory and disk nothing is known. */
export function runsHere(state: State): boolean {
  const ollama = factsOf(state, 'ollama');
  return ollama === null || isHere(ollama);
}
