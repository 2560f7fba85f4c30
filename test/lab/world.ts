/**
 * The small internet of the lab: who owns which address and which page says what.
 * Everything is a literal, so that a test can be read without a running lab.
 */

/** One network stack's two addresses of the same machine. */
export interface DualAddress {
  readonly v4: string;
  readonly v6: string;
}

/** The machine under test ("the Mac"), the router's LAN side, and the router's link to the internet. */
export const HOST: DualAddress = { v4: '192.168.77.2', v6: 'fd77::2' };
export const GATEWAY: DualAddress = { v4: '192.168.77.1', v6: 'fd77::1' };
export const LAN: DualAddress = { v4: '192.168.77.0/24', v6: 'fd77::/64' };
export const WAN_GATEWAY: DualAddress = { v4: '10.77.0.1', v6: 'fd88::1' };
export const WAN_INTERNET: DualAddress = { v4: '10.77.0.2', v6: 'fd88::2' };

/** The machine's end of the tunnel while a VPN is up; point to point, so the router's end has no address. */
export const TUNNEL: DualAddress = { v4: '10.99.0.2', v6: 'fd99::2' };

/** The router's HTTP proxy, on its LAN address. */
export const PROXY_PORT = 3128;
export const PROXY_URL = `http://${GATEWAY.v4}:${PROXY_PORT}`;

/** The resolver of the internet provider, which the router's forwarder relays to. */
export const ISP_RESOLVER: DualAddress = { v4: '203.0.113.53', v6: '2001:db8:53::53' };

/** The name a captive portal has for itself; it exists only while a portal is in force. */
export const PORTAL_NAME = 'portal.lab';
export const PORTAL_LOGIN = `http://${PORTAL_NAME}/login`;

/** A public DNS operator: answers on :53 by UDP and on :443 with a certificate of the lab's own CA. */
export interface Operator {
  readonly name: string;
  readonly v4: readonly string[];
  readonly v6: readonly string[];
}

export const OPERATORS: readonly Operator[] = [
  {
    name: 'one.one.one.one',
    v4: ['1.1.1.1', '1.0.0.1'],
    v6: ['2606:4700:4700::1111', '2606:4700:4700::1001'],
  },
  {
    name: 'dns.google',
    v4: ['8.8.8.8', '8.8.4.4'],
    v6: ['2001:4860:4860::8888', '2001:4860:4860::8844'],
  },
  { name: 'dns.quad9.net', v4: ['9.9.9.9'], v6: ['2620:fe::fe'] },
];

/** A server whose one page has a known answer: how operating systems look for captive portals. */
export interface PageServer extends DualAddress {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

export const PAGE_SERVERS: readonly PageServer[] = [
  {
    name: 'connectivitycheck.gstatic.com',
    v4: '203.0.113.80',
    v6: '2001:db8:80::80',
    path: '/generate_204',
    status: 204,
    body: '',
  },
  {
    name: 'captive.apple.com',
    v4: '203.0.113.81',
    v6: '2001:db8:80::81',
    path: '/hotspot-detect.html',
    status: 200,
    type: 'text/html',
    body: '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>',
  },
  {
    name: 'detectportal.firefox.com',
    v4: '203.0.113.82',
    v6: '2001:db8:80::82',
    path: '/success.txt',
    status: 200,
    type: 'text/plain',
    body: 'success\n',
  },
];

/** Resolvers that say who asks, `myip.opendns.com`; other checkers of connectivity ask them. */
export const WHO_AM_I = 'myip.opendns.com';
const OPEN_DNS = ['208.67.222.222', '208.67.220.220', '2620:0:ccc::2', '2620:0:ccd::2'];

/** A site that answers any request inside TLS with 200; only other checkers of connectivity ask them. */
export interface Site extends DualAddress {
  readonly name: string;
  /** Null: the asker's address. */
  readonly body: string | null;
}

export const SITES: readonly Site[] = [
  { name: 'captive.apple.com', v4: '203.0.113.81', v6: '2001:db8:80::81', body: 'Success' },
  { name: 'icanhazip.com', v4: '203.0.113.84', v6: '2001:db8:80::84', body: null },
  { name: 'api.ipify.org', v4: '203.0.113.85', v6: '2001:db8:80::85', body: null },
  { name: 'cloudflare.com', v4: '203.0.113.86', v6: '2001:db8:80::86', body: 'a site\n' },
];

/** Addresses that answer DNS questions. */
export const DNS_ADDRESSES: readonly string[] = [
  ...OPERATORS.flatMap((operator) => [...operator.v4, ...operator.v6]),
  ...OPEN_DNS,
  ISP_RESOLVER.v4,
  ISP_RESOLVER.v6,
];

/** Every address the internet namespace owns. */
export const PUBLIC_ADDRESSES: readonly string[] = [
  ...new Set([
    ...DNS_ADDRESSES,
    ...PAGE_SERVERS.flatMap((server) => [server.v4, server.v6]),
    ...SITES.flatMap((site) => [site.v4, site.v6]),
  ]),
];

/** The truth about a name, or undefined when there is no such name. */
export function addressesOf(name: string): { v4: readonly string[]; v6: readonly string[] } | undefined {
  const operator = OPERATORS.find((one) => one.name === name);
  if (operator !== undefined) return operator;
  const server = [...PAGE_SERVERS, ...SITES].find((one) => one.name === name);
  return server === undefined ? undefined : { v4: [server.v4], v6: [server.v6] };
}

/** `1.1.1.1:53`, `[2620:fe::fe]:53`: the key under which questions to a server are counted. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
