import { fail, ok, type Result } from '../problem.ts';
import { same } from '../same.ts';
import { type Change, changedBy, isRecord, type Path, pathText, textsAt, valueAt } from './change.ts';
import { pluginRules } from './installed-plugins.ts';
import type { LeakFacts, LeakReport } from './leak.ts';
import { findLeaks } from './leaks.ts';
import { memoryElsewhere } from './memory-search.ts';
import { blockChanges, type LocalModel } from './ollama-block.ts';
import { ownRefs } from './own-refs.ts';
import { placeOfRef, type Surroundings } from './places.ts';
import { allows, policiesOf } from './policy.ts';
import { cloudPluginIds } from './providers.ts';
import { chainOf, namesOf, type Ref, refsOf } from './refs.ts';
import { findSites } from './sites.ts';

/** What the offline config is made from. */
export interface ProfileFacts extends LeakFacts {
  /** Models that answer here, whole and with tools, the most wanted first. */
  readonly models: readonly LocalModel[];
  /** How many of them stand in the chain: the first one, and those behind it. */
  readonly chain: number;
  /** Where OpenClaw reaches Ollama, as seen from where it runs. */
  readonly ollama: string;
  /** Its environment has a key for Ollama. */
  readonly hasOllamaKey: boolean;
  /** Also what makes the gateway start anew: where memory is searched. */
  readonly mayRestart: boolean;
}

export interface Profile {
  readonly changes: readonly Change[];
  /** What could still leave with these changes. */
  readonly report: LeakReport;
  /** Places by which memory is searched elsewhere, left as they are because a change of those restarts the gateway. */
  readonly left: readonly string[];
}

/**
 * The smallest safe change that makes a config answer by local models only. Keys that would restart the gateway are left
 * alone. With the scope `models` only what asks a model is changed. Fails with what is missing: a config at all, a gateway's mode, a local model; or with `offline`, a key that the
 * real program refuses.
 */
export function offlineProfile(facts: ProfileFacts, scope: 'all' | 'models' = 'all'): Result<Profile> {
  const { config } = facts;
  const [first] = facts.models;
  if ('offline' in config) return fail('claw-offline-key', 'offline');
  if (typeof valueAt(config, ['gateway', 'mode']) !== 'string') return fail('claw-no-mode', 'gateway.mode');
  if (!first) return fail('claw-no-model', 'ollama');
  const making = makingOf(facts, first);
  const memory = scope === 'all' ? memoryElsewhere(making) : [];
  const wanted: Change[] = [
    ...sharedModel(making),
    ...otherModels(making),
    ...policies(making),
    ...(facts.mayRestart ? memory.map((path) => ({ path, value: 'none' })) : []),
    ...(scope === 'all' ? [...services(), ...plugins(facts)] : []),
    ...blockChanges(config, facts.ollama, facts.models, facts.hasOllamaKey),
  ];
  const changes = wanted.filter(({ path, value }) => !same(valueAt(config, path), value));
  const after = changedBy(config, changes);
  const report = findLeaks({ ...facts, config: isRecord(after) ? after : {} });
  return ok({ changes, report, left: facts.mayRestart ? [] : memory.map(pathText) });
}

interface Making extends Surroundings {
  readonly facts: ProfileFacts;
  readonly primary: string;
  readonly chain: readonly string[];
}

const refTo = ({ name }: LocalModel): string => `ollama/${name}`;

function makingOf(facts: ProfileFacts, first: LocalModel): Making {
  const { config, own } = facts;
  return {
    ...{ facts, config, own },
    names: namesOf(config),
    primary: refTo(first),
    chain: facts.models.slice(0, Math.max(1, facts.chain)).map(refTo),
  };
}

/** A model that surely answers here: Ollama has it whole, or another server of the person's own has it. */
function isFine(text: string, making: Making): boolean {
  const refs = refsOf(text, making.names);
  return refs.length > 0 && refs.every((ref) => placeOfRef(ref, making) === 'local' && isThere(ref, making));
}

