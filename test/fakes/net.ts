import dnsPacket from 'dns-packet';
import {
  type Clock,
  type Net,
  type NetAddress,
  NetError,
  type PageReply,
  type Where,
} from '../../main/engine/tools/tools.ts';

/** How the simulated line is at this moment. */
export interface Line {
  link: boolean;
  route: boolean;
  /** What happens beyond the router. */
  upstream: 'ok' | 'silent' | 'unreachable';
  gateway: 'ok' | 'dead';
  resolver: 'ok' | 'dead' | 'servfail';
  portal: 'no' | 'forged' | 'honest';
  /** One way, in ms. */
  latency: number;
  /** Probability that an exchange is lost. */
  loss: number;
  blocked: Set<string>;
  /** What passes outward: everything, only questions for names, only pages and handshakes, or only the proxy. */
  only: 'all' | 'dns' | 'web' | 'proxy';
  /** A virtual private network that carries everything, and whether anything comes out of it. */
  vpn: 'no' | 'up' | 'dead';
  /** The system has an HTTP proxy, on the local network. */
  hasProxy: boolean;
  /** How much later (ms) than everything else names are answered. */
  dnsDelay: number;
  /** How the router's resolver, which answers from a memory, tells the life of its answers. */
  ttl: 'counted' | 'constant';
}

export function goodLine(): Line {
  return {
    link: true,
    route: true,
    upstream: 'ok',
    gateway: 'ok',
    resolver: 'ok',
    portal: 'no',
    latency: 10,
    loss: 0,
    blocked: new Set(),
    only: 'all',
    vpn: 'no',
    hasProxy: false,
    dnsDelay: 0,
    ttl: 'counted',
  };
}

const mac = '192.168.1.20';
const router = '192.168.1.1';
const inTunnel = '100.64.0.7';
/** Where the system's proxy is, when it has one. */
export const proxyAt = '192.168.1.9';
const pages = new Map([
  ['connectivitycheck.gstatic.com', '203.0.113.80'],
  ['captive.apple.com', '203.0.113.81'],
  ['detectportal.firefox.com', '203.0.113.82'],
  ['dns.google', '8.8.8.8'],
]);

export interface SimNet extends Net {
  readonly line: Line;
  /** How many questions left the machine. */
  asked: number;
  /** How many of them left the local network. */
  askedOutside: number;
}

/** The answer as it is at this moment, to be given later. */
function answered<T>(
  answer: () => T,
): (resolve: (value: T) => void, reject: (error: unknown) => void) => void {
  try {
    const value = answer();
    return (resolve) => resolve(value);
  } catch (error) {
    return (_resolve, reject) => reject(error);
  }
}

/** The environment of a process on that Mac. */
export const envOf = (line: Line) => ({
  get http_proxy() {
    return line.hasProxy ? `http://${proxyAt}:3128` : undefined;
  },
});

type Kind = 'dns' | 'web' | 'proxy' | 'knock';

/** A network of one Mac, one router and the internet, at the level of single exchanges. */
export function simNet(clock: Clock, random: () => number): SimNet {
  const line = goodLine();

  /** Settles after a round trip, or never (until aborted) when it is lost. */
  function travel<T>(to: Where, kind: Kind, signal: AbortSignal, answer: () => T): Promise<T> {
    net.asked += 1;
    if (!to.address.startsWith('192.168.1.')) net.askedOutside += 1;
    return new Promise((resolve, reject) => {
      const give = (code: string) => reject(new NetError(code));
      if (signal.aborted) return give('ABORTED');
      signal.addEventListener('abort', () => give('ABORTED'), { once: true });
      if (!line.link || !line.route) return give('ENETUNREACH');
      const fate = fateOf(to, kind);
      if (fate === 'unreachable') clock.after(line.latency, () => give('EHOSTUNREACH'));
      if (fate !== 'ok' || random() < line.loss) return;
      // Whoever answers does so as the line was when it was asked.
      const settle = answered(answer);
      const late = kind === 'dns' ? line.dnsDelay : 0;
      clock.after(2 * line.latency + late, () => settle(resolve, reject));
    });
  }

  function fateOf(to: Where, kind: Kind): Line['upstream'] {
    if (line.blocked.has(to.address)) return 'silent';
    if (to.address === router) return line.gateway === 'ok' ? 'ok' : 'unreachable';
    const isDropped = line.only !== 'all' && line.only !== kind;
    if (line.vpn === 'dead' || isDropped) return 'silent';
    return line.gateway === 'dead' ? 'silent' : line.upstream;
  }

  function resolve(question: Uint8Array, to: Where): Uint8Array {
    const query = dnsPacket.decode(Buffer.from(question));
    const asked = query.questions?.[0];
    const name = asked?.name ?? '';
    const address = line.portal === 'forged' ? router : pages.get(name);
    const isBroken = to.address === router && line.resolver === 'servfail';
    const answers =
      address && asked?.type === 'A' && !isBroken
        ? [{ type: 'A' as const, name, ttl: ttl(), data: address }]
        : [];
    const rcode = isBroken ? 2 : address ? 0 : 3;
    return dnsPacket.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: rcode,
      questions: query.questions ?? [],
      answers,
    });
  }

  /** The router has a memory: it counts the life of an answer down, or gives it anew each time. */
  const ttl = () => (line.ttl === 'constant' ? 60 : 60 - (Math.floor(clock.mono() / 1_000) % 60));

  function pageFor(host: string, to: Where): PageReply {
    // The router has no page of anybody, unless it is the portal.
    if (line.portal === 'no' && to.address === router) throw new NetError('ECONNREFUSED');
    if (line.portal !== 'no') return { status: 302, location: 'http://portal.example/login', body: '' };
    if (host === 'connectivitycheck.gstatic.com') return { status: 204, location: null, body: '' };
    return {
      status: 200,
      location: null,
      body: host === 'captive.apple.com' ? '<BODY>Success</BODY>' : 'success\n',
    };
  }

  const net: SimNet = {
    line,
    asked: 0,
    askedOutside: 0,
    addresses: (): NetAddress[] => [
      ...(line.link ? [{ iface: 'en0', family: 4 as const, address: mac, isInternal: false }] : []),
      ...(line.vpn === 'no'
        ? []
        : [{ iface: 'utun4', family: 4 as const, address: inTunnel, isInternal: false }]),
    ],
    source: async ({ family }) => {
      if (family === 6 || !line.link || !line.route) return null;
      return line.vpn === 'no' ? mac : inTunnel;
    },
    resolvers: () => [router],
    datagram: (to, bytes, accept, signal) =>
      travel(to, 'dns', signal, () => {
        if (to.address === router && line.resolver === 'dead') throw new NetError('ABORTED');
        const value = accept(resolve(bytes, to));
        if (value === null) throw new NetError('EBADMSG');
        return value;
      }),
    page: (to, { host, url }, signal) =>
      travel(to, url === undefined ? 'web' : 'proxy', signal, () => pageFor(host, to)),
    forget: () => {},
    hello: (to, _name, signal) =>
      travel(to, 'web', signal, () => {
        if (line.portal !== 'no') throw new NetError('ERR_TLS_CERT_ALTNAME_INVALID');
      }),
    knock: (to, signal) => travel(to, 'knock', signal, () => undefined),
  };
  return net;
}
