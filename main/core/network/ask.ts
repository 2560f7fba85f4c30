import { sideOf } from '../verdicts.ts';
import {
  type Draft,
  dnsDrafts,
  gatewayDraft,
  pageDrafts,
  proxyDrafts,
  resolverDrafts,
  type Targets,
  tlsDrafts,
} from './drafts.ts';
import { hasWay, type Network, type Witness } from './network.ts';
import { type Pace, pace } from './patience.ts';
import { isPassedOn } from './resolver.ts';
import { isShunned } from './shun.ts';

/** Whom may be asked, how often, and how far a question may go: out, to the router only, or nowhere. */
export interface Probing {
  readonly targets: Targets;
  readonly pace: Pace;
  readonly scope: 'all' | 'lan' | 'none';
  /** How often (ms) interfaces and routes are looked at although the kernel told of no change. */
  readonly lookEvery: number;
}

/** Adds the questions that are due at this moment. Pure: "asking" is only writing down what should be asked. */
export function askWhatIsDue(network: Network, probing: Probing, at: number): Network {
  const looked = at + pace.slack >= network.due.look ? lookAgain(network, probing, at) : network;
  const isLooking = probing.scope === 'none' || !hasWay(network.facts);
  if (isLooking || probing.scope === 'lan') return askNear(looked, probing, isLooking, at);
  const drafts: Draft[] = [];
  const isUp = sideOf(network.verdict.key) === 'online';
  let next = looked;
  const early = ridesAlong(network, isUp, at) ? pace.slack : 0;
  if (at + early >= next.due.resolver) next = resolver(next, probing, at, isUp, drafts);
  if (at + early >= next.due.beat) next = beat(next, probing, at, drafts);
  if (isSoon(next.due.proof, at, isUp)) next = proof(next, probing, at, isUp, drafts);
  if (isSoon(next.due.gateway, at, isUp)) next = gateway(next, probing, at, isUp, drafts);
  next = rounds(next, probing, at, drafts);
  return send(next, drafts, at);
}

/** While all is well, whatever is due soon comes together with what is due now. */
function ridesAlong(
  { due, silence, resolverSilentSince, unproved }: Network,
  isUp: boolean,
  at: number,
): boolean {
  const isCalm = isUp && silence === null && resolverSilentSince === null && unproved === null;
  return isCalm && at >= Math.min(due.beat, due.resolver, due.proof);
}

/** While online the slower turns ride along with a question that is asked anyway. */
const isSoon = (due: number, at: number, isUp: boolean) => at + (isUp ? pace.slack : 0) >= due;

/** Nobody beyond the local network is asked: the beat only looks, and the router alone may be knocked at. */
function askNear(network: Network, probing: Probing, isLooking: boolean, at: number): Network {
  const drafts: Draft[] = [];
  const { due } = network;
  const beaten = at >= due.beat ? { ...network, due: { ...due, beat: at + probing.pace.beat } } : network;
  const next = !isLooking && at >= due.gateway ? gateway(beaten, probing, at, true, drafts) : beaten;
  return send(next, drafts, at);
}

/**
 * The kernel tells of ways only: that another resolver or a proxy was set up is seen by looking. While names are
 * owed the list of resolvers is read again and again; while nothing leads out, so is the rest.
 */
function lookAgain(network: Network, { scope, lookEvery }: Probing, at: number): Network {
  const { facts, resolverSilentSince, verdict, deepAt } = network;
  const isAsking = scope === 'all' && hasWay(facts);
  const owesNames = isAsking && (resolverSilentSince !== null || facts?.resolvers.length === 0);
  const look = at + (owesNames ? Math.min(lookEvery, pace.lookNames) : lookEvery);
  const isDeep = isAsking && sideOf(verdict.key) === 'offline' && at - deepAt >= pace.look;
  return wantLook({ ...network, due: { ...network.due, look } }, isDeep ? 'deep' : 'quick');
}

export function wantLook(network: Network, want: 'quick' | 'deep'): Network {
  if (network.look.want === 'deep' || network.look.want === want) return network;
  return { ...network, look: { want, seq: network.look.seq + 1 } };
}

function send(network: Network, drafts: readonly Draft[], at: number): Network {
  if (drafts.length === 0) return network;
  const asks = drafts.map((draft, index) => ({ ...draft, id: network.nextId + index, sentAt: at }));
  return { ...network, asks: [...network.asks, ...asks], nextId: network.nextId + asks.length };
}

/** One DNS question; where nobody answers those (or none may be asked), a page, a handshake or the proxy. */
function beat(network: Network, { targets, pace: every }: Probing, at: number, drafts: Draft[]): Network {
  const signs = dnsDrafts(network, targets).filter((draft) => !isShunned(network, draft, at));
  const choices = signs.length > 0 ? signs : beatsByProof(network, targets, at);
  const chosen = choices[network.turns.dns % Math.max(choices.length, 1)];
  if (chosen) drafts.push({ ...chosen, isBeat: true, isKept: chosen.witness === 'page' });
  const next = at + (signs.length > 0 ? every.beat : every.pageBeat);
  return turn({ ...network, due: { ...network.due, beat: next } }, 'dns');
}

function beatsByProof(network: Network, targets: Targets, at: number): Draft[] {
  const all = proofDrafts(network, targets);
  const spared = all.filter((draft) => !isShunned(network, draft, at));
  // Beats by turns through the proxy would look like a line that nothing comes straight from.
  const straight = spared.filter(({ witness }) => witness !== 'proxy');
  return [straight, spared, all].find((some) => some.length > 0) ?? [];
}

