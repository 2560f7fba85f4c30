import type { FaultName } from '../lab/faults.ts';

/** What a checker says at a moment: `up`, `down`, or nothing it would stand for. */
export interface Saying {
  readonly isUp: boolean | null;
  /** Only ours has words: `online`, `dns-broken`, `captive`… */
  readonly word: string;
}

/** The peers, and ours first. */
export const CHECKERS = ['ours', 'is-online', 'ping', 'navigator'] as const;
export type CheckerName = (typeof CHECKERS)[number];

/** Which of our numbers an outage belongs to; the limit is the p95 in milliseconds from the event to the verdict. */
export const LIMITS = {
  own: { what: 'own link or route', ms: 300 },
  silent: { what: 'silent upstream or dead gateway', ms: 4_000 },
  forged: { what: 'portal with forged DNS', ms: 2_500 },
  honest: { what: 'portal with honest DNS', ms: 9_000 },
  names: { what: 'DNS dead', ms: 6_000 },
  back: { what: 'heal → online', ms: 1_600 },
  wake: { what: 'the right state after a wake', ms: 3_000 },
  eager: { what: 'silent upstream, traffic in flight', ms: 3_000 },
} as const;
export type Limit = keyof typeof LIMITS;

/** One case of the bench, and what is true in it. */
export interface Case {
  readonly name: string;
  readonly fault: FaultName;
  /** What this line is like before, during and after: not the fault, and none of it is wrong. */
  readonly on?: FaultName;
  /** `outage`: cloud use is impossible. `harmless`: it works, whatever it looks like. */
  readonly kind: 'outage' | 'harmless' | 'flapping' | 'sleep';
  /** Our words that are right while it lasts. */
  readonly right: readonly string[];
  readonly limit?: Limit;
  /** Peers that can see it at all; the others are not waited for. */
  readonly sees?: readonly CheckerName[];
  /** Milliseconds a harmless fault lasts, when it is not the usual time. */
  readonly lasts?: number;
}

const silence: readonly CheckerName[] = ['ours', 'is-online', 'ping'];
/** Pings pass, and is-online is content with an answer of a public resolver, forged or not. */
const onlyOurs: readonly CheckerName[] = ['ours'];

const outage = (
  fault: FaultName,
  limit: Limit,
  right: readonly string[],
  sees: readonly CheckerName[],
): Case => ({
  ...{ name: fault, fault, kind: 'outage', limit, right, sees },
});
const harmless = (fault: FaultName, ...right: readonly string[]): Case => ({
  ...{ name: fault, fault, kind: 'harmless', right: ['online', ...right] },
});
const flapping = (name: string, fault: FaultName): Case => ({ name, fault, kind: 'flapping', right: [] });

export const CASES: readonly Case[] = [
  outage('link-down', 'own', ['link-down'], CHECKERS),
  outage('no-route', 'own', ['no-gateway'], silence),
  outage('gateway-dead', 'silent', ['gateway-dead', 'upstream-dead'], silence),
  outage('blackhole', 'silent', ['upstream-dead'], silence),
  {
    ...outage('blackhole', 'silent', ['upstream-dead'], silence),
    name: 'blackhole-memory',
    on: 'dns-memory',
  },
  outage('unreachable', 'silent', ['upstream-dead'], silence),
  outage('vpn-dead', 'silent', ['vpn-dead'], silence),
  outage('dns-dead', 'names', ['dns-broken'], onlyOurs),
  outage('portal', 'forged', ['captive'], onlyOurs),
  outage('portal-honest', 'honest', ['captive'], onlyOurs),
  outage('portal-200', 'honest', ['captive'], onlyOurs),
  {
    name: 'sleep',
    fault: 'blackhole',
    kind: 'sleep',
    limit: 'wake',
    right: ['upstream-dead'],
    sees: silence,
  },
  flapping('flapping-link', 'link-down'),
  flapping('flapping-upstream', 'blackhole'),
  { ...harmless('blackhole'), name: 'blip-1500', lasts: 1_500 },
  harmless('block-1.1.1.1'),
  harmless('block-8.8.8.8'),
  harmless('corporate'),
  harmless('v6-only'),
  harmless('v6-dead'),
  harmless('icmp-blocked'),
  harmless('dns-memory'),
  harmless('vpn-on'),
  harmless('loss-10', 'lossy', 'slow'),
  harmless('loss-30', 'lossy', 'slow'),
  harmless('loss-50', 'lossy', 'slow'),
  harmless('delay-600', 'slow', 'lossy'),
  harmless('delay-2000', 'slow', 'lossy'),
  harmless('dns-slow-3000', 'slow', 'lossy'),
];
