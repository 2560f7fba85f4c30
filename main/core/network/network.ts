import type { VerdictKey } from '../verdicts.ts';

export type Family = 4 | 6;

/** A way out that the routing table offers, and the interface that carries it. */
export interface Way {
  readonly iface: string;
  readonly address: string;
}

/** What the machine knows without sending a packet. */
export interface Facts {
  readonly v4: Way | null;
  readonly v6: Way | null;
  /** Interfaces of the machine (not tunnels, not bridges of virtual machines) that are up and have an address. */
  readonly links: readonly string[];
  readonly gateway: string | null;
  /** What the neighbour table (ARP, ND) says of the router; asked for in deep looks only. */
  readonly neighbour: Neighbour;
  readonly resolvers: readonly string[];
  /** The system's HTTP proxy, `http://host:port` without a password, or null. */
  readonly proxy: string | null;
  /** The system has a proxy script (PAC), which only a browser can run. */
  readonly isPac: boolean;
}

/**
 * `reached`: the neighbour has told its hardware address; that may be minutes old. `failed`: it was asked for and
 * has not answered (yet). `unknown`: nobody has asked for it lately.
 */
export type Neighbour = 'reached' | 'failed' | 'unknown';

export type Witness = 'dns' | 'resolver' | 'page' | 'tls' | 'proxy' | 'gateway';

/** A question that is under way. */
export interface Ask {
  readonly id: number;
  readonly witness: Witness;
  /** Its text in the settings, or an address. Identifies the witness in the evidence. */
  readonly target: string;
  readonly family: Family;
  readonly sentAt: number;
  /** For pages: the address to connect to. For resolvers: the name to ask for. For a proxy: the page to ask it for. */
  readonly detail: string;
  /** A beat that stays unanswered is a doubt; other questions are only witnesses. */
  readonly isBeat: boolean;
  /** A true answer proves the line: it cannot be forged, or there is no better witness. */
  readonly isProof: boolean;
  /** For pages: over a connection that is kept between two proofs, which costs a third of the packets. */
  readonly isKept: boolean;
}

/**
 * `ok`: the true answer. `forged`: an answer that is not the true one. `portal`: a page of somebody else.
 * `odd`: alive, but neither proof nor forgery. `error`: the machine or the net said no. `silent`: nothing.
 */
export type Answer = 'ok' | 'forged' | 'portal' | 'odd' | 'error' | 'silent';

export interface Heard {
  readonly answer: Answer;
  /** A status, a DNS code, a system error code; shown as it is. */
  readonly detail: string;
  /** Round trip in milliseconds, or null where nothing came back. */
  readonly ms: number | null;
  /** For resolvers: the addresses of the name asked for. */
  readonly addresses?: readonly string[];
  /** For resolvers: how long (s) the answer may be kept; null where it does not say. */
  readonly ttl?: number | null;
  /** For portals: where it wants the person to go. */
  readonly location?: string;
  /** For pages: how far (ms) this machine's clock is ahead of theirs; their header counts whole seconds. */
  readonly clockOff?: number;
}

export interface Reading extends Heard {
  readonly witness: Witness;
  readonly target: string;
  readonly family: Family;
  readonly via: string | null;
  readonly at: number;
}

export interface KnownAddress {
  readonly addresses: readonly string[];
  readonly at: number;
  /** Learned while the line was proved; others may come from a portal and are asked for again. */
  readonly isTrusted: boolean;
}

export interface Verdict {
  readonly key: VerdictKey;
  /** When this verdict was reached. */
  readonly since: number;
  /** Since when the side (online or offline) has been the same, whatever the cause. */
  readonly sideSince: number;
  /** How long it was watched before it was said. */
  readonly after: number;
}

/** How well the line carries what it is given, from the last beats. */
export interface Quality {
  /** The last beats and when they were asked, oldest first. */
  readonly beats: readonly { readonly witness: string; readonly isLost: boolean; readonly at: number }[];
  readonly isLossy: boolean;
  /** The smoothed share (0 to 1) of beats, the resolver's aside, that began a doubt: what an outage takes along counts too. */
  readonly beatLoss: number;
  readonly isSlow: boolean;
}

/** A beat: when it was asked, and how long (ms) its answer took; null: none came. */
export interface Trip {
  readonly at: number;
  readonly ms: number | null;
}

