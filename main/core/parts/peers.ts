import type { Peer, TailscaleFacts } from './facts.ts';
import type { Ping } from './parts.ts';
import { distanceOf } from './targets.ts';

/** How long (ms) a ping's answer says more than the status, which knows nothing of idle peers. */
const pingStands = 300_000;

/** The peers as status and pings together know them. A path that is in use now says more than an old ping. */
export function withPings(
  facts: TailscaleFacts,
  pings: Readonly<Record<string, Ping>>,
  now: number,
): TailscaleFacts {
  if (Object.keys(pings).length === 0) return facts;
  return { ...facts, peers: facts.peers.map((peer) => withPing(peer, pings[peer.address], now)) };
}

function withPing(peer: Peer, ping: Ping | undefined, now: number): Peer {
  if (!ping || now - ping.at > pingStands) return peer;
  const isStillTrue = peer.path === 'idle' || peer.path === ping.path;
  return isStillTrue ? { ...peer, path: ping.path, via: ping.via, ms: ping.ms, askedAt: ping.at } : peer;
}

/**
 * What it means without internet: straight paths stay, relays outside go, and of idle ones nobody knows. `ownRegion`: the
 * name of the coordinator's own relay; there may be others beside it.
 */
export function peerStays(
  { path, via }: Peer,
  ownRegion: string | null,
): 'stays' | 'lost' | 'unknown' | 'away' {
  if (path === 'direct' || path === 'peer-relay') return wayStays(via);
  if (path === 'relay')
    return ownRegion !== null && [ownRegion, `DERP(${ownRegion})`].includes(via) ? 'stays' : 'lost';
  return path === 'idle' ? 'unknown' : 'away';
}

/** A straight path may lead over the internet: its other end tells. Of a global IPv6 address that alone does not tell. */
function wayStays(via: string): 'stays' | 'lost' | 'unknown' {
  const end = /^(?:peer-relay\()?(?:\[([^\]]+)\]|([\d.]+)):/.exec(via);
  const address = end?.[1] ?? end?.[2];
  if (address === undefined) return 'unknown';
  if (distanceOf(address) !== 'outside') return 'stays';
  return end?.[1] === undefined ? 'lost' : 'unknown';
}
