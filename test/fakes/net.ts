import dnsPacket from 'dns-packet';
import {
  type Clock,
  type Net,
  type NetAddress,
  NetError,
  type PageReply,
  type Talk,
  type WebAsk,
  type WebReply,
  type Where,
} from '../../main/engine/tools/tools.ts';

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
const pages6 = new Map([...pages.keys()].map((name, index) => [name, `2001:db8:9::${80 + index}`]));

/** How the simulated line is at this moment. */
export interface Line {
  link: boolean;
  /** By which device it goes. */
  iface: string;
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
  /** Whether the first family leads out at all; `v6`: the second one, and whether anything comes out of it. */
  v4: boolean;
  v6: 'no' | 'ok' | 'silent';
  /** The address that packets of the second family leave with; macOS takes another one from time to time. */
  v6Address: string;
  /** What the system names as its resolvers; those that are not the router's are `blocked` when dead. */
  resolvers: readonly string[];
  /** DNS servers that tell this address instead of the true one. */
  forgers: ReadonlyMap<string, string>;
  /** Round trips that a page or a handshake takes; a kept connection takes one. */
  webTrips: number;
  /** macOS keeps this app from the local network: knocks are refused at once and no packet is sent. */
  isLocalDenied: boolean;
  /** How far (ms) this machine's clock is ahead of everybody else's. */
  clockOff: number;
}

export function goodLine(): Line {
  return {
    link: true,
    iface: 'en0',
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
    v4: true,
    v6: 'no',
    v6Address: '2001:db8:1::20',
    resolvers: [router],
    forgers: new Map(),
    webTrips: 1,
    isLocalDenied: false,
    clockOff: 0,
  };
}

/** A server somewhere in that world. What it throws, or never says, is what befalls whoever asks. */
export type Served = (ask: WebAsk, signal: AbortSignal) => Promise<WebReply> | WebReply;

/** A server that answers bit by bit: a line at a time, at its own pace. */
export type Streamed = (ask: Omit<WebAsk, 'most'>, signal: AbortSignal) => AsyncIterable<string>;

/** Somebody connects: what to do with each of their frames. */
export type Talker = (reply: (frame: string) => void, end: () => void) => (frame: string) => void;

