import { same } from '../same.ts';
import { sideOf } from '../verdicts.ts';
import { wantLook } from './ask.ts';
import { beginDoubt } from './hear.ts';
import {
  type Ask,
  allDue,
  type Facts,
  type Network,
  noQuality,
  type Silence,
  type Way,
  type Witness,
} from './network.ts';
import { takeResolvers } from './resolver.ts';

/** New facts. A way that came or changed is looked at deeply and proved afresh. */
export function takeFacts(network: Network, facts: Facts, seq: number, isDeep: boolean, at: number): Network {
  const before = network.facts;
  const isSame = before !== null && sameWay(before, facts);
  const { v4, v6, links, resolvers } = facts;
  const merged = isDeep || !before ? facts : { ...before, v4, v6, links, resolvers };
  const isDone = seq === network.look.seq;
  const next: Network = {
    ...takeResolvers(network, resolvers, at),
    ...ofNow(network, merged),
    facts: merged,
    factsAt: at,
    deepAt: isDeep ? at : network.deepAt,
    look: { want: isDone ? 'none' : network.look.want, seq: network.look.seq },
  };
  if (isSame) return next;
  const looked = isDeep ? next : wantLook(next, 'deep');
  const isKept = before !== null && (isKeptWay(before.v4, v4) || isKeptWay(before.v6, v6));
  if (isKept) return doubtOtherWay(looked, at);
  return staysMute(freshStart(looked, v4 !== null || v6 !== null, at), network.silence);
}

const sameWay = (a: Facts, b: Facts) => same([a.v4, a.v6], [b.v4, b.v6]);
const isKeptWay = (before: Way | null, now: Way | null) => now !== null && same(before, now);

/** Each way gets its patience, but ways that take turns (a VPN that dials again and again) hide no dead line. */
function staysMute(network: Network, before: Silence | null): Network {
  const { silence, verdict } = network;
  if (silence === null || before === null || sideOf(verdict.key) === 'offline') return network;
  return { ...network, silence: { ...silence, muteSince: before.muteSince } };
}

/**
 * One family stayed as it is; the other came, went, or leaves with another address (macOS takes a new one from time
 * to time). Everybody is asked, and what was heard or missed by the way that stayed still counts.
 */
function doubtOtherWay(network: Network, at: number): Network {
  if (network.silence === null) return beginDoubt(network, at, at);
  return { ...network, silence: { ...network.silence, doubtAt: at, rounds: 0 } };
}

/** Routers, resolvers and proxies of another network are no witnesses any more, nor is what they may still answer. */
function ofNow(network: Network, { gateway, resolvers, proxy }: Facts): Pick<Network, 'asks' | 'readings'> {
  const named: Partial<Record<Witness, readonly (string | null)[]>> = {
    gateway: [gateway],
    resolver: resolvers,
    proxy: [proxy],
  };
  const isNow = (one: Pick<Ask, 'witness' | 'target'>) => named[one.witness]?.includes(one.target) ?? true;
  const readings = Object.entries(network.readings).filter(([, reading]) => isNow(reading));
  return { asks: network.asks.filter(isNow), readings: Object.fromEntries(readings) };
}

/** Nobody listened for a while: everybody is asked again, and silence counts from now. */
export function listenAgain(network: Network, at: number): Network {
  const { silence, resolverSilentSince, forgedAt } = network;
  return {
    ...network,
    asks: [],
    silence: silence && { since: at, muteSince: at, doubtAt: at, rounds: 0 },
    resolverSilentSince: resolverSilentSince === null ? null : at,
    forgedAt: forgedAt === null ? null : at,
    due: allDue(at),
  };
}

/** Another way out, a start or a wake: what was heard before says nothing now, so everybody is asked again. */
export function freshStart(network: Network, hasWayOut: boolean, at: number): Network {
  return {
    ...network,
    asks: [],
    freshAt: at,
    silence: hasWayOut ? { since: at, muteSince: at, doubtAt: at, rounds: 0 } : null,
    resolverSilentSince: null,
    resolverOkAt: null,
    forgedAt: null,
    proofAt: null,
    proofRunSince: null,
    unproved: null,
    directAt: null,
    proxiedAt: null,
    isWebOnly: false,
    ttls: {},
    quality: noQuality,
    misses: {},
    pageTurn: { index: network.pageTurn.index + 1, uses: 0 },
    isChecking: hasWayOut,
    due: allDue(at),
  };
}
