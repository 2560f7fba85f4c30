import { type JsonRecord, valueAt } from './change.ts';
import { isForSearch, pluginsOfKey } from './installed-plugins.ts';
import type { Leak } from './leak.ts';
import type { Check } from './leak-check.ts';
import { blocksOf } from './places.ts';
import { isKeyName, keyNames } from './providers.ts';

/**
 * Keys that a plugin would use which does not come with OpenClaw. It surely does where the config names that plugin; elsewhere
 * nobody can tell from here whether there is one.
 */
export function throughInstalled({ config, facts, rules, openPlugins }: Check): Leak[] {
  const isSearchOff = valueAt(config, ['tools', 'web', 'search', 'enabled']) === false;
  const ofBlocks = keysOfBlocks(config);
  const leak = (key: string, to: string, isSure: boolean): Leak => {
    return { where: `env ${key}`, kind: 'service', to, why: isSure ? 'key' : 'plugin', isSure };
  };
  return facts.keys.filter(isKeyName).flatMap((key): Leak[] => {
    const owners = pluginsOfKey(key).filter((id) => !(isSearchOff && isForSearch(id)));
    const sure = owners.filter((id) => openPlugins.includes(id));
    if (sure.length > 0) return sure.map((id) => leak(key, id, true));
    const [maybe] = owners.filter((id) => rules.mayRun(id));
    if (maybe !== undefined) return [leak(key, maybe, false)];
    const isKnown = Object.hasOwn(keyNames, key) || pluginsOfKey(key).length > 0 || ofBlocks.has(key);
    return isKnown || !rules.mayRun(null)
      ? []
      : [leak(key, key.replace(/_API_KEY$/, '').toLowerCase(), false)];
  });
}

/** As people name the key of a provider that they have described themselves: where that sends to its block says. */
function keysOfBlocks(config: JsonRecord): ReadonlySet<string> {
  const names = Object.keys(blocksOf(config));
  return new Set(names.map((name) => `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_API_KEY`));
}
