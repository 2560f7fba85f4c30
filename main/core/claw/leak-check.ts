import { valueAt } from './change.ts';
import { pluginRules, pluginsOfKey } from './installed-plugins.ts';
import type { LeakFacts } from './leak.ts';
import type { Surroundings } from './places.ts';
import { cloudPluginIds, keyNames } from './providers.ts';
import { namesOf } from './refs.ts';

/** What every step of a leak check goes by. */
export interface Check extends Surroundings {
  readonly facts: LeakFacts;
  readonly denied: ReadonlySet<string>;
  /** Plugins for services outside that may be used: OpenClaw's own, and others that the config names. */
  readonly openPlugins: readonly string[];
  /** Those of them that have a key in the environment. */
  readonly keyed: readonly string[];
}

export function checkOf(facts: LeakFacts): Check {
  const { config, own } = facts;
  const list = valueAt(config, ['plugins', 'deny']);
  const denied = new Set(Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []);
  const openPlugins = [...cloudPluginIds.filter((id) => !denied.has(id)), ...pluginRules(config).named];
  const keyed = facts.keys.flatMap((name) => [
    ...pluginsOfKey(name),
    ...(keyNames[name] ? [keyNames[name]] : []),
  ]);
  return {
    ...{ facts, config, own, denied, openPlugins },
    names: namesOf(config),
    keyed: openPlugins.filter((id) => keyed.includes(id)),
  };
}
