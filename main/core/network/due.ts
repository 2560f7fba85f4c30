import { isOverdue } from './hear.ts';
import { hasWay, type Network } from './network.ts';
import { convictAfter, doubtAfter, forgedAfter, pace, patience } from './patience.ts';

/** The next moment at which this network may change although nothing is heard. */
export function nextDue(network: Network, isAllowed: boolean, at: number): number {
  const moments = [network.due.beat];
  if (isAllowed && hasWay(network.facts)) {
    moments.push(network.due.proof, network.due.resolver, network.due.gateway);
    for (const ask of network.asks) moments.push(...momentsOfAsk(network, ask, at));
    moments.push(...momentsOfDoubt(network));
  }
  const future = moments.filter((moment) => moment > at);
  return Math.max(Math.min(...future, at + pace.beat), at + 1);
}

function momentsOfAsk(network: Network, ask: Network['asks'][number], at: number): number[] {
  const moments = [ask.sentAt + pace.ask];
  if (ask.isBeat && !network.silence && !isOverdue(network, ask, at))
    moments.push(ask.sentAt + doubtAfter(network.rtt));
  if (ask.witness === 'resolver') moments.push(ask.sentAt + doubtAfter(network.resolverRtt));
  return moments;
}

function momentsOfDoubt(network: Network): number[] {
  const { silence, forgedAt, resolverSilentSince, proofRunSince } = network;
  const moments: number[] = [];
  if (silence) {
    moments.push(silence.since + convictAfter(network.rtt));
    moments.push(...pace.rounds.map((after) => silence.doubtAt + after));
  }
  if (forgedAt !== null)
    moments.push(forgedAt + forgedAfter(network.rtt), network.forgedLastAt + patience.gap);
  if (resolverSilentSince !== null) moments.push(resolverSilentSince + convictAfter(network.resolverRtt));
  if (proofRunSince !== null) moments.push(proofRunSince + patience.flapProof);
  return moments;
}
