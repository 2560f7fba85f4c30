import { sideOf, type VerdictKey } from '../verdicts.ts';
import { judgeLan } from './lan.ts';
import { hasWay, type Network, noQuality, type Silence, tunnelOf, type Verdict } from './network.ts';
import { convictAfter, forgedAfter, pace, patience, resolverConvictAfter } from './patience.ts';

/**
 * What the evidence amounts to at this moment. Facts convict, signs of life keep online, silence of
 * everybody convicts, and only proof brings online back.
 */
export function judge(network: Network, isAllowed: boolean, at: number): Network {
  const lan = judgeLan(network, at);
  const placed = lan === network.lan ? network : { ...network, lan };
  const key = reach(placed, isAllowed, at);
  return settle(key === network.verdict.key ? placed : turnTo(placed, key, at), isAllowed, at);
}

function reach(network: Network, isAllowed: boolean, at: number): VerdictKey {
  const { facts, verdict } = network;
  if (facts === null) return verdict.key;
  if (!hasWay(facts)) return facts.links.length > 0 ? 'no-gateway' : 'link-down';
  if (!isAllowed) return 'unknown';
  const isForged = network.forgedAt !== null && at - network.forgedAt >= forgedAfter(network);
  if (isForged && at - network.forgedLastAt < patience.forger) return 'captive';
  if (isSilent(network, at)) return silentCause(network);
  const isDown = verdict.key === 'unknown' || sideOf(verdict.key) === 'offline';
  if (isUnproved(network, at))
    return isDown && verdict.key !== 'unknown' ? verdict.key : silentCause(network);
  if (isDown && !isProved(network, at)) return verdict.key;
  return reachProved(network, isDown, at);
}

/** Something true came from beyond; what is left is by which way, whether names resolve, and how well. */
function reachProved(network: Network, isDown: boolean, at: number): VerdictKey {
  const { verdict, quality } = network;
  const byProxy = isOnlyProxied(network, at);
  if (byProxy === 'yes') return 'proxy-only';
  if (byProxy === 'undecided' && isDown) return verdict.key;
  if (isResolverDead(network, at)) return 'dns-broken';
  const waitsForNames = isDown && network.resolverOkAt === null && hasResolvers(network);
  if (waitsForNames) return verdict.key;
  if (quality.isLossy) return 'lossy';
  return quality.isSlow ? 'slow' : 'online';
}

/** Whose silence it is. All that goes through a tunnel says nothing about the line below it. */
function silentCause({ facts, lan }: Network): VerdictKey {
  const isTunnel = tunnelOf(facts) !== null;
  if (isTunnel && facts?.links.length === 0) return 'link-down';
  if (lan.state === 'down') return 'gateway-dead';
  return isTunnel ? 'vpn-dead' : 'upstream-dead';
}

/** Since when nothing that came straight has been heard; `undecided` while it may still come. */
function isOnlyProxied(network: Network, at: number): 'yes' | 'undecided' | 'no' {
  const { proxiedAt, directAt, freshAt } = network;
  if (proxiedAt === null || proxiedAt < (directAt ?? 0)) return 'no';
  const isLong = at - (directAt ?? freshAt) >= straightAfter(network);
  return isLong ? 'yes' : directAt === null ? 'undecided' : 'no';
}

/** How long nothing may come straight before that is believed; a line that never did needs no more than silence. */
export function straightAfter(network: Network): number {
  return network.directAt === null ? convictAfter(network) : patience.straight;
}

/** Addresses answer questions, but no page, no handshake and no proxy has for long, although many were asked. */
function isUnproved({ unproved, quality }: Network, at: number): boolean {
  if (unproved === null || quality.isLossy || unproved.count < patience.unprovedLeast) return false;
  return at - unproved.since >= patience.unproved;
}

const hasResolvers = (network: Network) => (network.facts?.resolvers.length ?? 0) > 0;

function isSilent(network: Network, at: number): boolean {
  const { silence, forgedAt, forgedLastAt } = network;
  const isNobodyTalking = forgedAt === null || at - forgedLastAt >= patience.forger;
  return silence !== null && isNobodyTalking && at >= silentFrom(silence, network);
}

/** When a silence convicts if it goes on. */
export function silentFrom({ since, muteSince }: Silence, network: Network): number {
  return Math.min(since + convictAfter(network), muteSince + patience.mute);
}

/**
 * A proof since the drop; after several drops in a short time, proofs for some seconds, and the last of them comes at
 * this moment: the mere passing of time may be the next outage. Where only names failed the proofs went on: that is no
 * drop to prove the line after.
 */
function isProved({ proofAt, proofRunSince, drops }: Network, at: number): boolean {
  if (proofAt === null || proofRunSince === null) return false;
  const recent = drops.filter(
    (drop) => drop <= proofRunSince && proofRunSince - drop < patience.flapWindow,
  ).length;
  return recent < patience.flapDrops || (proofAt === at && at - proofRunSince >= patience.flapProof);
}

/** Names fail while addresses answer. During a doubt it is not known yet whether addresses do. */
function isResolverDead(network: Network, at: number): boolean {
  const { resolverSilentSince, resolverRtt, silence, facts, quality } = network;
  if (silence !== null) return false;
  if (facts !== null && facts.resolvers.length === 0) return true;
  return (
    resolverSilentSince !== null && at - resolverSilentSince >= resolverConvictAfter(resolverRtt, quality)
  );
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
    ...(isDrop ? { quality: noQuality } : {}),
    ...(isDrop ? { due: dueInDrop(network, at) } : {}),
  };
}

/** Everybody is asked now, and the way out is looked at as often as in any outage. */
function dueInDrop({ due }: Network, at: number): Network['due'] {
  return { ...due, proof: at, resolver: at, gateway: at, look: Math.min(due.look, at + pace.look) };
}

/** When the first sign of what is now said was seen; null for what needed no watching. */
function watchedSince(network: Network, key: VerdictKey): number | null {
  if (key === 'captive') return network.forgedAt;
  if (key === 'dns-broken') return network.resolverSilentSince;
  return key === 'upstream-dead' || key === 'gateway-dead' || key === 'vpn-dead'
    ? (network.silence?.since ?? network.unproved?.since ?? null)
    : null;
}

/** Whether the verdict still waits for the proof that a start, a wake or a new way asked for. */
function settle(network: Network, isAllowed: boolean, at: number): Network {
  const { verdict } = network;
  const isProvedNow = network.proofAt !== null && verdict.key !== 'unknown';
  const isSettled =
    !isAllowed || !hasWay(network.facts) || isProvedNow || isSilent(network, at) || isUnproved(network, at);
  const isCaptive = verdict.key === 'captive' && network.forgedAt !== null;
  if (network.facts === null || !network.isChecking || !(isSettled || isCaptive)) return network;
  return { ...network, isChecking: false };
}
