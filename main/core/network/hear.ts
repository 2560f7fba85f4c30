import { familyOf } from '../targets.ts';
import { wantLook } from './ask.ts';
import { isPassing } from './lan.ts';
import { type Ask, type Heard, type Network, wayOf } from './network.ts';
import { doubtAfter, pace } from './patience.ts';
import { countBeat, gradeLine, smoothLoss } from './quality.ts';
import { doubtResolver, hearResolver, isResolverOverdue } from './resolver.ts';
import { heardFrom, isLiar, missed, shunLiar, witnessKey } from './shun.ts';
import { noteTrip } from './trips.ts';

/** Takes an answer in. An answer to a question that is no longer open (asked before a sleep) is not heard. */
export function hear(network: Network, id: number, heard: Heard, at: number): Network {
  const ask = network.asks.find((open) => open.id === id);
  if (!ask) return network;
  const open = { ...network, asks: network.asks.filter((one) => one.id !== id) };
  const closed = noteTrip(open, ask, heard.answer, heard.ms);
  const read = note(closed, ask, heard, at);
  // A router that says nothing (some never do) is looked up among the neighbours instead.
  if (ask.witness === 'gateway')
    return heard.answer === 'ok' || isPassing(read, at) ? read : wantLook(read, 'deep');
  if (ask.witness === 'resolver') return hearResolver(read, ask, heard, at);
  if (heard.answer === 'ok') return hearTruth(read, ask, heard, at);
  if (heard.answer === 'forged' || heard.answer === 'portal') return hearForgery(read, ask, heard, at);
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
  return isFresh ? doubtBeat(counted, ask, at) : counted;
}

/** Lost only while something else came straight: else the line was silent, and that is not loss. */
function countLost(network: Network, ask: Ask, { answer }: Heard, at: number): Network {
  const isStraight = (network.directAt ?? -1) >= ask.sentAt;
  const isLost = isStraight && ask.isBeat && ask.witness === 'dns' && answer === 'silent';
  return isLost ? countBeat(network, ask, true, at) : network;
}

function countAnswered(network: Network, ask: Ask, at: number): Network {
  if (!ask.isBeat) return network;
  const smoothed = network.silence === null ? smoothLoss(network, false) : network;
  return ask.witness === 'dns' ? countBeat(smoothed, ask, false, at) : gradeLine(smoothed, at);
}

/** A page or a handshake that was asked for in vain since the last proof. */
function oweProof(network: Network, ask: Ask): Network {
  if (!ask.isProof || ask.witness === 'dns' || ask.sentAt <= (network.proofAt ?? -1)) return network;
  const { since, count } = network.unproved ?? { since: ask.sentAt, count: 0 };
  return { ...network, unproved: { since: Math.min(since, ask.sentAt), count: count + 1 } };
}

function note(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const { witness, target } = ask;
  // A resolver is asked for addresses of either family, by the way to its own.
  const family = witness === 'resolver' ? (familyOf(target) ?? ask.family) : ask.family;
  const via = wayOf(network.facts, family)?.iface ?? null;
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
  return { ...network, readings: { ...network.readings, [witnessKey(reading)]: reading } };
}

export function smooth(before: number, ms: number | null): number {
  return ms === null ? before : before * 0.75 + ms * 0.25;
}

function hearTruth(network: Network, ask: Ask, heard: Heard, at: number): Network {
  const { isProof } = ask;
  const isEnough = isProof || network.forgedAt === null;
  const isReturn = network.silence !== null && network.proofAt === null;
  const way = ask.witness === 'proxy' ? { proxiedAt: at } : { directAt: at };
  const counted = countAnswered(network, ask, at);
  const known = isProof ? blameLiars(counted, at) : counted;
  // The resolver gets its own patience from the first proof on: it was silent because everything was.
  const isFirstProof = isProof && network.proofAt === null;
  return {
    ...known,
    ...(isProof ? proved(network, at) : {}),
    ...way,
    resolverSilentSince: isFirstProof ? null : silenceOfResolver(network, at),
    signAt: at,
    rtt: ask.witness === 'dns' || ask.isBeat ? smooth(network.rtt, heard.ms) : network.rtt,
    isWebOnly: ask.isBeat ? ask.witness !== 'dns' : network.isWebOnly && ask.witness !== 'dns',
    silence: isEnough ? null : network.silence,
    asks: isEnough ? withoutLost(network, ask) : network.asks,
    misses: heardFrom(known.misses, witnessKey(ask)),
    // The first sign after a silence: ask for the proof now, not at the next second.
    due:
      isReturn || isFirstProof
        ? { ...network.due, resolver: at, proof: isProof ? network.due.proof : at }
        : network.due,
  };
}

