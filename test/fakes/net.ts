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
  };
}

const mac = '192.168.1.20';
const router = '192.168.1.1';
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

/** A network of one Mac, one router and the internet, at the level of single exchanges. */
export function simNet(clock: Clock, random: () => number): SimNet {
  const line = goodLine();

  /** Settles after a round trip, or never (until aborted) when it is lost. */
  function travel<T>(to: Where, signal: AbortSignal, answer: () => T): Promise<T> {
    net.asked += 1;
    return new Promise((resolve, reject) => {
      const give = (code: string) => reject(new NetError(code));
      if (signal.aborted) return give('ABORTED');
      signal.addEventListener('abort', () => give('ABORTED'), { once: true });
      if (!line.link || !line.route) return give('ENETUNREACH');
      const fate = fateOf(to);
      if (fate === 'unreachable') clock.after(line.latency, () => give('EHOSTUNREACH'));
      if (fate !== 'ok' || random() < line.loss) return;
      // Whoever answers does so as the line was when it was asked.
      const settle = answered(answer);
      clock.after(2 * line.latency, () => settle(resolve, reject));
    });
  }

  function fateOf(to: Where): Line['upstream'] {
    if (line.blocked.has(to.address)) return 'silent';
    if (to.address === router) return line.gateway === 'ok' ? 'ok' : 'unreachable';
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
        ? [{ type: 'A' as const, name, ttl: 60, data: address }]
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
    addresses: (): NetAddress[] =>
      line.link ? [{ iface: 'en0', family: 4, address: mac, isInternal: false }] : [],
    source: async ({ family }) => (family === 4 && line.link && line.route ? mac : null),
    resolvers: () => [router],
    datagram: (to, bytes, accept, signal) =>
      travel(to, signal, () => {
        if (to.address === router && line.resolver === 'dead') throw new NetError('ABORTED');
        const value = accept(resolve(bytes, to));
        if (value === null) throw new NetError('EBADMSG');
        return value;
      }),
    page: (to, { host }, signal) => travel(to, signal, () => pageFor(host, to)),
    forget: () => {},
    hello: (to, _name, signal) =>
      travel(to, signal, () => {
        if (line.portal !== 'no') throw new NetError('ERR_TLS_CERT_ALTNAME_INVALID');
      }),
    knock: (to, signal) => travel(to, signal, () => undefined),
  };
  return net;
}