export interface Silence {
  /** Since when nothing genuine has come back by the present way. */
  readonly since: number;
  /** The same by whatever way was taken meanwhile. */
  readonly muteSince: number;
  readonly doubtAt: number;
  /** How many rounds of the doubt were asked. */
  readonly rounds: number;
}

export interface Lan {
  readonly state: 'up' | 'down' | 'unknown';
  readonly since: number;
}

export interface Network {
  readonly facts: Facts | null;
  readonly factsAt: number;
  /** When the router, its neighbour entry and the resolvers were last looked up. */
  readonly deepAt: number;
  /** When the present way was taken, or everything was asked afresh. */
  readonly freshAt: number;
  /** A look that is wanted: quick (interfaces and ways) or deep (router and resolvers too). */
  readonly look: { readonly want: 'none' | 'quick' | 'deep'; readonly seq: number };
  readonly asks: readonly Ask[];
  readonly nextId: number;
  readonly turns: Readonly<Record<Witness, number>>;
  readonly due: {
    readonly look: number;
    readonly beat: number;
    readonly proof: number;
    readonly resolver: number;
    readonly gateway: number;
  };
  /** The smoothed time that a beat's answer takes. */
  readonly rtt: number;
  /** No DNS server answers here, or none may be asked: beats are pages or handshakes, which take two round trips. */
  readonly isWebOnly: boolean;
  readonly resolverRtt: number;
  readonly silence: Silence | null;
  readonly resolverSilentSince: number | null;
  readonly resolverOkAt: number | null;
  /** Resolvers that went on answering while the line was dead: they have a memory, whatever else they say. */
  readonly nearResolvers: readonly string[];
  /** Who first answered while the line was dead, and when. */
  readonly deadAnswer: { readonly target: string; readonly at: number } | null;
  /** How long (s) a resolver's last answer for a name may be kept, when it came, and how many in a row were asked afresh. */
  readonly ttls: Readonly<
    Record<string, { readonly ttl: number; readonly at: number; readonly fresh: number }>
  >;
  /** When the forging began that no proof has contradicted yet, and when it was last seen. */
  readonly forgedAt: number | null;
  readonly forgedLastAt: number;
  readonly portal: string | null;
  readonly signAt: number | null;
  /** The last proof since the last sleep or drop, and the first of the unbroken run that it belongs to. */
  readonly proofAt: number | null;
  readonly proofRunSince: number | null;
  /** Proofs asked for in vain since the last one: since when, and how many. */
  readonly unproved: { readonly since: number; readonly count: number } | null;
  /** The last true answer that came straight, and the last that came through the proxy. */
  readonly directAt: number | null;
  readonly proxiedAt: number | null;
  readonly quality: Quality;
  /** The last beats, in the order in which they were asked. */
  readonly trips: readonly Trip[];
  /** Which page is asked for proof, and how often in a row it has been. */
  readonly pageTurn: { readonly index: number; readonly uses: number };
  /** How often in a row a witness was silent, and until when it is left alone for that or for a lie. */
  readonly misses: Readonly<
    Record<string, { readonly count: number; readonly until: number; readonly isLiar: boolean }>
  >;
  readonly readings: Readonly<Record<string, Reading>>;
  readonly addresses: Readonly<Record<string, KnownAddress>>;
  readonly drops: readonly number[];
  readonly verdict: Verdict;
  readonly lan: Lan;
  /** Something made the verdict uncertain and it has not been proved again yet. */
  readonly isChecking: boolean;
}

export const noQuality: Quality = { beats: [], isLossy: false, beatLoss: 0, isSlow: false };

export function wayOf(facts: Facts | null, family: Family): Way | null {
  return (family === 4 ? facts?.v4 : facts?.v6) ?? null;
}

/** Interfaces that carry a virtual private network: a way through one says nothing about the line below it. */
export const isTunnel = (iface: string) => /^(utun|tun|tap|wg|ipsec|tailscale|zt)/.test(iface);

/** The tunnel that carries the way out, or null when it goes straight. */
export function tunnelOf(facts: Facts | null): string | null {
  const iface = (facts?.v4 ?? facts?.v6)?.iface;
  return iface !== undefined && isTunnel(iface) ? iface : null;
}

export function hasWay(facts: Facts | null): boolean {
  return facts !== null && (facts.v4 !== null || facts.v6 !== null);
}

/** Everything is asked at this moment. */
export const allDue = (at: number): Network['due'] => {
  return { look: at, beat: at, proof: at, resolver: at, gateway: at };
};
