import type { Ask, Network } from './network.ts';
import { patience } from './patience.ts';

type Who = Pick<Ask, 'witness' | 'target' | 'family'>;

export const witnessKey = (ask: Who) => `${ask.witness} ${ask.target} ${ask.family}`;

export function isShunned(network: Network, one: Who, at: number): boolean {
  return (network.misses[witnessKey(one)]?.until ?? 0) > at;
}

/** Left alone because it told a lie while the line was proved; one that was only silent is heard when it speaks. */
export function isLiar(network: Network, one: Who, at: number): boolean {
  return isShunned(network, one, at) && network.misses[witnessKey(one)]?.isLiar === true;
}

/** One more miss for a witness; at the fourth in a row it is left alone for two minutes, whatever still comes in. */
export function missed(network: Network, key: string, at: number): Network {
  const { count: before, until } = network.misses[key] ?? noMiss;
  if (until > at) return network;
  const count = before + 1;
  if (count >= patience.shunAfter) return shun(network, key, at, false);
  return { ...network, misses: { ...network.misses, [key]: { count, until: 0, isLiar: false } } };
}

/** Whoever speaks is asked again: what was missed before is forgotten. */
export function heardFrom(misses: Network['misses'], key: string): Network['misses'] {
  return (misses[key] ?? noMiss) === noMiss ? misses : { ...misses, [key]: noMiss };
}

const noMiss = { count: 0, until: 0, isLiar: false } as const;

/** One lie is enough. */
export const shunLiar = (network: Network, key: string, at: number) => shun(network, key, at, true);

function shun(network: Network, key: string, at: number, isLiar: boolean): Network {
  const until = at + patience.shunFor;
  return { ...network, misses: { ...network.misses, [key]: { count: 0, until, isLiar } } };
}