export interface SimNet extends Net {
  /** Who listens where: `127.0.0.1:11434`. */
  readonly services: Map<string, Served>;
  /** Who answers bit by bit where: `127.0.0.1:11434/api/pull`. */
  readonly streams: Map<string, Streamed>;
  /** Who speaks WebSocket where. */
  readonly talkers: Map<string, Talker>;
  /** What names the system knows. */
  readonly names: Map<string, string>;
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

const isNear = (address: string) => /^(192\.168\.1\.|fe80:)/.test(address);

type Kind = 'dns' | 'web' | 'proxy' | 'knock';

/** A conversation with one of them. */
export function talkWith(
  server: Talker,
  clock: Pick<Clock, 'after'>,
  hear: (frame: string) => void,
  signal: AbortSignal,
): Talk {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  signal.addEventListener('abort', end, { once: true });
  // A frame comes later than the call that leads to it, as everywhere.
  const later = (frame: string) => void clock.after(1, () => hear(frame));
  return { send: server(later, end), close: end, ended };
}

/** A network of one Mac, one router and the internet, at the level of single exchanges. */
export function simNet(clock: Clock, random: () => number): SimNet {
  const line = goodLine();

  /** Settles after a round trip, or never (until aborted) when it is lost. */
  function travel<T>(to: Where, kind: Kind, signal: AbortSignal, answer: () => T, trips = 1): Promise<T> {
    net.asked += 1;
    if (!isNear(to.address)) net.askedOutside += 1;
    return new Promise((resolve, reject) => {
      const give = (code: string) => reject(new NetError(code));
      if (signal.aborted) return give('ABORTED');
      signal.addEventListener('abort', () => give('ABORTED'), { once: true });
      if (!hasRoute(to)) return give('ENETUNREACH');
      if (line.isLocalDenied && kind === 'knock') return give('EHOSTUNREACH');
      const fate = fateOf(to, kind);
      if (fate === 'unreachable') clock.after(line.latency, () => give('EHOSTUNREACH'));
      if (fate !== 'ok' || random() < line.loss) return;
      // Whoever answers does so as the line was when it was asked.
      const settle = answered(answer);
      const late = kind === 'dns' ? line.dnsDelay : 0;
      clock.after(2 * line.latency * trips + late, () => settle(resolve, reject));
    });
  }

  function hasRoute({ address, family }: Where): boolean {
    if (!line.link) return false;
    if (isNear(address)) return true;
    return line.route && (family === 6 ? line.v6 !== 'no' : line.v4);
  }

  function fateOf(to: Where, kind: Kind): Line['upstream'] {
    if (line.blocked.has(to.address)) return 'silent';
    if (to.address === router) return line.gateway === 'ok' ? 'ok' : 'unreachable';
    // What is on the same network does not need what is beyond the router.
    if (isNear(to.address) && to.address !== proxyAt) return 'ok';
    if (to.family === 6 && line.v6 === 'silent') return 'silent';
    const isDropped = line.only !== 'all' && line.only !== kind;
    if (line.vpn === 'dead' || isDropped) return 'silent';
    return line.gateway === 'dead' ? 'silent' : line.upstream;
  }

  function resolve(question: Uint8Array, to: Where): Uint8Array {
    const query = dnsPacket.decode(Buffer.from(question));
    const asked = query.questions?.[0];
    const name = asked?.name ?? '';
    const type = asked?.type === 'AAAA' ? ('AAAA' as const) : ('A' as const);
    const forged = line.portal === 'forged' ? router : line.forgers.get(to.address);
    const address = type === 'A' ? (forged ?? pages.get(name)) : pages6.get(name);
    const isBroken = to.address === router && line.resolver === 'servfail';
    const answers = address && !isBroken ? [{ type, name, ttl: ttl(), data: address }] : [];
    const rcode = isBroken ? 2 : pages.has(name) ? 0 : 3;
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
    if (line.portal !== 'no')
      return { status: 302, location: 'http://portal.example/login', date: '', body: '' };
    const date = new Date(clock.wall() - line.clockOff).toUTCString();
    if (host === 'connectivitycheck.gstatic.com') return { status: 204, location: null, date, body: '' };
    return {
      status: 200,
      location: null,
      date,
      body: host === 'captive.apple.com' ? '<BODY>Success</BODY>' : 'success\n',
    };
  }

  const services = new Map<string, Served>();
  const talkers = new Map<string, Talker>();
  const names = new Map<string, string>();
  const streams = new Map<string, Streamed>();
  const placeName = ({ address, port }: Where) => `${address}:${port}`;

  /** Nothing on this machine needs the line; everything else travels over it. */
  async function serve(to: Where, ask: WebAsk, signal: AbortSignal): Promise<WebReply> {
    const isOwn = to.address.startsWith('127.') || to.address === '::1' || to.address === mac;
    if (!isOwn) await travel(to, 'web', signal, () => undefined);
    const served = services.get(placeName(to));
    if (!served) throw new NetError('ECONNREFUSED', 'connect');
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new NetError('ABORTED', 'http'));
      signal.addEventListener('abort', () => reject(new NetError('ABORTED', 'http')), { once: true });
      Promise.resolve(served(ask, signal)).then(resolve, reject);
    });
  }

  const net: SimNet = {
    line,
    asked: 0,
    askedOutside: 0,
    addresses: (): NetAddress[] => [
      ...(line.link && line.v4
        ? [{ iface: line.iface, family: 4 as const, address: mac, isInternal: false }]
        : []),
      ...(line.link && line.v6 !== 'no'
        ? [{ iface: line.iface, family: 6 as const, address: line.v6Address, isInternal: false }]
        : []),
      ...(line.vpn === 'no'
        ? []
        : [{ iface: 'utun4', family: 4 as const, address: inTunnel, isInternal: false }]),
    ],
    source: async ({ family }) => {
      if (!line.link || !line.route) return null;
      if (family === 6) return line.v6 === 'no' ? null : line.v6Address;
      if (!line.v4) return null;
      return line.vpn === 'no' ? mac : inTunnel;
    },
    resolvers: () => line.resolvers,
    datagram: (to, bytes, accept, signal) =>
      travel(to, 'dns', signal, () => {
        if (to.address === router && line.resolver === 'dead') throw new NetError('ABORTED');
        const value = accept(resolve(bytes, to));
        if (value === null) throw new NetError('EBADMSG');
        return value;
      }),
    page: (to, { host, url, isKept }, signal) => {
      const kind = url === undefined ? 'web' : 'proxy';
      return travel(to, kind, signal, () => pageFor(host, to), isKept ? 1 : line.webTrips);
    },
    forget: () => {},
    hello: (to, _name, signal) =>
      travel(
        to,
        'web',
        signal,
        () => {
          if (line.portal !== 'no') throw new NetError('ERR_TLS_CERT_ALTNAME_INVALID');
        },
        line.webTrips,
      ),
    knock: (to, signal) => travel(to, 'knock', signal, () => undefined),
    touch: (to, signal) =>
      travel(to, 'knock', signal, () => {
        if (!services.has(placeName(to))) throw new NetError('ECONNREFUSED', 'connect');
      }),
    web: (to, ask, signal) => serve(to, ask, signal),
    stream: async (to, ask, signal) => {
      const streamed = streams.get(`${placeName(to)}${ask.path}`);
      if (!streamed) {
        const { status, type, body } = await serve(to, { ...ask, most: 1_000_000 }, signal);
        return { status, type, body: bytesOf([body], signal) };
      }
      return { status: 200, type: 'application/x-ndjson', body: bytesOf(streamed(ask, signal), signal) };
    },
    lookup: async (name) => {
      const address = names.get(name);
      if (address === undefined) throw new NetError('ENOTFOUND');
      return [{ address, family: 4 }];
    },
    forward: async ({ listen, to }, signal, opened) => {
      if (!net.addresses().some(({ address }) => address === listen.address))
        throw new NetError('EADDRNOTAVAIL');
      const served = services.get(placeName({ ...to, family: 4 }));
      const place = placeName({ ...listen, family: 4 });
      if (served) services.set(place, served);
      opened();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      services.delete(place);
    },
    talk: async (to, _path, hear, signal) => {
      const server = talkers.get(placeName(to));
      if (!server) throw new NetError('ECONNREFUSED', 'connect');
      return talkWith(server, clock, hear, signal);
    },
    services,
    streams,
    talkers,
    names,
  };
  return net;
}

/** The bits of a body, until whoever asked has gone. */
async function* bytesOf(
  lines: AsyncIterable<string> | readonly string[],
  signal: AbortSignal,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(new NetError('ABORTED', 'http'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  left.catch(() => undefined);
  const reading = (async function* () {
    yield* lines;
  })();
  for (;;) {
    const next = await Promise.race([reading.next(), left]);
    if (next.done) return;
    yield new Uint8Array(Buffer.from(next.value, 'utf8'));
  }
}
