import { addressKey, missed, wantLook, witnessKey } from './ask.ts';
import type { Ask, Facts, Heard, Network } from './network.ts';
import { wayOf } from './network.ts';
import { doubtAfter, pace } from './patience.ts';

/** Takes an answer in. An answer to a question that is no longer open (asked before a sleep) is not heard. */
export function hear(network: Network, id: number, heard: Heard, at: number): Network {
  const ask = network.asks.find((open) => open.id === id);
  if (!ask) return network;
  const closed = { ...network, asks: network.asks.filter((open) => open.id !== id) };
  const read = note(closed, ask, heard, at);
  if (ask.witness === 'gateway') return read;
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
  const counted = othersLive ? missed(network, witnessKey(ask), at) : network;
  const isFresh = ask.isBeat && (network.signAt ?? -1) < ask.sentAt;
  return isFresh ? beginDoubt(counted, ask.sentAt, at) : counted;
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

function smooth(before: number, ms: number | null): number {
  return ms === null ? before : before * 0.75 + ms * 0.25;
}

function hearTruth(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const isProof = ask.witness !== 'dns';
  const isEnough = isProof || network.forgedAt === null;
  const isReturn = network.silence !== null && network.proofAt === null;
  const proved = isProof
    ? { proofAt: at, proofRunSince: network.proofRunSince ?? at, forgedAt: null, portal: null }
    : {};
  const known = isProof ? blameLiars(network, at) : network;
  // The resolver gets its own patience from the first proof on: it was silent because everything was.
  const isFirstProof = isProof && network.proofAt === null;
  return {
    ...known,
    ...proved,
    ...(isFirstProof ? { resolverSilentSince: null } : {}),
    signAt: at,
    rtt: isProof ? network.rtt : smooth(network.rtt, heard.ms),
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

function hearResolver(network: Network, ask: Ask, heard: Heard, at: number): Network {
  if (heard.answer !== 'ok') {
    // A question that was lost before the last good answer says nothing about now.
    const isOld = network.resolverOkAt !== null && network.resolverOkAt >= ask.sentAt;
    return isOld ? network : { ...network, resolverSilentSince: network.resolverSilentSince ?? ask.sentAt };
  }
  const isTrusted = network.proofAt !== null && network.forgedAt === null && network.silence === null;
  const found = heard.addresses ?? [];
  const key = addressKey(ask.detail, ask.family);
  const known = network.addresses[key];
  // What was learned while the line was proved is not replaced by what may come from a portal.
  const isBetter = found.length > 0 && (isTrusted || !known?.isTrusted);
  const isFirst = isBetter && !known;
  return {
    ...network,
    resolverSilentSince: null,
    resolverOkAt: at,
    resolverRtt: smooth(network.resolverRtt, heard.ms),
    addresses: isBetter
      ? { ...network.addresses, [key]: { addresses: found.slice(0, 4), at, isTrusted } }
      : network.addresses,
    due: isFirst && network.proofAt === null ? { ...network.due, proof: at } : network.due,
  };
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
  const ended = next.asks.filter((ask) => at - ask.sentAt >= pace.ask);
  for (const ask of ended) next = hear(next, ask.id, { answer: 'silent', detail: '', ms: null }, at);
  return next;
}

/** Questions lost before the last good answer are excused; the first one after it counts. */
function isResolverOverdue({ resolverOkAt, resolverRtt }: Network, ask: Ask, at: number): boolean {
  if (ask.witness !== 'resolver' || (resolverOkAt ?? -1) >= ask.sentAt) return false;
  return at - ask.sentAt >= doubtAfter(resolverRtt);
}

export function isOverdue(network: Network, ask: Ask, at: number): boolean {
  const isExcused = network.signAt !== null && network.signAt >= ask.sentAt;
  return !isExcused && at - ask.sentAt >= doubtAfter(network.rtt);
}

/** New facts. A way that came or changed is looked at deeply and proved afresh. */
export function takeFacts(network: Network, facts: Facts, seq: number, isDeep: boolean, at: number): Network {
  const before = network.facts;
  const isSame = before !== null && sameWay(before, facts);
  const merged =
    isDeep || !before ? facts : { ...facts, gateway: before.gateway, resolvers: before.resolvers };
  const isDone = seq === network.look.seq;
  const next: Network = {
    ...network,
    facts: merged,
    factsAt: at,
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
    silence: hasWayOut ? { since: at, doubtAt: at, rounds: 0 } : null,
    resolverSilentSince: null,
    resolverOkAt: null,
    forgedAt: null,
    proofAt: null,
    proofRunSince: null,
    isChecking: hasWayOut,
    due: { beat: at, proof: at, resolver: at, gateway: at },
  };
}
