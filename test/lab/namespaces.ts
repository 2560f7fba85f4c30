import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAN_INTERFACE, WAN_INTERFACE } from './faults.ts';
import { ip, run } from './process.ts';
import { GATEWAY, HOST, LAN, PUBLIC_ADDRESSES, TUNNEL, WAN_GATEWAY, WAN_INTERNET } from './world.ts';

/** The names of one lab's namespaces and of its folder for certificates and sockets. */
export interface Names {
  readonly host: string;
  readonly gateway: string;
  readonly internet: string;
  /** Exists for a moment only, to see whether a lab is possible. */
  readonly trial: string;
  readonly folder: string;
}

const PATTERN = /^(om-(\d+)-(\d+)-[0-9a-f]{8})(-(host|gw|inet|try))?$/;
const NAMESPACES = '/run/netns';

/** When a process was started, in ticks since boot: tells it from a later one with the same pid. */
function startOf(pid: number | string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** New names, which carry their owner, so that a later lab can tell what a killed owner left behind. */
export function newNames(): Names {
  const id = `om-${process.pid}-${startOf(process.pid)}-${randomBytes(4).toString('hex')}`;
  return namesOf(id);
}

function namesOf(id: string): Names {
  return {
    host: `${id}-host`,
    gateway: `${id}-gw`,
    internet: `${id}-inet`,
    trial: `${id}-try`,
    folder: join(tmpdir(), id),
  };
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Which labs, by id, have lost their owner. */
function orphans(): Set<string> {
  const found = new Set<string>();
  for (const name of [...entries(NAMESPACES), ...entries(tmpdir())]) {
    const [, id, pid, start] = PATTERN.exec(name) ?? [];
    if (id !== undefined && pid !== undefined && startOf(pid) !== start) found.add(id);
  }
  return found;
}

/** Removes what labs of dead owners left: namespaces and folders. Their processes have ended by themselves. */
export async function removeOrphans(): Promise<void> {
  await Promise.all([...orphans()].map((id) => removeNamespaces(namesOf(id))));
}

/** Deletes a lab's namespaces and folder, as far as they are there. */
export async function removeNamespaces(names: Names): Promise<void> {
  const there = new Set(entries(NAMESPACES));
  const mine = [names.host, names.gateway, names.internet, names.trial].filter((name) => there.has(name));
  await Promise.all(mine.map((name) => run(['ip', 'netns', 'del', name]).catch(() => undefined)));
  await rm(names.folder, { recursive: true, force: true });
}

/** Settings every namespace gets: no waiting for duplicate addresses, no router adverts, no reverse path check. */
const COMMON = [
  ...['all', 'default'].flatMap((name) => [
    `net/ipv4/conf/${name}/rp_filter=0`,
    `net/ipv6/conf/${name}/disable_ipv6=0`,
    `net/ipv6/conf/${name}/accept_dad=0`,
    `net/ipv6/conf/${name}/accept_ra=0`,
    `net/ipv6/conf/${name}/router_solicitations=0`,
  ]),
];

/**
 * The machine under test forgets routes over a dead link, as macOS does; Linux by itself would go on sending
 * into the pulled cable.
 */
const ON_HOST = ['ipv4', 'ipv6'].flatMap((family) =>
  ['all', 'default'].map((name) => `net/${family}/conf/${name}/ignore_routes_with_linkdown=1`),
);

/** The router forwards, and keeps its services bound while its addresses are taken away. */
const ON_GATEWAY = [
  'net/ipv4/ip_forward=1',
  'net/ipv6/conf/all/forwarding=1',
  'net/ipv4/ip_nonlocal_bind=1',
  'net/ipv6/ip_nonlocal_bind=1',
];

async function tune(namespace: string, settings: readonly string[]): Promise<void> {
  const lines = settings.map((line) => line.replace(/^(.*)=(.*)$/, 'echo $2 > /proc/sys/$1'));
  await run(['ip', 'netns', 'exec', namespace, 'sh', '-e'], `${lines.join('\n')}\n`);
}

/** The machine's own addresses and routes; also what brings them back after a fault. */
export const HOST_ADDRESSES = [
  `addr replace ${HOST.v4}/24 dev en0`,
  `addr replace ${HOST.v6}/64 dev en0 nodad`,
];
export const HOST_ROUTES = [
  `route replace default via ${GATEWAY.v4} dev en0`,
  `route replace default via ${GATEWAY.v6} dev en0`,
];
export const GATEWAY_ADDRESSES = [
  `addr replace ${GATEWAY.v4}/24 dev ${LAN_INTERFACE}`,
  `addr replace ${GATEWAY.v6}/64 dev ${LAN_INTERFACE} nodad`,
];

const buildGateway = (): string[] => [
  'link set lo up',
  `link set ${LAN_INTERFACE} up`,
  `link set ${WAN_INTERFACE} up`,
  ...GATEWAY_ADDRESSES,
  `addr add ${WAN_GATEWAY.v4}/30 dev ${WAN_INTERFACE}`,
  `addr add ${WAN_GATEWAY.v6}/64 dev ${WAN_INTERFACE} nodad`,
  `route add default via ${WAN_INTERNET.v4} dev ${WAN_INTERFACE}`,
  `route add default via ${WAN_INTERNET.v6} dev ${WAN_INTERFACE}`,
];

/** Whatever a fault does to the rest of the world, the router itself can talk to its LAN. */
const keepLan = (network: string): string => `rule add pref 100 iif lo to ${network} lookup main`;

/** Addresses nobody owns are silent, as most of the real internet's are. */
const buildInternet = (): string[] => [
  'link set lo up',
  'link set up0 up',
  `addr add ${WAN_INTERNET.v4}/30 dev up0`,
  `addr add ${WAN_INTERNET.v6}/64 dev up0 nodad`,
  ...PUBLIC_ADDRESSES.map((one) => `addr add ${one}/${one.includes(':') ? '128 dev lo nodad' : '32 dev lo'}`),
  `route add ${LAN.v4} via ${WAN_GATEWAY.v4}`,
  `route add ${LAN.v6} via ${WAN_GATEWAY.v6}`,
  `route add ${TUNNEL.v4} via ${WAN_GATEWAY.v4}`,
  `route add ${TUNNEL.v6} via ${WAN_GATEWAY.v6}`,
  'route add blackhole 0.0.0.0/0',
  'route add blackhole ::/0',
];

/**
 * Makes the three namespaces and wires them; the veth pairs never touch the machine's own namespace. The two
 * ends have different index numbers on purpose: with equal ones Linux takes the veth for a real card and tells
 * of a lost carrier up to a second late.
 */
export async function buildNamespaces(names: Names): Promise<void> {
  const { host, gateway, internet } = names;
  await Promise.all([host, gateway, internet].map((name) => run(['ip', 'netns', 'add', name])));
  await Promise.all([
    tune(host, [...COMMON, ...ON_HOST]),
    tune(gateway, [...COMMON, ...ON_GATEWAY]),
    tune(internet, COMMON),
  ]);
  await ip(gateway, [
    `link add ${LAN_INTERFACE} index 12 type veth peer name en0 index 4 netns ${host}`,
    `link add ${WAN_INTERFACE} index 13 type veth peer name up0 index 5 netns ${internet}`,
  ]);
  await Promise.all([
    ip(internet, buildInternet()),
    ip(gateway, [...buildGateway(), keepLan(LAN.v4)]),
    ip(gateway, [keepLan(LAN.v6)], '-6'),
    ip(host, ['link set lo up', 'link set en0 up', ...HOST_ADDRESSES]),
  ]);
  await ip(host, HOST_ROUTES);
}
