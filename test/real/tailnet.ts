import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { installed, type Program } from './go.ts';
import { freePort, makeService, type Service, until } from './service.ts';

/** What a command line said. */
export interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A real tailscaled without a network card; started again it has the state and the port it had. */
export interface Node extends Service {
  readonly name: string;
  readonly socket: string;
  tailscale(args: readonly string[]): Promise<Told>;
  /** `tailscale status --json`, parsed. */
  status(): Promise<unknown>;
}

/** A real Headscale, a relay beside it that can stay when it goes, and two nodes that have joined. */
export interface Tailnet {
  readonly headscaleUrl: string;
  readonly apiKey: string;
  readonly nodes: readonly [Joined, Joined];
  headscale(args: readonly string[]): Promise<Told>;
  startHeadscale(): Promise<void>;
  stopHeadscale(): Promise<void>;
  readonly relay: Service;
  stop(): Promise<void>;
}

export interface Joined extends Node {
  readonly ip: string;
}

export interface TailnetOptions {
  /** The policy that lets nodes keep their map over a restart. */
  readonly hasMapCache?: boolean;
  /** No direct paths, so that all goes by the relay. */
  readonly isRelayOnly?: boolean;
}

async function tell(name: Program, args: readonly string[], home: string): Promise<Told> {
  const path = await installed(name);
  const options = { env: { PATH: process.env.PATH ?? '', HOME: home }, timeout: 60_000 };
  return new Promise((done) => {
    const child = execFile(path, args, options, (_, stdout, stderr) =>
      done({ stdout, stderr, exitCode: child.exitCode ?? -1 }),
    );
  });
}

function must(told: Told): string {
  if (told.exitCode !== 0) throw new Error(`ended with code ${told.exitCode}: ${told.stdout}${told.stderr}`);
  return told.stdout;
}

const answers = async (url: string) => (await fetch(url)).ok;

/** Not asked by the program `tailscale`, because that waits five seconds for a socket that is not there. */
async function listens(socket: string): Promise<boolean> {
  const connection = connect(socket);
  await once(connection, 'connect').finally(() => connection.destroy());
  return true;
}

/**
 * STUN gets a port that is free for TCP, which is as good as free for UDP. The map is YAML around JSON, because
 * a key of JSON is no number.
 */
async function makeRelay(home: string): Promise<{ relay: Service; map: string }> {
  const [derpport, stunport] = [await freePort(), await freePort()];
  const url = `127.0.0.1:${derpport}`;
  const ports = [`-a=${url}`, '-http-port=-1', `-stun-port=${stunport}`];
  const args = [...ports, `-c=${join(home, 'relay.json')}`, '-home=blank'];
  const host = { hostname: '127.0.0.1', ipv4: '127.0.0.1', ipv6: 'none' };
  const node = { name: 'relay', regionid: 900, ...host, derpport, stunport };
  const region = { regionid: 900, regioncode: 'real', regionname: 'Real Relay', nodes: [node] };
  const relay = makeService('derper', args, { HOME: home }, () => answers(`http://${url}/derp/probe`));
  return { relay, map: `regions: {900: ${JSON.stringify(region)}}` };
}

/** Every address is loopback and nothing is looked up outside: no DERP maps, no DNS, no check for updates. */
async function makeConfig(home: string, port: number): Promise<object> {
  const names = { magic_dns: true, base_domain: 'real.test' };
  return {
    server_url: `http://127.0.0.1:${port}`,
    listen_addr: `127.0.0.1:${port}`,
    metrics_listen_addr: '',
    grpc_listen_addr: `127.0.0.1:${await freePort()}`,
    noise: { private_key_path: join(home, 'noise.key') },
    prefixes: { v4: '100.64.0.0/10', v6: 'fd7a:115c:a1e0::/48', allocation: 'sequential' },
    derp: { urls: [], paths: [join(home, 'map.yaml')], auto_update_enabled: false },
    disable_check_updates: true,
    database: { type: 'sqlite', sqlite: { path: join(home, 'db.sqlite') } },
    policy: { mode: 'file', path: join(home, 'policy.json') },
    dns: { ...names, override_local_dns: false, nameservers: { global: [] } },
    unix_socket: join(home, 'headscale.sock'),
    logtail: { enabled: false },
  };
}

