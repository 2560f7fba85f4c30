/**
 * Looks at the network from where it runs: `node probe.ts '[{"ask":"dns","server":"1.1.1.1"}, …]'` asks all
 * at once and prints one JSON array of what it saw. It judges nothing.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { Agent, get, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectSecurely } from 'node:tls';
import dnsPacket from 'dns-packet';

/** `wait`: milliseconds until silence is called a timeout. */
export type Ask =
  /** A DNS question by UDP; `times` sends so many at once, `again` repeats it every so many milliseconds. */
  | {
      ask: 'dns';
      server: string;
      name?: string;
      type?: 'A' | 'AAAA';
      wait?: number;
      times?: number;
      again?: number;
    }
  | { ask: 'tcp'; address: string; port: number; wait?: number }
  /** `keep`: the same page again on the same connection after so many milliseconds; the second answer counts. */
  | {
      ask: 'page';
      address: string;
      host: string;
      path: string;
      port?: number;
      keep?: number;
      wait?: number;
    }
  /** TLS through an HTTP proxy. */
  | { ask: 'tunnel'; address: string; port: number; name: string; wait?: number }
  | { ask: 'tls'; address: string; name: string; wait?: number }
  | { ask: 'name'; name: string; wait?: number }
  | { ask: 'facts' };

/** What was seen; `ms` is how long it took, `error` a code such as `timeout` or `ENETUNREACH`. */
export interface Seen {
  readonly ms: number;
  readonly error?: string;
  readonly addresses?: readonly string[];
  readonly rcode?: string;
  /** How long (s) the first record may be kept. */
  readonly life?: number;
  readonly answered?: number;
  readonly status?: number;
  readonly location?: string;
  readonly body?: string;
  readonly authorized?: boolean;
  readonly interfaces?: readonly string[];
  readonly routes?: readonly string[];
}

type Finding = Omit<Seen, 'ms'>;
type Of<K extends Ask['ask']> = Extract<Ask, { ask: K }>;

const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message ?? String(error);
};

function askDns(
  { server, name = 'dns.google', type = 'A', times = 1, again }: Of<'dns'>,
  done: (f: Finding) => void,
) {
  const socket = createSocket(server.includes(':') ? 'udp6' : 'udp4');
  const answered = new Set<number>();
  const asking = again === undefined ? undefined : setInterval(() => send(), again).unref();
  const send = (): void => {
    for (let id = 1; id <= times; id++) {
      const question = dnsPacket.encode({
        ...{ type: 'query', id, flags: dnsPacket.RECURSION_DESIRED },
        questions: [{ type, name }],
      } as const);
      socket.send(question, 53, server, (error) => {
        if (error !== null && again === undefined) done({ error: codeOf(error) });
      });
    }
  };
  socket.on('message', (packet) => {
    const { id = 0, answers = [], ...rest } = dnsPacket.decode(packet);
    answered.add(id);
    if (answered.size < times) return;
    clearInterval(asking);
    const addresses = answers.flatMap((one) => ('data' in one ? [String(one.data)] : []));
    const life = answers.flatMap((one) => ('ttl' in one ? (one.ttl ?? []) : []))[0] ?? 0;
    done({ addresses, rcode: (rest as { rcode?: string }).rcode ?? '', answered: answered.size, life });
  });
  send();
  return (): Finding => ({ error: 'timeout', answered: answered.size });
}

function askTcp({ address, port }: Of<'tcp'>, done: (f: Finding) => void): void {
  connect(port, address, () => done({})).on('error', (error) => done({ error: codeOf(error) }));
}

function askPage(ask: Of<'page'>, done: (f: Finding) => void, agent?: Agent): void {
  const { address, port = 80, host, path, keep } = ask;
  const isFirst = keep !== undefined && agent === undefined;
  const kept = agent ?? (keep === undefined ? false : new Agent({ keepAlive: true, maxSockets: 1 }));
  get({ host: address, port, path, headers: { host }, agent: kept }, (response) => {
    const { statusCode: status = 0, headers } = response;
    let body = '';
    response.on('data', (chunk) => (body += chunk));
    response.on('end', () => {
      if (isFirst && kept) setTimeout(() => askPage(ask, done, kept), keep);
      else done({ status, body, location: headers.location ?? '' });
    });
  }).on('error', (error) => done({ error: codeOf(error) }));
}

function askTunnel({ address, port, name }: Of<'tunnel'>, done: (f: Finding) => void): void {
  const failed = (error: unknown): void => done({ error: codeOf(error) });
  const asked = request({ host: address, port, method: 'CONNECT', path: `${name}:443`, agent: false });
  asked.on('error', failed).on('connect', ({ statusCode = 0 }, socket) => {
    if (statusCode !== 200) return done({ status: statusCode });
    const secure = connectSecurely({ socket, servername: name }, () =>
      done({ authorized: secure.authorized }),
    );
    secure.on('error', failed);
  });
  asked.end();
}

function askTls({ address, name }: Of<'tls'>, done: (f: Finding) => void): void {
  const socket = connectSecurely({ host: address, port: 443, servername: name });
  socket.on('secureConnect', () => done({ authorized: socket.authorized }));
  socket.on('error', (error) => done({ error: codeOf(error) }));
}

async function askName({ name }: Of<'name'>, done: (f: Finding) => void): Promise<void> {
  const found = await lookup(name, { all: true });
  done({ addresses: found.map((one) => one.address) });
}

/** A UDP connect asks the routing table for the way to an address and sends nothing. */
function hasRoute(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.connect(53, address);
  });
}

async function askFacts(done: (f: Finding) => void): Promise<void> {
  const [v4, v6] = await Promise.all([hasRoute('1.1.1.1'), hasRoute('2606:4700:4700::1111')]);
  const interfaces = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  done({ interfaces, routes: [...(v4 ? ['v4'] : []), ...(v6 ? ['v6'] : [])] });
}

function begin(ask: Ask, done: (f: Finding) => void): unknown {
  if (ask.ask === 'dns') return askDns(ask, done);
  if (ask.ask === 'tcp') return askTcp(ask, done);
  if (ask.ask === 'page') return askPage(ask, done);
  if (ask.ask === 'tls') return askTls(ask, done);
  if (ask.ask === 'tunnel') return askTunnel(ask, done);
  return ask.ask === 'name' ? askName(ask, done) : askFacts(done);
}

/** Asks one thing; silence becomes a timeout after its `wait`, 5 s unless said. */
function see(ask: Ask): Promise<Seen> {
  const start = performance.now();
  return new Promise((resolve) => {
    const done = (finding: Finding): void =>
      resolve({ ms: Math.round(performance.now() - start), ...finding });
    const begun = begin(ask, done);
    if (begun instanceof Promise) begun.catch((error) => done({ error: codeOf(error) }));
    const atTimeout = typeof begun === 'function' ? (begun as () => Finding) : () => ({ error: 'timeout' });
    setTimeout(() => done(atTimeout()), 'wait' in ask ? ask.wait : 5_000);
  });
}

const asks = JSON.parse(process.argv[2] ?? '[]') as readonly Ask[];
process.stdout.write(`${JSON.stringify(await Promise.all(asks.map(see)))}\n`, () => process.exit(0));
