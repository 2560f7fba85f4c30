import { missed, wantLook, witnessKey } from './ask.ts';
import type { Ask, Facts, Heard, Network } from './network.ts';
import { noQuality, wayOf } from './network.ts';
import { doubtAfter, pace } from './patience.ts';
import { countBeat, gradeLine } from './quality.ts';
import { hearResolver, isResolverOverdue } from './resolver.ts';

/** Takes an answer in. An answer to a question that is no longer open (asked before a sleep) is not heard. */
export function hear(network: Network, id: number, heard: Heard, at: number): Network {
  const ask = network.asks.find((open) => open.id === id);
  if (!ask) return network;
  const closed = { ...network, asks: network.asks.filter((open) => open.id !== id) };
  const read = note(closed, ask, heard, at);
  // A router that says nothing (some never do) is looked up among the neighbours instead.
  if (ask.witness === 'gateway') return heard.answer === 'ok' ? read : wantLook(read, 'deep');
  if (ask.witness === 'resolver') return hearResolver(read, ask, heard, at);
  if (heard.answer === 'ok') return hearTruth(read, ask, heard, at);
  if (heard.answer === 'forged' || heard.answer === 'portal') return hearForgery(read, heard, at);
  return hearNothing(read, ask, heard, at);
}

/** Silence or an error. It counts against the witness only while others live. */
function hearNothing(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const othersLive =
    heard.answer === 'silent'
      ? (network.signAt ?? -1) >= ask.sentAt
      : network.silence === null && network.signAt !== null;
  const owed = oweProof(network, ask);
  const counted = othersLive ? missed(countLost(owed, ask, heard, at), witnessKey(ask), at) : owed;
  const isFresh = ask.isBeat && (network.signAt ?? -1) < ask.sentAt;
  return isFresh ? beginDoubt(counted, ask.sentAt, at) : counted;
}

/** Lost only while something else came straight: else the line was silent, and that is not loss. */
function countLost(network: Network, ask: Ask, { answer }: Heard, at: number): Network {
  const isStraight = (network.directAt ?? -1) >= ask.sentAt;
  const isLost = isStraight && ask.isBeat && ask.witness === 'dns' && answer === 'silent';
  return isLost ? countBeat(network, witnessKey(ask), true, at) : network;
}

function countAnswered(network: Network, ask: Ask, at: number): Network {
  if (!ask.isBeat) return network;
  return ask.witness === 'dns' ? countBeat(network, witnessKey(ask), false, at) : gradeLine(network, at);
}

/** A page or a handshake that was asked for in vain since the last proof. */
function oweProof(network: Network, ask: Ask): Network {
  if (!ask.isProof || ask.witness === 'dns' || ask.sentAt <= (network.proofAt ?? -1)) return network;
  const { since, count } = network.unproved ?? { since: ask.sentAt, count: 0 };
  return { ...network, unproved: { since: Math.min(since, ask.sentAt), count: count + 1 } };
}

function note(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const via = wayOf(network.facts, ask.family)?.iface ?? null;
  const { witness, target, family } = ask;
  const reading = {
    witness,
    target,
    family,
    via,
    at,
    answer: heard.answer,
    detail: heard.detail,
    ms: heard.ms,
  };
  return { ...network, readings: { ...network.readings, [witnessKey(ask)]: reading } };
}

export function smooth(before: number, ms: number | null): number {
  return ms === null ? before : before * 0.75 + ms * 0.25;
}

function hearTruth(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const { isProof } = ask;
  const isEnough = isProof || network.forgedAt === null;
  const isReturn = network.silence !== null && network.proofAt === null;
  const proved = isProof
    ? {
        proofAt: at,
        proofRunSince: network.proofRunSince ?? at,
        forgedAt: null,
        portal: null,
        unproved: null,
      }
    : {};
  const way = ask.witness === 'proxy' ? { proxiedAt: at } : { directAt: at };
  const counted = countAnswered(network, ask, at);
  const known = isProof ? blameLiars(counted, at) : counted;
  // The resolver gets its own patience from the first proof on: it was silent because everything was.
  const isFirstProof = isProof && network.proofAt === null;
  return {
    ...known,
    ...proved,
    ...way,
    ...(isFirstProof ? { resolverSilentSince: null } : {}),
    signAt: at,
    rtt: ask.witness === 'dns' ? smooth(network.rtt, heard.ms) : network.rtt,
    silence: isEnough ? null : network.silence,
    misses: { ...known.misses, [witnessKey(ask)]: { count: 0, until: 0 } },
    // The first sign after a silence: ask for the proof now, not at the next second.
    due:
      isReturn || isFirstProof
        ? { ...network.due, resolver: at, proof: isProof ? network.due.proof : at }
        : network.due,
  };
}

