import type { Context } from './parts/context.ts';
import type { OllamaFacts, OpenClawFacts } from './parts/facts.ts';
import { contextOf, factsOf, standingOf } from './parts/judge.ts';
import { mainModel, placeOf, sameModel, wantedModels } from './parts/ollama.ts';
import { clawWaits, isCloudy, offlineRule, waitsForOllama } from './parts/openclaw.ts';
import { type BestAct, type Judgement, kindOf, type PartId, type Phrase, phrase } from './parts/part.ts';
import { partIds, readingOf } from './parts/parts.ts';
import type { State } from './state.ts';

export const aiStates = ['works', 'partly', 'stopped', 'none', 'unknown'] as const;

/** "Your AI: working, partly, stopped, because…": computed from the parts and the stance alone, the same in every face. */
export interface Ai {
  readonly state: (typeof aiStates)[number];
  readonly because: Phrase;
  /** The part whose name has to stand before the reason; null where the reason is a whole sentence. */
  readonly about: PartId | null;
  /** The first broken link. */
  readonly cause: PartId | null;
  /** What mends it with one press. */
  readonly act: BestAct | null;
  /** Who answers all the same. */
  readonly answerer: 'ollama' | 'openclaw' | null;
  /** The model on one's own machines that answers. */
  readonly model: string | null;
}

/** Everything the sentence is made of. */
interface Seen {
  readonly state: State;
  readonly context: Context;
  readonly ollama: OllamaFacts | null;
  readonly claw: OpenClawFacts | null;
  readonly of: (id: PartId) => Judgement;
}

export function aiOf(state: State): Ai {
  const known = new Map<PartId, Judgement>();
  const of = (id: PartId): Judgement => {
    const standing = known.get(id) ?? standingOf(state, id);
    known.set(id, standing);
    return standing;
  };
  const seen: Seen = {
    state,
    context: contextOf(state, 'ollama'),
    ollama: factsOf(state, 'ollama'),
    claw: factsOf(state, 'openclaw'),
    of,
  };
  return decide(seen);
}

function decide(seen: Seen): Ai {
  const { state, of, ollama } = seen;
  if (!readingOf(state, 'ollama') || !readingOf(state, 'openclaw'))
    return plain('unknown', phrase('ai.looking'));
  if (of('ollama').health === 'absent' && of('openclaw').health === 'absent')
    return plain('none', phrase('ai.none'));
  const model = ollama && placeOf(ollama) ? mainModel(ollama, seen.context) : null;
  const cause = firstBroken(seen);
  if (cause === null) return { ...plain('works', worksSay(seen)), model: model?.name ?? null };
  const { act, health } = of(cause);
  const answerer = cause !== 'ollama' && model !== null ? 'ollama' : clawAnswers(seen) ? 'openclaw' : null;
  const isAnswered = answerer !== null || model !== null;
  // What begins to start, has missed one look or may not be asked is no trouble that one could be sure of.
  const isUnsure =
    health === 'pending' || health === 'mute' || (health === 'up' && of(cause).offline === 'unknown');
  const now = isUnsure ? 'unknown' : isAnswered ? 'partly' : 'stopped';
  return { state: now, ...becauseOf(seen, cause), cause, act, answerer, model: model?.name ?? null };
}

function plain(state: Ai['state'], because: Phrase): Ai {
  return { state, because, about: null, cause: null, act: null, answerer: null, model: null };
}

/** OpenClaw can answer at this moment, by a model here or, while there is internet, by one outside. */
function clawAnswers({ claw, of, context }: Seen): boolean {
  if (!claw || of('openclaw').health !== 'up' || waitsForOllama(claw, context)) return false;
  if (context.internet !== 'offline' && isCloudy(claw)) return true;
  const { offline } = offlineRule(claw, context);
  return offline === 'yes' || offline === 'partly';
}

