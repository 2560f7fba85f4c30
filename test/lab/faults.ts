import type { Behaviour } from './behaviour.ts';
import { OPERATORS } from './world.ts';

/**
 * What a fault does to the lab. Drops are policy rules in the router (`ip rule … blackhole` discards without
 * an ICMP, in mid-flow too), so that only random loss needs nft.
 */
export interface Effect {
  /** A part of the machine's own way out that is broken. */
  readonly breaks?: 'carrier' | 'interface' | 'route' | 'gateway' | 'v4';
  /** Policy rules of the router, for one family or both. */
  readonly rules?: readonly Rule[];
  /** Percent of packets lost on the LAN, each way, each on its own. */
  readonly loss?: number;
  /** What the servers do differently. */
  readonly servers?: Partial<Behaviour>;
  /** A VPN's interface and routes appear (tunnel.ts). It does not travel over en0, and en0's faults do not touch it. */
  readonly tunnel?: true;
}

/** A policy rule in the words of ip-rule(8), without its priority. */
export interface Rule {
  readonly family: 4 | 6;
  readonly rule: string;
}

/** The router's interfaces. */
export const LAN_INTERFACE = 'lan0';
export const WAN_INTERFACE = 'wan0';
export const VPN_INTERFACE = 'vpn0';

function bothFamilies(...rules: readonly string[]): Rule[] {
  return rules.flatMap((rule) => [
    { family: 4 as const, rule },
    { family: 6 as const, rule },
  ]);
}

/** Nothing to or from these ports beyond the router; what the router itself sends still passes. */
function closedPorts(...ports: readonly string[]): Rule[] {
  return ports.flatMap((port) => {
    const [protocol, number] = port.split('/');
    const asked = `iif ${LAN_INTERFACE} ipproto ${protocol} dport ${number} blackhole`;
    const answered = `iif ${WAN_INTERFACE} ipproto ${protocol} sport ${number} blackhole`;
    return bothFamilies(asked, answered);
  });
}

/** Nothing to or from this address and the same operator's first IPv6 address. */
function closedAddress(address: string): Rule[] {
  const sibling = OPERATORS.find((operator) => operator.v4.includes(address))?.v6[0] ?? '';
  const rules = (one: string) => [`to ${one} blackhole`, `from ${one} blackhole`];
  return [
    ...rules(address).map((rule) => ({ family: 4 as const, rule })),
    ...rules(sibling).map((rule) => ({ family: 6 as const, rule })),
  ];
}

function closedFamily(family: 4 | 6): Rule[] {
  return [LAN_INTERFACE, WAN_INTERFACE].map((name) => ({ family, rule: `iif ${name} blackhole` }));
}

/** Nothing but TCP to port 80 and 443 leaves (a rule cannot name port 65535); the router's forwarder resolves. */
const corporateRules: Rule[] = bothFamilies(
  `iif ${LAN_INTERFACE} ipproto udp blackhole`,
  ...['1-79', '81-442', '444-65534'].map(
    (ports) => `iif ${LAN_INTERFACE} ipproto tcp dport ${ports} blackhole`,
  ),
);

/** No ICMP beyond the router, errors included: a policy rule cannot tell an echo from them. */
const closedIcmp: Rule[] = [LAN_INTERFACE, WAN_INTERFACE].flatMap((name) => [
  { family: 4, rule: `iif ${name} ipproto icmp blackhole` },
  { family: 6, rule: `iif ${name} ipproto ipv6-icmp blackhole` },
]);

/** `lo` stands for what the router itself sends. */
const everything = (action: string): Rule[] =>
  bothFamilies(...['lo', LAN_INTERFACE].map((name) => `iif ${name} ${action}`));

/** A portal lets DNS and plain pages through to itself; TLS and QUIC fall silent. */
const portalRules = closedPorts('tcp/443', 'udp/443');

export const FAULTS = {
  'link-down': { breaks: 'carrier' },
  'link-off': { breaks: 'interface' },
  'no-route': { breaks: 'route' },
  'gateway-dead': { breaks: 'gateway' },
  blackhole: { rules: [...everything('blackhole'), ...bothFamilies(`iif ${WAN_INTERFACE} blackhole`)] },
  unreachable: { rules: everything('unreachable') },
  'dns-dead': { servers: { resolver: 'silent' } },
  'dns-servfail': { servers: { resolver: 'servfail' } },
  'all-dns-blocked': { rules: closedPorts('udp/53', 'tcp/53') },
  portal: { rules: portalRules, servers: { portal: 'forged' } },
  'portal-honest': { rules: portalRules, servers: { portal: 'honest' } },
  'portal-200': { rules: portalRules, servers: { portal: 'honest', login: 'page' } },
  'block-1.1.1.1': { rules: closedAddress('1.1.1.1') },
  'block-8.8.8.8': { rules: closedAddress('8.8.8.8') },
  'block-9.9.9.9': { rules: closedAddress('9.9.9.9') },
  'block-pages': { rules: closedPorts('tcp/80') },
  'v4-dead': { rules: closedFamily(4) },
  'v6-dead': { rules: closedFamily(6) },
  'loss-10': { loss: 10 },
  'loss-30': { loss: 30 },
  'loss-50': { loss: 50 },
  'delay-600': { servers: { delay: 600 } },
  'delay-2000': { servers: { delay: 2_000 } },
  'dns-slow-3000': { servers: { dnsDelay: 3_000 } },
  'dns-memory': { servers: { memory: true } },
  corporate: { rules: [...corporateRules, ...closedIcmp] },
  'icmp-blocked': { rules: closedIcmp },
  'v6-only': { breaks: 'v4' },
  'proxy-only': { rules: bothFamilies(`iif ${LAN_INTERFACE} blackhole`) },
  'vpn-on': { tunnel: true },
  'vpn-dead': { tunnel: true, rules: bothFamilies(`iif ${VPN_INTERFACE} blackhole`) },
} as const satisfies Record<string, Effect>;

export type FaultName = keyof typeof FAULTS;

/** Every fault's name, in the order above. */
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

/** The faults that only nft can make. */
export const needsNft = (name: FaultName): boolean => (FAULTS[name] as Effect).loss !== undefined;
