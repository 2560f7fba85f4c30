import type { Probing } from './ask.ts';
import { isOverdue } from './hear.ts';
import { silentFrom, straightAfter } from './judge.ts';
import { hasWay, type Network } from './network.ts';
import {
  doubtAfter,
  forgedAfter,
  pace,
  patience,
  resolverConvictAfter,
  resolverDoubtAfter,
} from './patience.ts';

/** The next moment at which this network may change although nothing is heard. */
export function nextDue(network: Network, scope: Probing['scope'], at: number): number {
  const moments = [network.due.look];
  if (scope !== 'none') moments.push(network.due.beat);
  if (scope === 'lan') moments.push(network.due.gateway);
  if (scope === 'all' && hasWay(network.facts)) {
    moments.push(network.due.proof, network.due.resolver, network.due.gateway);
    for (const ask of network.asks) moments.push(...momentsOfAsk(network, ask, at));
    moments.push(...momentsOfDoubt(network));
  }
  const future = moments.filter((moment) => moment > at);
  return Math.max(Math.min(...future, at + pace.tick), at + 1);
}

function momentsOfAsk(network: Network, ask: Network['asks'][number], at: number): number[] {
  const moments = [ask.sentAt + pace.ask];
  if (ask.isBeat && !network.silence && !isOverdue(network, ask, at))
    moments.push(ask.sentAt + doubtAfter(network));
  if (ask.isProof && ask.witness !== 'dns') moments.push(ask.sentAt + pace.proofOwed);
  if (ask.witness === 'resolver') moments.push(ask.sentAt + resolverDoubtAfter(network.resolverRtt));
  return moments;
}

function momentsOfDoubt(network: Network): number[] {
  const { silence, forgedAt, resolverSilentSince } = network;
  const moments: number[] = [];
  if (silence) {
    moments.push(silentFrom(silence, network));
    moments.push(...pace.rounds.map((after) => silence.doubtAt + after));
  }
  if (forgedAt !== null)
    moments.push(forgedAt + forgedAfter(network), network.forgedLastAt + patience.forger);
  if (resolverSilentSince !== null)
    moments.push(resolverSilentSince + resolverConvictAfter(network.resolverRtt, network.quality));
  if (network.proxiedAt !== null)
    moments.push((network.directAt ?? network.freshAt) + straightAfter(network));
  if (network.unproved) moments.push(network.unproved.since + patience.unproved);
  return moments;
}