/** The parts the AI needs: as chosen, else Ollama and OpenClaw where they are there. */
export function neededParts(state: State): PartId[] {
  const chosen = state.settings['parts.needed'];
  const ids = partIds(state.settings);
  if (chosen.length > 0) return ids.filter((id) => chosen.includes(kindOf(id)));
  return ids.filter(
    (id) => (id === 'ollama' || id === 'openclaw') && standingOf(state, id).health !== 'absent',
  );
}

/** Links in their order: what runs the models, what carries OpenClaw, OpenClaw itself, then all others that are needed. */
function firstBroken(seen: Seen): PartId | null {
  const { state, of, claw, ollama, context } = seen;
  const needed = neededParts(state);
  const isOffline = context.internet === 'offline' || context.stance === 'offline';
  const needsLocal = needed.includes('ollama');
  if (needsLocal && of('ollama').health !== 'up') return 'ollama';
  if (needsLocal && ollama && !hasModel(seen) && (isOffline || !claw || !isCloudy(claw))) return 'ollama';
  if (needed.includes('openclaw') && claw) {
    if (clawWaits(claw, context)) return 'podman';
    if (of('openclaw').health !== 'up') return 'openclaw';
    const { offline } = offlineRule(claw, context);
    if (context.internet === 'offline' && offline !== 'yes' && !isElsewhereFine(claw, seen))
      return 'openclaw';
    if (!isCloudy(claw) && offline === 'no') return 'openclaw';
  }
  if (needsLocal && (isSecondBest(seen) || isTooLarge(seen)) && isOffline) return 'ollama';
  return needed.find((id) => id !== 'ollama' && id !== 'openclaw' && of(id).health !== 'up') ?? null;
}

/** It asks an Ollama elsewhere that answers: that it depends on a network is said in its row, and is no trouble now. */
const isElsewhereFine = (claw: OpenClawFacts, { context }: Seen): boolean => {
  const { offline, rule } = offlineRule(claw, context);
  return offline === 'partly' && (rule.key === 'rule.ollama.lan' || rule.key === 'rule.ollama.tailnet');
};

const isTooLarge = ({ of }: Seen): boolean => of('ollama').rule.key === 'rule.ollama.memory';

const hasModel = ({ ollama, context }: Seen) => ollama !== null && mainModel(ollama, context) !== null;

/** The model that was wanted is not here; another one answers. */
function isSecondBest({ ollama, context }: Seen): boolean {
  const [first] = wantedModels(context);
  const model = ollama && mainModel(ollama, context);
  return first !== undefined && model !== null && !sameModel(first, model.name);
}

function worksSay(seen: Seen): Phrase {
  const { state, context, claw } = seen;
  const isCloudOnly = claw !== null && !hasModel(seen) && isCloudy(claw);
  if (isCloudOnly) return phrase('sub.cloud');
  const isWhole = isAllWell(seen);
  if (context.internet === 'online' && state.settings.mode === 'offline') return phrase('sub.choice');
  if (context.internet === 'offline' && state.network.facts?.links.length === 0) return phrase('sub.alone');
  if (!isWhole) return phrase('sub.needed');
  return phrase(context.internet === 'offline' ? 'sub.aiDown' : 'sub.fine');
}

/** "Everything answers" is only said where no row below says otherwise. */
function isAllWell({ state, of }: Seen): boolean {
  return partIds(state.settings).every((id) => {
    const { health } = of(id);
    return health === 'up' || health === 'absent' || (id === 'podman' && health !== 'down');
  });
}

/** The first broken link in words: what it is, or where it runs well, the condition that stands against it. */
function becauseOf({ of, state }: Seen, cause: PartId): Pick<Ai, 'because' | 'about'> {
  const { health, fact, rule } = of(cause);
  const wellAt = readingOf(state, cause)?.wellAt ?? null;
  if (health === 'up' && cause !== 'ollama') return { because: rule, about: null };
  if (cause === 'ollama' && rule.key === 'rule.ollama.memory') return { because: rule, about: null };
  const isSilent = health === 'down' && fact.key === 'svc.silent' && wellAt !== null;
  const silence = phrase('ai.silentSince', { t: { at: (wellAt ?? 0) + state.epoch } });
  return { because: isSilent ? silence : fact, about: cause };
}