/** A proof came, so the line is true and whoever told otherwise since is a witness to leave alone for a while. */
function blameLiars(network: Network, at: number): Network {
  const { forgedAt } = network;
  if (forgedAt === null) return network;
  const liars = Object.entries(network.readings).filter(
    ([, reading]) => reading.at >= forgedAt && (reading.answer === 'forged' || reading.answer === 'portal'),
  );
  return liars.reduce((next, [key]) => missed(next, key, at), network);
}

function hearForgery(network: Network, heard: Heard, at: number): Network {
  const suspicious = {
    ...network,
    forgedAt: network.forgedAt ?? at,
    forgedLastAt: at,
    portal: heard.location ?? network.portal,
    proofRunSince: null,
    addresses: doubtAddresses(network),
  };
  return beginDoubt(suspicious, at, at);
}

/** Addresses learned since the last proof may be the portal's own; they are asked for again once the line is proved. */
function doubtAddresses({ addresses, proofAt }: Network): Network['addresses'] {
  const entries = Object.entries(addresses).map(([key, known]) => {
    const isDoubtful = known.at > (proofAt ?? 0);
    return [key, isDoubtful ? { ...known, isTrusted: false } : known] as const;
  });
  return Object.fromEntries(entries);
}

/** Begins (or keeps) a silence: everybody is asked at once, and only an answer from beyond ends it. */
export function beginDoubt(network: Network, since: number, at: number): Network {
  if (network.silence) return network;
  return wantLook({ ...network, silence: { since, doubtAt: at, rounds: 0 } }, 'deep');
}

/** Lets time pass: overdue beats become doubts, questions past their end become silence. */
export function notice(network: Network, at: number): Network {
  let next = network;
  const overdue = next.asks.find((ask) => ask.isBeat && isOverdue(next, ask, at));
  if (overdue) next = beginDoubt(next, overdue.sentAt, at);
  const late = next.asks.find((ask) => isResolverOverdue(next, ask, at));
  if (late && next.resolverSilentSince === null) {
    next = {
      ...next,
      resolverSilentSince: late.sentAt,
      due: { ...next.due, resolver: Math.min(next.due.resolver, at) },
    };
  }
  next = chaseProof(next, at);
  const ended = next.asks.filter((ask) => at - ask.sentAt >= pace.ask);
  for (const ask of ended) next = hear(next, ask.id, { answer: 'silent', detail: '', ms: null }, at);
  return next;
}

/** A proof that is late is asked of the next witness at once, not at its next turn. */
function chaseProof(network: Network, at: number): Network {
  const proofs = network.asks.filter(({ isProof, witness }) => isProof && witness !== 'dns');
  const last = proofs.at(-1);
  const isLate =
    last !== undefined && at - last.sentAt >= pace.proofOwed && last.sentAt > (network.proofAt ?? -1);
  if (!isLate || network.due.proof <= at) return network;
  return { ...oweProof(network, last), due: { ...network.due, proof: at } };
}

export function isOverdue(network: Network, ask: Ask, at: number): boolean {
  const isExcused = network.signAt !== null && network.signAt >= ask.sentAt;
  return !isExcused && at - ask.sentAt >= doubtAfter(network.rtt);
}

/** New facts. A way that came or changed is looked at deeply and proved afresh. */
export function takeFacts(network: Network, facts: Facts, seq: number, isDeep: boolean, at: number): Network {
  const before = network.facts;
  const isSame = before !== null && sameWay(before, facts);
  const merged = isDeep || !before ? facts : { ...before, v4: facts.v4, v6: facts.v6, links: facts.links };
  const isDone = seq === network.look.seq;
  const next: Network = {
    ...network,
    facts: merged,
    factsAt: at,
    deepAt: isDeep ? at : network.deepAt,
    look: { want: isDone ? 'none' : network.look.want, seq: network.look.seq },
  };
  if (isSame) return next;
  const hasAny = facts.v4 !== null || facts.v6 !== null;
  return freshStart(isDeep ? next : wantLook(next, 'deep'), hasAny, at);
}

function sameWay(a: Facts, b: Facts): boolean {
  const key = (facts: Facts) =>
    [facts.v4?.iface, facts.v4?.address, facts.v6?.iface, facts.v6?.address].join(' ');
  return key(a) === key(b);
}

/** Another way out, a start or a wake: what was heard before says nothing now, so everybody is asked again. */
export function freshStart(network: Network, hasWayOut: boolean, at: number): Network {
  return {
    ...network,
    asks: [],
    freshAt: at,
    silence: hasWayOut ? { since: at, doubtAt: at, rounds: 0 } : null,
    resolverSilentSince: null,
    resolverOkAt: null,
    forgedAt: null,
    proofAt: null,
    proofRunSince: null,
    unproved: null,
    directAt: null,
    proxiedAt: null,
    isResolverFar: false,
    ttls: {},
    quality: noQuality,
    pageTurn: { index: network.pageTurn.index + 1, uses: 0 },
    isChecking: hasWayOut,
    due: { look: at, beat: at, proof: at, resolver: at, gateway: at },
  };
}
