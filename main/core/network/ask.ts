import type { Settings } from '../settings.ts';
import { familyOf, parseDnsTarget, parsePageTarget, parseQuestion, parseTlsTarget } from '../targets.ts';
import { sideOf } from '../verdicts.ts';
import { type Ask, type Family, hasWay, type Network, type Witness, wayOf } from './network.ts';
import { pace, patience } from './patience.ts';

/** What may be asked, and whether anything may be asked at all. */
export interface Probing {
  readonly settings: Settings;
  readonly isAllowed: boolean;
}

type Draft = Omit<Ask, 'id' | 'sentAt'>;

/** Adds the questions that are due at this moment. Pure: "asking" is only writing down what should be asked. */
export function askWhatIsDue(network: Network, probing: Probing, at: number): Network {
  const looked = at >= network.due.beat ? wantLook(network, 'quick') : network;
  if (!probing.isAllowed || !hasWay(network.facts)) {
    return {
      ...looked,
      due: at >= network.due.beat ? { ...network.due, beat: at + pace.beat } : network.due,
    };
  }
  const drafts: Draft[] = [];
  let next = looked;
  const isUp = sideOf(network.verdict.key) === 'online';
  if (at >= next.due.beat) next = beat(next, probing, at, drafts);
  if (at >= next.due.proof) next = proof(next, probing, at, isUp, drafts);
  if (at >= next.due.resolver) next = resolver(next, probing, at, isUp, drafts);
  if (at >= next.due.gateway) next = gateway(next, at, isUp, drafts);
  next = rounds(next, probing, at, drafts);
  return send(next, drafts, at);
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

function beat(network: Network, { settings }: Probing, at: number, drafts: Draft[]): Network {
  const all = dnsDrafts(network, settings);
  const healthy = all.filter((draft) => !isShunned(network, draft, at));
  const choices = healthy.length > 0 ? healthy : proofDrafts(network, settings);
  const chosen = choices[network.turns.dns % Math.max(choices.length, 1)];
  if (chosen) drafts.push({ ...chosen, isBeat: true });
  return turn({ ...network, due: { ...network.due, beat: at + pace.beat } }, 'dns');
}

/** While online one page every ten seconds; while down one a second, every third a TLS handshake by address. */
function proof(network: Network, { settings }: Probing, at: number, isUp: boolean, drafts: Draft[]): Network {
  const pages = pageDrafts(network, settings).filter((draft) => !isShunned(network, draft, at));
  const hellos = tlsDrafts(network, settings);
  const wantsTls = pages.length === 0 || (!isUp && network.turns.page % 3 === 2);
  const choices = wantsTls && hellos.length > 0 ? hellos : pages;
  const chosen = choices[network.turns.page % Math.max(choices.length, 1)];
  if (chosen) drafts.push(chosen);
  const next = isUp || network.verdict.key === 'dns-broken' ? pace.proof : pace.back;
  return turn({ ...network, due: { ...network.due, proof: at + next } }, 'page');
}

/**
 * One resolver has no neighbours that could speak for it, so in a doubt it is asked two things at a time: at
 * 30 % loss nine lost questions in a row convict it wrongly twice in a hundred thousand doubts.
 */
function resolver(
  network: Network,
  { settings }: Probing,
  at: number,
  isUp: boolean,
  drafts: Draft[],
): Network {
  const questions = resolverQuestions(network, settings);
  const isDoubt = isUp && network.resolverSilentSince !== null;
  const start = network.turns.resolver % Math.max(questions.length, 1);
  drafts.push(...[...questions.slice(start), ...questions.slice(0, start)].slice(0, isDoubt ? 2 : 1));
  const next = isDoubt ? pace.resolverDoubt : isUp ? pace.resolver : pace.back;
  return turn({ ...network, due: { ...network.due, resolver: at + next } }, 'resolver');
}

function gateway(network: Network, at: number, isUp: boolean, drafts: Draft[]): Network {
  const address = network.facts?.gateway;
  if (address) drafts.push(gatewayDraft(address));
  return { ...network, due: { ...network.due, gateway: at + (isUp ? pace.gateway : pace.gatewayDown) } };
}

/** A doubt asks everybody at once, then every DNS target again; any true answer ends it. */
function rounds(network: Network, { settings }: Probing, at: number, drafts: Draft[]): Network {
  const { silence } = network;
  if (!silence) return network;
  const wanted = pace.rounds.filter((after) => at >= silence.doubtAt + after).length;
  if (wanted <= silence.rounds) return network;
  if (silence.rounds === 0) {
    drafts.push(...tlsDrafts(network, settings).slice(0, 2), ...pageDrafts(network, settings).slice(0, 2));
    if (network.facts?.gateway) drafts.push(gatewayDraft(network.facts.gateway));
    drafts.push(...resolverQuestions(network, settings).slice(0, 1));
  }
  drafts.push(...dnsDrafts(network, settings));
  return { ...network, silence: { ...silence, rounds: wanted } };
}

function gatewayDraft(address: string): Draft {
  return {
    witness: 'gateway',
    target: address,
    family: familyOf(address) ?? 4,
    detail: '',
    isBeat: false,
  };
}

function dnsDrafts(network: Network, settings: Settings): Draft[] {
  const targets = settings['probe.dns'].map((text) => ({ text, target: parseDnsTarget(text) }));
  return targets.flatMap(({ text, target }) =>
    target && wayOf(network.facts, target.family)
      ? [
          {
            witness: 'dns',
            target: text,
            family: target.family,
            detail: settings['probe.question'],
            isBeat: false,
          },
        ]
      : [],
  );
}

function tlsDrafts(network: Network, settings: Settings): Draft[] {
  return settings['probe.tls'].flatMap((text) => {
    const target = parseTlsTarget(text);
    if (!target || !wayOf(network.facts, target.family)) return [];
    return [{ witness: 'tls', target: text, family: target.family, detail: '', isBeat: false }];
  });
}

function pageDrafts(network: Network, settings: Settings): Draft[] {
  const perPage = settings['probe.pages'].map((text) => {
    const page = parsePageTarget(text);
    return families(network).flatMap((family): Draft[] => {
      const address = page && addressOf(network, page.host, family);
      return address ? [{ witness: 'page', target: text, family, detail: address, isBeat: false }] : [];
    });
  });
  // One page after the other before the second family, so that two in a row are two operators.
  return [0, 1].flatMap((index) => perPage.flatMap((drafts) => drafts[index] ?? []));
}

const proofDrafts = (network: Network, settings: Settings) => [
  ...pageDrafts(network, settings),
  ...tlsDrafts(network, settings),
];

/**
 * What to ask the system's resolver: the addresses of the pages, so that the question also keeps them
 * fresh and the proof never waits for a name. Without pages, the constant question.
 */
function resolverQuestions(network: Network, settings: Settings): Draft[] {
  const hosts = [...new Set(settings['probe.pages'].flatMap((text) => parsePageTarget(text)?.host ?? []))];
  const fallback = parseQuestion(settings['probe.question'])?.name;
  const names = hosts.length > 0 ? hosts : fallback ? [fallback] : [];
  const questions = families(network).flatMap((family) => names.map((name) => ({ name, family })));
  const missing = questions.filter(
    ({ name, family }) => !network.addresses[addressKey(name, family)]?.isTrusted,
  );
  const resolvers = network.facts?.resolvers ?? [];
  return (missing.length > 0 ? missing : questions).flatMap(({ name, family }, index) => {
    const target = resolvers[(network.turns.resolver + index) % Math.max(resolvers.length, 1)];
    return target ? [{ witness: 'resolver' as const, target, family, detail: name, isBeat: false }] : [];
  });
}

function families(network: Network): Family[] {
  const both: readonly Family[] = [4, 6];
  return both.filter((family) => wayOf(network.facts, family) !== null);
}

export const addressKey = (host: string, family: Family) => `${host}/${family}`;

function addressOf(network: Network, host: string, family: Family): string | null {
  const literal = familyOf(host);
  if (literal !== null) return literal === family ? host : null;
  const known = network.addresses[addressKey(host, family)];
  return known?.addresses[network.turns.page % Math.max(known.addresses.length, 1)] ?? null;
}

export const witnessKey = (ask: Pick<Ask, 'witness' | 'target' | 'family'>) =>
  `${ask.witness} ${ask.target} ${ask.family}`;

function isShunned(network: Network, draft: Draft, at: number): boolean {
  return (network.misses[witnessKey(draft)]?.until ?? 0) > at;
}

/** One more miss for a witness; at the fourth in a row it is left alone for two minutes. */
export function missed(network: Network, key: string, at: number): Network {
  const count = (network.misses[key]?.count ?? 0) + 1;
  const until = count >= patience.shunAfter ? at + patience.shunFor : 0;
  return { ...network, misses: { ...network.misses, [key]: { count: until > 0 ? 0 : count, until } } };
}

function turn(network: Network, witness: Witness): Network {
  return { ...network, turns: { ...network.turns, [witness]: network.turns[witness] + 1 } };
}