/** The relay speaks plain HTTP here, which only a debug variable of the client allows. */
async function makeNode(name: string, folder: string, isRelayOnly: boolean): Promise<Node> {
  const home = join(folder, name);
  await mkdir(home);
  const socket = join(home, 's.sock');
  const places = [`--statedir=${home}`, `--socket=${socket}`, `--port=${await freePort()}`];
  const env = { HOME: home, TS_DISABLE_PORTMAPPER: 'true', TS_DEBUG_USE_DERP_HTTP: 'true' };
  const path: Record<string, string> = isRelayOnly ? { TS_DEBUG_NEVER_DIRECT_UDP: 'true' } : {};
  const tailscale = (words: readonly string[]) => tell('tailscale', [`--socket=${socket}`, ...words], home);
  const status = async (): Promise<unknown> => JSON.parse(must(await tailscale(['status', '--json'])));
  const args = ['--tun=userspace-networking', ...places, '--no-logs-no-support'];
  const isUp = () => listens(socket);
  return { name, socket, tailscale, status, ...makeService('tailscaled', args, { ...env, ...path }, isUp) };
}

const seen = z.object({
  Self: z.object({ TailscaleIPs: z.tuple([z.string()], z.string()) }),
  Peer: z.record(z.string(), z.object({ Relay: z.string(), Online: z.boolean() })).optional(),
});

async function enter(node: Node, url: string, authKey: string): Promise<Joined> {
  const words = [`--login-server=${url}`, `--auth-key=${authKey}`, `--hostname=${node.name}`];
  must(await node.tailscale(['up', ...words, '--accept-dns=false', '--timeout=30s']));
  return { ...node, ip: seen.parse(await node.status()).Self.TailscaleIPs[0] };
}

/** Until it knows where the other one is; a ping before that is lost. */
async function meets(node: Node): Promise<void> {
  await until(`${node.name} sees the other node`, async () => {
    const peers = Object.values(seen.parse(await node.status()).Peer ?? {});
    return peers.some((peer) => peer.Online && peer.Relay !== '') || undefined;
  });
}

async function startAll(home: string, options: TailnetOptions, ends: Service[]): Promise<Tailnet> {
  const begin = async (service: Service) => {
    ends.unshift(service);
    await service.start();
  };
  const port = await freePort();
  const { relay, map } = await makeRelay(home);
  const acls = [{ action: 'accept', src: ['*'], dst: ['*:*'] }];
  const nodeAttrs = options.hasMapCache ? [{ target: ['*'], attr: ['cache-network-maps'] }] : [];
  await writeFile(join(home, 'map.yaml'), map);
  await writeFile(join(home, 'policy.json'), JSON.stringify({ acls, nodeAttrs }));
  await writeFile(join(home, 'config.json'), JSON.stringify(await makeConfig(home, port)));
  const config = ['-c', join(home, 'config.json')];
  const headscaleUrl = `http://127.0.0.1:${port}`;
  const isUp = () => answers(`${headscaleUrl}/health`);
  const server = makeService('headscale', [...config, 'serve'], { HOME: home }, isUp);
  const headscale = (args: readonly string[]) => tell('headscale', [...config, ...args], home);
  const ask = async (...args: string[]) => JSON.parse(must(await headscale([...args, '-o', 'json'])));
  await begin(relay);
  await begin(server);
  const { id } = z.object({ id: z.number() }).parse(await ask('users', 'create', 'real'));
  const wish = ['preauthkeys', 'create', '--user', String(id), '--reusable'];
  const { key } = z.object({ key: z.string() }).parse(await ask(...wish));
  const one = await makeNode('one', home, options.isRelayOnly ?? false);
  const two = await makeNode('two', home, options.isRelayOnly ?? false);
  await begin(one);
  await begin(two);
  const nodes = await Promise.all([enter(one, headscaleUrl, key), enter(two, headscaleUrl, key)]);
  await Promise.all(nodes.map(meets));
  return {
    headscaleUrl,
    apiKey: z.string().parse(await ask('apikeys', 'create')),
    nodes,
    headscale,
    startHeadscale: server.start,
    stopHeadscale: server.stop,
    relay,
    stop: () => endAll(home, ends),
  };
}

async function endAll(home: string, ends: readonly Service[]): Promise<void> {
  for (const service of ends) await service.stop();
  await rm(home, { recursive: true, force: true });
}

/** Starts all of it; what has been started is ended again when a step fails. */
export async function startTailnet(options: TailnetOptions = {}): Promise<Tailnet> {
  const home = await mkdtemp(join(tmpdir(), 'omt-'));
  const ends: Service[] = [];
  return startAll(home, options, ends).catch(async (error) => {
    await endAll(home, ends);
    throw error;
  });
}
