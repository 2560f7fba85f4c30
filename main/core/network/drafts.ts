import type { Settings } from '../settings.ts';
import { familyOf, parseDnsTarget, parsePageTarget, parseQuestion, parseTlsTarget } from '../targets.ts';
import { type Ask, type Family, type Network, wayOf } from './network.ts';

/** A question as it may be asked: whom, by which family, what. */
export type Draft = Omit<Ask, 'id' | 'sentAt'>;

/** The witnesses that may be asked, as the settings name them. */
export type Targets = Pick<Settings, 'probe.question' | 'probe.dns' | 'probe.tls' | 'probe.pages'>;

const plain = { isBeat: false, isProof: false, isKept: false } as const;

export function gatewayDraft(address: string): Draft {
  return { ...plain, witness: 'gateway', target: address, family: familyOfZoned(address) ?? 4, detail: '' };
}

/** A link-local address carries its interface: `fe80::1%en0`. */
const familyOfZoned = (address: string) => familyOf(address.replace(/%.*$/, ''));

/** Signs of life; proof only where nobody better could be asked. */
export function dnsDrafts(network: Network, targets: Targets): Draft[] {
  const isProof = targets['probe.tls'].length === 0 && targets['probe.pages'].length === 0;
  return targets['probe.dns'].flatMap((text): Draft[] => {
    const target = parseDnsTarget(text);
    if (!target || !wayOf(network.facts, target.family)) return [];
    const { family } = target;
    return [{ ...plain, witness: 'dns', target: text, family, detail: targets['probe.question'], isProof }];
  });
}

export function tlsDrafts(network: Network, targets: Targets): Draft[] {
  return targets['probe.tls'].flatMap((text): Draft[] => {
    const target = parseTlsTarget(text);
    if (!target || !wayOf(network.facts, target.family)) return [];
    return [{ ...plain, witness: 'tls', target: text, family: target.family, detail: '', isProof: true }];
  });
}

/** One page after the other before the second family, so that two in a row are two operators. */
export function pageDrafts(network: Network, targets: Targets): Draft[] {
  const perPage = targets['probe.pages'].map((text) => {
    const page = parsePageTarget(text);
    return families(network).flatMap((family): Draft[] => {
      const address = page && addressOf(network, page.host, family);
      return address
        ? [{ ...plain, witness: 'page', target: text, family, detail: address, isProof: true }]
        : [];
    });
  });
  return [0, 1].flatMap((index) => perPage.flatMap((drafts) => drafts[index] ?? []));
}

/** The pages once more, through the system's proxy, when there is one. */
export function proxyDrafts(network: Network, targets: Targets): Draft[] {
  const proxy = network.facts?.proxy;
  const host = proxy ? proxyHost(proxy) : '';
  const address = addressOf(network, host, 4) ?? addressOf(network, host, 6);
  if (!proxy || address === null) return [];
  const family = familyOf(address) ?? 4;
  return targets['probe.pages'].map((page) => {
    return { ...plain, witness: 'proxy', target: proxy, family, detail: `${address} ${page}`, isProof: true };
  });
}

/** `http://host:port`, `http://[::1]:3128`: the host alone. */
const proxyHost = (proxy: string) =>
  proxy
    .replace(/^http:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');

/**
 * What to ask the system's resolver: the addresses of the pages, so that the question also keeps them
 * fresh and the proof never waits for a name. Without pages, the constant question.
 */
export function resolverDrafts(network: Network, targets: Targets): Draft[] {
  const proxy = network.facts?.proxy;
  const pages = targets['probe.pages'].flatMap((text) => parsePageTarget(text)?.host ?? []);
  const hosts = [...new Set([...(proxy ? [proxyHost(proxy)] : []), ...pages])];
  const names = hosts.filter((host) => familyOf(host) === null);
  const fallback = parseQuestion(targets['probe.question'])?.name;
  const asked = names.length > 0 ? names : fallback ? [fallback] : [];
  const questions = families(network).flatMap((family) => asked.map((name) => ({ name, family })));
  const missing = questions.filter(
    ({ name, family }) => !network.addresses[addressKey(name, family)]?.isTrusted,
  );
  const resolvers = network.facts?.resolvers ?? [];
  return (missing.length > 0 ? missing : questions).flatMap(({ name, family }, index): Draft[] => {
    const target = resolvers[(network.turns.resolver + index) % Math.max(resolvers.length, 1)];
    return target ? [{ ...plain, witness: 'resolver', target, family, detail: name }] : [];
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
  return known?.addresses[network.pageTurn.index % Math.max(known.addresses.length, 1)] ?? null;
}
