import { same } from '../same.ts';
import { addressKey } from './drafts.ts';
import type { Ask, Heard, KnownAddress, Network, Silence } from './network.ts';
import { patience, resolverDoubtAfter } from './patience.ts';

/** What the system's resolver said. It proves nothing of the line: a router answers from its memory too. */
export function hearResolver(network: Network, ask: Ask, heard: Heard, at: number): Network {
  if (heard.answer !== 'ok') {
    if (isOld(network, ask)) return network;
    return doubtResolver(ask.isBeat ? beatNow(network, at) : network, ask.sentAt, at);
  }
  const key = addressKey(ask.detail, ask.family);
  const known = network.addresses[key];
  const learned = learn(network, known, heard, at);
  const isFirst = learned !== null && !known;
  return {
    ...network,
    resolverSilentSince: null,
    resolverOkAt: at,
    resolverRtt: slower(network.resolverRtt, heard.ms),
    silence: excuse(network.silence, ask),
    ttls: countDown(network, ask, heard.ttl ?? null, at),
    ...memoryShown(network, ask, at),
    addresses: learned ? { ...network.addresses, [key]: learned } : network.addresses,
    due: isFirst && network.proofAt === null ? { ...network.due, proof: at } : network.due,
  };
}

/**
 * Its question stood in for a beat and was only late. That does not end the silence that it began, but whoever was
 * asked because of it gets the whole patience.
 */
function excuse(silence: Silence | null, { sentAt }: Ask): Silence | null {
  return silence === null || sentAt > silence.since ? silence : { ...silence, since: silence.doubtAt };
}

/** Its question stood in for a beat, and its failure says nothing of the line: the beat itself comes now. */
function beatNow(network: Network, at: number): Network {
  return { ...network, due: { ...network.due, beat: Math.min(network.due.beat, at) } };
}

/** Begins (or keeps) its silence: it is asked again at once, because one question alone convicts nobody. */
export function doubtResolver(network: Network, since: number, at: number): Network {
  if (network.resolverSilentSince !== null) return network;
  return { ...network, resolverSilentSince: since, due: { ...network.due, resolver: at, look: at } };
}

/** Other resolvers: what the old ones said or owed is nothing to them. */
export function takeResolvers(network: Network, resolvers: readonly string[], at: number): Network {
  const before = network.facts?.resolvers ?? [];
  if (same(before, resolvers)) return network;
  const due = { ...network.due, resolver: at };
  return { ...network, resolverSilentSince: null, resolverOkAt: null, ttls: {}, due };
}

/** One slow answer already counts for half: the next question must not be called dead for it. */
function slower(before: number, ms: number | null): number {
  const share = ms !== null && ms > before ? 0.5 : 0.25;
  return ms === null ? before : before * (1 - share) + ms * share;
}

/** What was learned while the line was proved is not replaced by what may come from a portal. */
function learn(
  network: Network,
  known: KnownAddress | undefined,
  heard: Heard,
  at: number,
): KnownAddress | null {
  const isTrusted = network.proofAt !== null && network.forgedAt === null && network.silence === null;
  const found = heard.addresses ?? [];
  if (found.length === 0 || (!isTrusted && known?.isTrusted)) return null;
  return { addresses: found.slice(0, 4), at, isTrusted };
}

type Question = Pick<Ask, 'target' | 'detail' | 'family'>;

/** Seconds by which a memory's count-down may differ from ours. */
const slack = 2;

/**
 * Answers to what was asked of a dead line, for so long that it cannot have been coming back: from a memory, although
 * it does not count their lives down.
 */
function memoryShown(network: Network, { target, sentAt }: Ask, at: number): Partial<Network> {
  const { nearResolvers: near, verdict, silence, deadAnswer } = network;
  const isDead = verdict.key === 'upstream-dead' && silence !== null && sentAt >= verdict.since;
  if (!isDead || near.includes(target)) return {};
  const isSame = deadAnswer?.target === target && deadAnswer.at >= verdict.since;
  if (!isSame) return { deadAnswer: { target, at } };
  return at - deadAnswer.at < patience.remembers ? {} : { nearResolvers: [...near, target].slice(-mostNear) };
}

/** More networks than a person moves between in a day. */
const mostNear = 8;

/**
 * Afresh once is no sign yet: a memory whose entry has just run out asks too, and counts the next time. A question
 * comes every ten seconds or so, so two in a row mean that nothing is kept for as long.
 */
const leastFresh = 2;

const ttlKey = ({ target, detail, family }: Question) => `${target} ${addressKey(detail, family)}`;

/** This resolver passes this question on instead of answering from a memory: its silence is the line's silence. */
export function isPassedOn({ ttls, nearResolvers }: Network, question: Question): boolean {
  return !nearResolvers.includes(question.target) && (ttls[ttlKey(question)]?.fresh ?? 0) >= leastFresh;
}

/** A resolver that remembers counts the life of its answer down; one that asks afresh (or forwards) gives it anew. */
function countDown(network: Network, question: Question, ttl: number | null, at: number): Network['ttls'] {
  const key = ttlKey(question);
  const { [key]: before, ...others } = network.ttls;
  if (ttl === null) return others;
  const counted = (before?.ttl ?? 0) - ttl;
  const isMemory = !before || (counted > 0 && Math.abs(counted - (at - before.at) / 1_000) <= slack);
  return { ...others, [key]: { ttl, at, fresh: isMemory ? 0 : before.fresh + 1 } };
}

/**
 * A question that was lost before its last good answer says nothing about now, nor does one that was asked before
 * the line was proved again: it was silent because everything was.
 */
function isOld({ resolverOkAt, proofRunSince }: Network, { sentAt }: Ask): boolean {
  return sentAt <= (resolverOkAt ?? -1) || sentAt < (proofRunSince ?? 0);
}

export function isResolverOverdue(network: Network, ask: Ask, at: number): boolean {
  if (ask.witness !== 'resolver' || isOld(network, ask)) return false;
  return at - ask.sentAt >= resolverDoubtAfter(network.resolverRtt);
}
