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
  readonly resolvers: readonly string[];
}

export type Witness = 'dns' | 'resolver' | 'page' | 'tls' | 'gateway';

/** A question that is under way. */
export interface Ask {
  readonly id: number;
  readonly witness: Witness;
  /** Its text in the settings, or an address. Identifies the witness in the evidence. */
  readonly target: string;
  readonly family: Family;
  readonly sentAt: number;
  /** For pages: the address to connect to. For resolvers: the name to ask for. */
  readonly detail: string;
  /** A beat that stays unanswered is a doubt; other questions are only witnesses. */
  readonly isBeat: boolean;
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
  /** For portals: where it wants the person to go. */
  readonly location?: string;
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

export interface Lan {
  readonly state: 'up' | 'down' | 'unknown';
  readonly since: number;
}

export interface Network {
  readonly facts: Facts | null;
  readonly factsAt: number;
  /** A look that is wanted: quick (interfaces and ways) or deep (router and resolvers too). */
  readonly look: { readonly want: 'none' | 'quick' | 'deep'; readonly seq: number };
  readonly asks: readonly Ask[];
  readonly nextId: number;
  readonly turns: Readonly<Record<Witness, number>>;
  readonly due: {
    readonly beat: number;
    readonly proof: number;
    readonly resolver: number;
    readonly gateway: number;
  };
  readonly rtt: number;
  readonly resolverRtt: number;
  /** Since when nothing genuine has come back, and how many rounds of the doubt were asked. */
  readonly silence: { readonly since: number; readonly doubtAt: number; readonly rounds: number } | null;
  readonly resolverSilentSince: number | null;
  readonly resolverOkAt: number | null;
  /** When the forging began that no proof has contradicted yet, and when it was last seen. */
  readonly forgedAt: number | null;
  readonly forgedLastAt: number;
  readonly portal: string | null;
  readonly signAt: number | null;
  /** The last proof since the last sleep or drop, and the first of the unbroken run that it belongs to. */
  readonly proofAt: number | null;
  readonly proofRunSince: number | null;
  readonly misses: Readonly<Record<string, { readonly count: number; readonly until: number }>>;
  readonly readings: Readonly<Record<string, Reading>>;
  readonly addresses: Readonly<Record<string, KnownAddress>>;
  readonly drops: readonly number[];
  readonly verdict: Verdict;
  readonly lan: Lan;
  /** Something made the verdict uncertain and it has not been proved again yet. */
  readonly isChecking: boolean;
}

export function noNetwork(at: number): Network {
  return {
    facts: null,
    factsAt: at,
    look: { want: 'deep', seq: 1 },
    asks: [],
    nextId: 1,
    turns: { dns: 0, resolver: 0, page: 0, tls: 0, gateway: 0 },
    due: { beat: at, proof: at, resolver: at, gateway: at },
    rtt: 50,
    resolverRtt: 50,
    silence: null,
    resolverSilentSince: null,
    resolverOkAt: null,
    forgedAt: null,
    forgedLastAt: 0,
    portal: null,
    signAt: null,
    proofAt: null,
    proofRunSince: null,
    misses: {},
    readings: {},
    addresses: {},
    drops: [],
    verdict: { key: 'unknown', since: at, sideSince: at, after: 0 },
    lan: { state: 'unknown', since: at },
    isChecking: true,
  };
}

/** Whether a system error code (Node's) says that a certificate was there and not good. */
export const isCertificateTrouble = (code: string) =>
  /^(CERT_|ERR_TLS_|DEPTH_ZERO|ERROR_IN_CERT|HOSTNAME_|INVALID_(CA|PURPOSE)|PATH_LENGTH|SELF_SIGNED|UNABLE_TO_)/.test(
    code,
  );

export function wayOf(facts: Facts | null, family: Family): Way | null {
  return (family === 4 ? facts?.v4 : facts?.v6) ?? null;
}

export function hasWay(facts: Facts | null): boolean {
  return facts !== null && (facts.v4 !== null || facts.v6 !== null);
}