/** Time in which nobody answered, although all were asked, is not the resolver's silence. */
function silenceOfResolver({ silence, resolverSilentSince: since }: Network, at: number): number | null {
  return silence === null || since === null ? since : since + at - Math.max(silence.doubtAt, since);
}

/**
 * What was asked while nothing came back at all went down with the line: it is no loss on a living line and no
 * witness's fault, so nobody waits for it. That was so when a whole round of the doubt came to nothing; on a line that
 * is known to be lossy one round may well be lost, two in a row seldom are.
 */
function withoutLost({ asks, silence, quality }: Network, first: Ask): Network['asks'] {
  const lost = quality.isLossy ? pace.rounds[2] : pace.rounds[1];
  if (silence === null || first.sentAt - silence.doubtAt < lost) return asks;
  return asks.filter(({ witness, sentAt }) => witness === 'gateway' || sentAt >= first.sentAt);
}

/** What a proof says at once: no portal stands between, and nothing is owed. */
const proved = ({ proofRunSince }: Network, at: number) => ({
  proofAt: at,
  proofRunSince: proofRunSince ?? at,
  forgedAt: null,
  portal: null,
  unproved: null,
});

/**
 * A proof came, so the line is true and whoever told otherwise since is a witness to leave alone for a while. After a
 * portal nobody is to blame: it was the line that lied.
 */
function blameLiars(network: Network, at: number): Network {
  const { forgedAt } = network;
  if (forgedAt === null || network.verdict.key === 'captive') return network;
  const liars = Object.entries(network.readings).filter(
    ([, reading]) => reading.at >= forgedAt && (reading.answer === 'forged' || reading.answer === 'portal'),
  );
  return liars.reduce((next, [key]) => shunLiar(next, key, at), network);
}

/** What a known liar says is no news; nor is what was asked before the last proof, which found a true line since. */
function hearForgery(network: Network, ask: Ask, heard: Heard, at: number): Network {
  if (isLiar(network, ask, at)) return network;
  if (network.proofAt !== null && ask.sentAt <= network.proofAt)
    return shunLiar(network, witnessKey(ask), at);
  const suspicious = {
    ...network,
    // Whoever speaks is asked again: a portal lasts while somebody tells of it.
    misses: heardFrom(network.misses, witnessKey(ask)),
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

/** The resolver's own loss says nothing of the line's. */
function doubtBeat(network: Network, { witness, sentAt }: Ask, at: number): Network {
  const isNews = network.silence === null && witness !== 'resolver';
  return beginDoubt(isNews ? smoothLoss(network, true) : network, sentAt, at);
}

/** Begins (or keeps) a silence: everybody is asked at once, and only an answer from beyond ends it. */
export function beginDoubt(network: Network, since: number, at: number): Network {
  if (network.silence) return network;
  return wantLook({ ...network, silence: { since, muteSince: since, doubtAt: at, rounds: 0 } }, 'deep');
}

/** Lets time pass: overdue beats become doubts, questions past their end become silence. */
export function notice(network: Network, at: number): Network {
  let next = network;
  const overdue = next.asks.find((ask) => ask.isBeat && isOverdue(next, ask, at));
  if (overdue) next = doubtBeat(next, overdue, at);
  const late = next.asks.find((ask) => isResolverOverdue(next, ask, at));
  if (late) next = doubtResolver(next, late.sentAt, at);
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
  return !isExcused && at - ask.sentAt >= doubtAfter(network);
}