const proofDrafts = (network: Network, targets: Targets) => [
  ...pageDrafts(network, targets),
  ...tlsDrafts(network, targets),
  ...proxyDrafts(network, targets),
];

/**
 * While online the same page a few times over one connection, then the next; while down, or while a proof is
 * owed, another witness each time: pages, every third a handshake by address, every fourth through the proxy.
 */
function proof(network: Network, probing: Probing, at: number, isUp: boolean, drafts: Draft[]): Network {
  const { targets, pace: every } = probing;
  const isCalm = isUp && network.unproved === null;
  const pages = pageDrafts(network, targets).filter((draft) => !isShunned(network, draft, at));
  const turned = turnPage(network, isCalm);
  const chosen = isCalm && pages.length > 0 ? ofTurn(pages, turned) : inTurn(turned, targets, pages);
  if (chosen) drafts.push({ ...chosen, isKept: isCalm && chosen.witness === 'page' });
  const isSlow = isUp || network.verdict.key === 'dns-broken';
  const next = !isSlow ? pace.back : network.unproved ? pace.proofOwed : every.proof;
  return turn({ ...turned, due: { ...network.due, proof: at + next } }, 'page');
}

function inTurn(network: Network, targets: Targets, pages: readonly Draft[]): Draft | undefined {
  const [hellos, proxied] = [tlsDrafts(network, targets), proxyDrafts(network, targets)];
  const turn = network.turns.page;
  const kinds = [pages, pages, hellos, proxied].filter((kind) => kind.length > 0);
  const wanted = [pages, pages, hellos, ...(proxied.length > 0 ? [proxied] : [])];
  const kind = wanted[turn % wanted.length] ?? pages;
  const chosen = kind.length > 0 ? kind : kinds[turn % Math.max(kinds.length, 1)];
  return chosen?.[Math.floor(turn / wanted.length + turn) % Math.max(chosen.length, 1)];
}

const ofTurn = (pages: readonly Draft[], { pageTurn }: Network) => pages[pageTurn.index % pages.length];

function turnPage(network: Network, isCalm: boolean): Network {
  const { index, uses } = network.pageTurn;
  const stays = isCalm && uses < pace.pageUses;
  return { ...network, pageTurn: stays ? { index, uses: uses + 1 } : { index: index + 1, uses: 1 } };
}

/**
 * One resolver has no neighbours that could speak for it, so in a doubt it is asked two things at a time: at
 * 30 % loss nine lost questions in a row convict it wrongly twice in a hundred thousand doubts. A question that
 * it has to pass on outward is as good as a beat, and takes the beat's place.
 */
function resolver(network: Network, probing: Probing, at: number, isUp: boolean, drafts: Draft[]): Network {
  const questions = resolverDrafts(network, probing.targets);
  const isDoubt = isUp && network.resolverSilentSince !== null;
  const start = network.turns.resolver % Math.max(questions.length, 1);
  const ordered = [...questions.slice(start), ...questions.slice(0, start)];
  const [first] = ordered;
  const isBeat = isUp && !isDoubt && first !== undefined && isPassedOn(network, first);
  drafts.push(...ordered.slice(0, isDoubt ? 2 : 1).map((draft) => ({ ...draft, isBeat })));
  const next = isDoubt ? pace.resolverDoubt : isUp ? probing.pace.resolver : pace.back;
  const due = { ...network.due, resolver: at + next };
  const moved = isBeat ? { ...due, beat: Math.max(due.beat, at + probing.pace.beat) } : due;
  return turn({ ...network, due: moved }, 'resolver');
}

function gateway(network: Network, probing: Probing, at: number, isUp: boolean, drafts: Draft[]): Network {
  const address = network.facts?.gateway;
  if (address) drafts.push(gatewayDraft(address));
  const next = isUp ? probing.pace.gateway : pace.gatewayDown;
  return { ...network, due: { ...network.due, gateway: at + next } };
}

/**
 * A doubt asks everybody at once, then every DNS target and the handshakes again; any true answer ends it. Where no
 * DNS target is known to answer, everything is asked each time.
 */
function rounds(network: Network, { targets }: Probing, at: number, drafts: Draft[]): Network {
  const { silence } = network;
  if (!silence) return network;
  const wanted = pace.rounds.filter((after) => at >= silence.doubtAt + after).length;
  if (wanted <= silence.rounds) return network;
  if (silence.rounds === 0) {
    drafts.push(...tlsDrafts(network, targets).slice(0, 2), ...pageDrafts(network, targets).slice(0, 2));
    drafts.push(...proxyDrafts(network, targets).slice(0, 1));
    if (network.facts?.gateway) drafts.push(gatewayDraft(network.facts.gateway));
    drafts.push(...resolverDrafts(network, targets).slice(0, 1));
  }
  const signs = dnsDrafts(network, targets);
  const isMute = signs.every((draft) => isShunned(network, draft, at));
  const hellos = silence.rounds === 0 ? [] : tlsDrafts(network, targets).slice(0, 2);
  drafts.push(...signs, ...(isMute ? proofDrafts(network, targets) : hellos));
  return { ...network, silence: { ...silence, rounds: wanted } };
}

function turn(network: Network, witness: Witness): Network {
  return { ...network, turns: { ...network.turns, [witness]: network.turns[witness] + 1 } };
}
