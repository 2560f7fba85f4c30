import { textsAt } from './change.ts';
import { type PluginRules, pluginRules, pluginsOfKey } from './installed-plugins.ts';
import type { LeakFacts } from './leak.ts';
import type { Surroundings } from './places.ts';
import { cloudPluginIds, keyNames } from './providers.ts';
import { namesOf } from './refs.ts';

/** What every step of a leak check goes by. */
export interface Check extends Surroundings {
  readonly facts: LeakFacts;
  readonly denied: ReadonlySet<string>;
  /** What the config says of plugins that do not come with OpenClaw. */
  readonly rules: PluginRules;
  /** Plugins for services outside that may be used: OpenClaw's own, and others that the config names. */
  readonly openPlugins: readonly string[];
  /** Those of them that have a key in the environment. */
  readonly keyed: readonly string[];
}

export function checkOf(facts: LeakFacts): Check {
  const { config, own } = facts;
  const denied = new Set(textsAt(config, ['plugins', 'deny']));
  const rules = pluginRules(config);
  const openPlugins = [...cloudPluginIds.filter((id) => !denied.has(id)), ...rules.named];
  const keyed = facts.keys.flatMap((name) => [
    ...pluginsOfKey(name),
    ...(keyNames[name] ? [keyNames[name]] : []),
  ]);
  return {
    ...{ facts, config, own, denied, rules, openPlugins },
    names: namesOf(config),
    keyed: openPlugins.filter((id) => keyed.includes(id)),
  };
}
