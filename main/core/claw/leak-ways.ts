import { pathText, valueAt } from './change.ts';
import type { Leak, LeakReason } from './leak.ts';
import type { Check } from './leak-check.ts';
import { ofText } from './leak-sites.ts';
import { blocksOf, placeOfBlock, shownUrl } from './places.ts';
import { type Policy, policyOfChat } from './policy.ts';
import { keyNames } from './providers.ts';
import { matches } from './sites.ts';

/** Whom chats, jobs and commands may choose. */
export function throughPolicy(policy: Policy, check: Check): Leak[] {
  const where = pathText(policy.path);
  if (policy.allow === null) return anyOf(() => true, where, check);
  return policy.allow.flatMap((entry, at) => {
    const spot = `${where}[${at}]`;
    const prefix = entry.trim() === '*' ? '' : /^(.+\/)\*$/.exec(entry.trim())?.[1]?.toLowerCase();
    if (prefix === undefined) return ofText(entry, spot, null, check);
    return anyOf(
      (provider) => `${provider}/`.startsWith(prefix) || prefix.startsWith(`${provider}/`),
      spot,
      check,
    );
  });
}

/** Every model of some providers may be asked: who could that be? */
function anyOf(isMeant: (provider: string) => boolean, where: string, check: Check): Leak[] {
  const { config, keyed, openPlugins, facts } = check;
  const blocks = Object.keys(blocksOf(config))
    .map((name) => name.toLowerCase())
    .filter(isMeant);
  const places = blocks.map((provider) => ({ provider, place: placeOfBlock(provider, check) }));
  const hasOllama = isMeant('ollama');
  const sure = [
    ...places.flatMap(({ provider, place }) => (place === 'cloud' ? [provider] : [])),
    ...keyed.filter(isMeant),
    ...(hasOllama && facts.ollamaCloud === 'open' ? ['ollama :cloud'] : []),
  ];
  if (sure.length > 0) return [{ where, kind: 'model', to: sure.join(', '), why: 'policy', isSure: true }];
  const unsure = [
    ...places.flatMap(({ provider, place }) => (place === 'unknown' ? [provider] : [])),
    ...(hasOllama && facts.ollamaCloud === 'unknown' ? ['ollama :cloud'] : []),
  ];
  if (unsure.length > 0)
    return [{ where, kind: 'model', to: unsure.join(', '), why: 'policy', isSure: false }];
  const isStored = openPlugins.some(isMeant);
  return isStored ? [{ where, kind: 'model', to: '', why: 'store', isSure: false }] : [];
}

/**
 * What is kept outside the config: chosen models of chats, and jobs. Chats are kept to what the policy lets through, so that says
 * enough where they were not read; the fallbacks of a job are not.
 */
export function outside(check: Check): Leak[] {
  const { config } = check;
  const { pins, cron } = check.facts;
  const isHidden = cron === null && anyOf(() => true, 'cron', check).length > 0;
  const ofPins = (pins ?? []).flatMap(({ session, ref }) =>
    ofText(ref, `session ${session}`, policyOfChat(config, session), check),
  );
  const ofJobs = (cron ?? []).flatMap(({ id, model, fallbacks }) => [
    ...(model === null ? [] : ofText(model, `cron ${id}`, policyOfChat(config, ''), check)),
    ...fallbacks.flatMap((text) => ofText(text, `cron ${id}`, null, check)),
  ]);
  return [...ofPins, ...ofJobs, ...(isHidden ? [unread] : [])];
}

const unread: Leak = { where: 'cron', kind: 'model', to: '', why: 'unread', isSure: false };

/** What OpenClaw does unless it is told not to. */
export function byItself({ config }: Check): Leak[] {
  const isOn = (...path: readonly string[]) => valueAt(config, [...path, 'enabled']) !== false;
  const leaks: Leak[] = [];
  const service = (where: string, why: LeakReason, to: string, isSure: boolean) =>
    leaks.push({ where, kind: 'service', to, why, isSure });
  const search = valueAt(config, ['tools', 'web', 'search', 'provider']);
  // Without a name it takes whoever it has a key for.
  if (isOn('tools', 'web', 'search'))
    service(
      'tools.web.search.enabled',
      'search',
      typeof search === 'string' ? search : '',
      typeof search === 'string',
    );
  if (isOn('tools', 'web', 'fetch')) service('tools.web.fetch.enabled', 'fetch', '', true);
  if (valueAt(config, ['update', 'checkOnStart']) !== false)
    service('update.checkOnStart', 'update', 'telemetry.openclaw.ai', true);
  if (isOn('models', 'catalogRefresh'))
    service('models.catalogRefresh.enabled', 'catalog', 'catalog.openclaw.ai', true);
  for (const { path, value } of matches(config, 'models.providers.*.request.proxy.url'.split('.')))
    if (typeof value === 'string') service(pathText(path), 'address', shownUrl(value), false);
  return leaks;
}

/** A key alone makes OpenClaw ask its service, for embeddings, pictures or speech, with nothing in the config. */
export function throughKeys({ facts, keyed, openPlugins }: Check): Leak[] {
  const named = facts.keys.flatMap((name): Leak[] => {
    const plugin = keyNames[name];
    if (plugin === undefined || !keyed.includes(plugin)) return [];
    return [{ where: `env ${name}`, kind: 'service', to: plugin, why: 'key', isSure: true }];
  });
  if (named.length > 0 || openPlugins.length === 0) return named;
  return [{ where: 'plugins.deny', kind: 'service', to: '', why: 'store', isSure: false }];
}
