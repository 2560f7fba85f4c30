import type { Ask, Network } from './network.ts';
import { patience } from './patience.ts';

type Who = Pick<Ask, 'witness' | 'target' | 'family'>;

export const witnessKey = (ask: Who) => `${ask.witness} ${ask.target} ${ask.family}`;

export function isShunned(network: Network, one: Who, at: number): boolean {
  return (network.misses[witnessKey(one)]?.until ?? 0) > at;
}

/** One more miss for a witness; at the fourth in a row it is left alone for two minutes, whatever still comes in. */
export function missed(network: Network, key: string, at: number): Network {
  const { count: before, until } = network.misses[key] ?? { count: 0, until: 0 };
  if (until > at) return network;
  const count = before + 1;
  if (count >= patience.shunAfter) return shun(network, key, at);
  return { ...network, misses: { ...network.misses, [key]: { count, until: 0 } } };
}

export function shun(network: Network, key: string, at: number): Network {
  const until = at + patience.shunFor;
  return { ...network, misses: { ...network.misses, [key]: { count: 0, until } } };
}
