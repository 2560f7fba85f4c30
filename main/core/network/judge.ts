import { sideOf, type VerdictKey } from '../verdicts.ts';
import { hasWay, type Lan, type Network, type Verdict } from './network.ts';
import { convictAfter, forgedAfter, patience } from './patience.ts';

/**
 * What the evidence amounts to at this moment. Facts convict, signs of life keep online, silence of
 * everybody convicts, and only proof brings online back.
 */
export function judge(network: Network, isAllowed: boolean, at: number): Network {
  const lan = judgeLan(network, at);
  const key = reach({ ...network, lan }, isAllowed, at);
  const heard = { ...network, lan };
  if (key === network.verdict.key) return settle(heard, isAllowed, at);
  return settle(turnTo(heard, key, at), isAllowed, at);
}

function reach(network: Network, isAllowed: boolean, at: number): VerdictKey {
  const { facts, verdict } = network;
  if (facts === null) return verdict.key;
  if (!hasWay(facts)) return facts.links.length > 0 ? 'no-gateway' : 'link-down';
  if (!isAllowed) return 'unknown';
  const isForged = network.forgedAt !== null && at - network.forgedAt >= forgedAfter(network.rtt);
  if (isForged && at - network.forgedLastAt < patience.gap) return 'captive';
  if (isSilent(network, at)) return network.lan.state === 'down' ? 'gateway-dead' : 'upstream-dead';
  const isDown = verdict.key === 'unknown' || sideOf(verdict.key) === 'offline';
  if (isDown && !isProved(network, at)) return verdict.key;
  if (isResolverDead(network, at)) return 'dns-broken';
  const waitsForNames = isDown && network.resolverOkAt === null && hasResolvers(network);
  return waitsForNames ? verdict.key : 'online';
}

const hasResolvers = (network: Network) => (network.facts?.resolvers.length ?? 0) > 0;

function isSilent({ silence, rtt, forgedAt, forgedLastAt }: Network, at: number): boolean {
  const isNobodyTalking = forgedAt === null || at - forgedLastAt >= patience.gap;
  return silence !== null && isNobodyTalking && at - silence.since >= convictAfter(rtt);
}

/** A proof since the drop; after several drops in a short time, proof that held for some seconds. */
function isProved(network: Network, at: number): boolean {
  if (network.proofAt === null || network.proofRunSince === null) return false;
  const recent = network.drops.filter((drop) => at - drop < patience.flapWindow).length;
  return recent < patience.flapDrops || at - network.proofRunSince >= patience.flapProof;
}

/** Names fail while addresses answer. During a doubt it is not known yet whether addresses do. */
function isResolverDead({ resolverSilentSince, resolverRtt, silence, facts }: Network, at: number): boolean {
  if (silence !== null) return false;
  if (facts !== null && facts.resolvers.length === 0) return true;
  return resolverSilentSince !== null && at - resolverSilentSince >= convictAfter(resolverRtt);
}

function turnTo(network: Network, key: VerdictKey, at: number): Network {
  const before = network.verdict;
  const isSameSide = sideOf(before.key) === sideOf(key);
  const after = at - (watchedSince(network, key) ?? at);
  const verdict: Verdict = { key, since: at, sideSince: isSameSide ? before.sideSince : at, after };
  const isDrop = sideOf(key) === 'offline' && sideOf(before.key) !== 'offline';
  const lost = sideOf(key) === 'offline' && key !== 'dns-broken';
  return {
    ...network,
    verdict,
    drops: isDrop ? [...network.drops, at].slice(-8) : network.drops,
    // From here on only what is proved afresh counts.
    ...(lost && before.key !== key ? { proofAt: null, proofRunSince: null, resolverOkAt: null } : {}),
    ...(isDrop ? { due: { ...network.due, proof: at, resolver: at, gateway: at } } : {}),
  };
}

/** When the first sign of what is now said was seen; null for what needed no watching. */
function watchedSince(network: Network, key: VerdictKey): number | null {
  if (key === 'captive') return network.forgedAt;
  if (key === 'dns-broken') return network.resolverSilentSince;
  return key === 'upstream-dead' || key === 'gateway-dead' || key === 'vpn-dead'
    ? (network.silence?.since ?? null)
    : null;
}

/** Whether the verdict still waits for the proof that a start, a wake or a new way asked for. */
function settle(network: Network, isAllowed: boolean, at: number): Network {
  const { verdict } = network;
  const isProvedNow = network.proofAt !== null && verdict.key !== 'unknown';
  const isSettled = !isAllowed || !hasWay(network.facts) || isProvedNow || isSilent(network, at);
  const isCaptive = verdict.key === 'captive' && network.forgedAt !== null;
  if (network.facts === null || !network.isChecking || !(isSettled || isCaptive)) return network;
  return { ...network, isChecking: false };
}

/** How long a router's answer keeps the local network "up": one and a half of its slow turns. */
const lanFresh = 90_000;

function judgeLan(network: Network, at: number): Lan {
  const state = lanState(network, at);
  return state === network.lan.state ? network.lan : { state, since: at };
}

function lanState({ facts, readings, lan }: Network, at: number): Lan['state'] {
  if (facts === null) return lan.state;
  if (facts.links.length === 0 && !hasWay(facts)) return 'down';
  const router = Object.values(readings).find(
    (reading) =>
      reading.witness === 'gateway' && reading.target === facts.gateway && at - reading.at < lanFresh,
  );
  if (router?.answer === 'ok') return 'up';
  return router?.answer === 'error' ? 'down' : 'unknown';
}