const isThere = ({ provider, model }: Ref, { facts }: Making): boolean =>
  provider !== 'ollama' || facts.models.some(({ name }) => name === model);

const sharedPath: Path = ['agents', 'defaults', 'model'];

/** The chain that all agents share: the person's order, then what else of it is local. */
function sharedModel(making: Making): Change[] {
  const { config, primary, chain } = making;
  const before = chainOf(valueAt(config, sharedPath));
  if (before?.isText) return [{ path: sharedPath, value: primary }];
  const kept = (before?.fallbacks ?? []).filter((text) => isFine(text, making));
  const own = before?.primary != null && isFine(before.primary, making) ? [before.primary] : [];
  const fallbacks = [...new Set([...chain.slice(1), ...own, ...kept])].filter((text) => text !== primary);
  if (!before) return [{ path: sharedPath, value: { primary, fallbacks } }];
  return [
    { path: [...sharedPath, 'primary'], value: primary },
    { path: [...sharedPath, 'fallbacks'], value: fallbacks },
  ];
}

/** Every other place that names a model: what is not surely local becomes the first local one. */
function otherModels(making: Making): Change[] {
  return findSites(making.config).flatMap(({ site, path, value }): Change[] => {
    if (pathText(path) === pathText(sharedPath)) return [];
    if (site.kind === 'ref') return typeof value === 'string' ? oneRef(value, path, making) : [];
    return site.kind === 'chain' ? oneChain(value, path, making) : [];
  });
}

function oneRef(text: string, path: Path, making: Making): Change[] {
  if (text.trim() === '' || isFine(text, making)) return [];
  // Without a model for small work OpenClaw does none of it, which costs nobody an answer.
  return [{ path, value: path.at(-1) === 'utilityModel' ? '' : making.primary }];
}

function oneChain(value: unknown, path: Path, making: Making): Change[] {
  const chain = chainOf(value);
  if (!chain) return [];
  if (chain.isText) return oneRef(chain.primary ?? '', path, making);
  const kept = chain.fallbacks.filter((text) => isFine(text, making));
  const isLost = kept.length < chain.fallbacks.length;
  return [
    ...(chain.primary === null ? [] : oneRef(chain.primary, [...path, 'primary'], making)),
    ...(isLost ? [{ path: [...path, 'fallbacks'], value: kept }] : []),
  ];
}

/**
 * Exact names: `ollama/*` would let through those that Ollama runs elsewhere. What the person's other servers answer with may
 * go on being asked. A list of the person's own is not widened.
 */
function policies(making: Making): Change[] {
  const { facts, config, chain, names } = making;
  const all = [...facts.models.map(refTo), ...ownRefs(making, (text) => isFine(text, making))];
  return policiesOf(config).map((policy) => {
    const kept = all.filter((text) => refsOf(text, names).some((ref) => allows(policy, ref, names)));
    return { path: policy.path, value: [...new Set([...chain, ...kept])] };
  });
}

/**
 * Plugins for services outside ask them as soon as they find a key, with nothing in the config. Of those that do not come with
 * OpenClaw only what the config names: OpenClaw complains of one that it does not find.
 */
function plugins({ config }: ProfileFacts): Change[] {
  const deny = valueAt(config, ['plugins', 'deny']);
  const before = textsAt(config, ['plugins', 'deny']);
  const more = [...cloudPluginIds, ...pluginRules(config).named].filter((id) => !before.includes(id));
  return Array.isArray(deny)
    ? more.map((id, at) => ({ path: ['plugins', 'deny', deny.length + at], value: id }))
    : [{ path: ['plugins', 'deny'], value: more }];
}

/** What asks the internet by itself or for its own sake. */
function services(): Change[] {
  const off: Path[] = [
    ['tools', 'web', 'search', 'enabled'],
    ['tools', 'web', 'fetch', 'enabled'],
    ['update', 'checkOnStart'],
    ['models', 'catalogRefresh', 'enabled'],
  ];
  return off.map((path) => ({ path, value: false }));
}
