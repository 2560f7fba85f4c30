import { type Facts, isTunnel, type Neighbour, type Way } from '../../core/network/network.ts';
import type { NetAddress, Tools } from '../tools/tools.ts';
import { gatewayOnLinux, gatewayOnLinux6, gatewayOnMac } from './gateway.ts';
import { neighbourOnLinux, neighbourOnMac } from './neighbour.ts';
import { proxyFromEnv, proxyOnMac, type SystemProxy } from './proxy.ts';

type LookTools = Pick<Tools, 'net' | 'files' | 'programs' | 'platform' | 'env'>;

/** Public addresses that the routing table is asked about; nothing is sent to them. */
const beyond = { 4: '1.1.1.1', 6: '2606:4700:4700::1111' } as const;

/** Interfaces that come and go with virtual machines, containers and tunnels, or that macOS keeps for itself. */
const notALink =
  /^(lo|docker|br-|veth|podman|cni|virbr|vmnet|vnic|utun|tun|tap|tailscale|wg|ipsec|bridge|awdl|llw|ap\d|anpi|gif|stf)/;

/** What a quick look does not find out; the state keeps what the last deep one did. */
const unlooked = { gateway: null, neighbour: 'unknown', proxy: null, isPac: false } as const;

/** What the machine knows of its network, without a packet; deep looks also find router and proxy. */
export async function look(tools: LookTools, isDeep: boolean, signal: AbortSignal): Promise<Facts> {
  const addresses = tools.net.addresses();
  const [v4, v6] = await Promise.all([way(tools, addresses, 4), way(tools, addresses, 6)]);
  const near = { v4, v6, links: linksOf(addresses, [v4, v6]), resolvers: tools.net.resolvers().slice(0, 3) };
  return isDeep ? { ...near, ...(await lookDeeply(tools, near, signal)) } : { ...near, ...unlooked };
}

type Near = Pick<Facts, 'v4' | 'v6' | 'links' | 'resolvers'>;

async function lookDeeply(
  tools: LookTools,
  near: Near,
  signal: AbortSignal,
): Promise<Omit<Facts, keyof Near>> {
  const [gateway, { url, isPac }] = await Promise.all([
    gatewayOf(tools, near, signal),
    proxyOf(tools, signal),
  ]);
  const neighbour = gateway === null ? 'unknown' : await neighbourOf(tools, gateway, signal);
  return { gateway, neighbour, proxy: url, isPac };
}

/** Whatever carries the way out is a link, unless it is a tunnel: a bridge, say, that has the machine's address. */
function linksOf(addresses: readonly NetAddress[], ways: readonly (Way | null)[]): readonly string[] {
  const carriers = ways.flatMap((way) => (way !== null && !isTunnel(way.iface) ? [way.iface] : []));
  return [...new Set([...addresses.filter(isLink).map(({ iface }) => iface), ...carriers])];
}

function isLink({ iface, address, isInternal }: NetAddress): boolean {
  return !isInternal && !notALink.test(iface) && !address.startsWith('169.254.') && !/^fe80:/i.test(address);
}

/** A way counts when an interface that is up and running carries the address it would be sent from. */
async function way({ net }: LookTools, addresses: readonly NetAddress[], family: 4 | 6): Promise<Way | null> {
  const address = await net.source({ address: beyond[family], port: 53, family });
  const carrier = addresses.find((entry) => entry.family === family && entry.address === address);
  return address !== null && carrier && !carrier.isInternal ? { iface: carrier.iface, address } : null;
}

/** The router of the local network, also when everything goes through a tunnel that lies on top of it. */
async function gatewayOf(
  tools: LookTools,
  { v4, v6, links }: Near,
  signal: AbortSignal,
): Promise<string | null> {
  const ways = [v4?.iface, v6?.iface].filter((iface) => iface !== undefined);
  if (ways.length === 0) return null;
  const iface = ways.find((name) => !isTunnel(name)) ?? links[0] ?? '';
  return tools.platform === 'linux'
    ? linuxGateway(tools, iface)
    : macGateway(tools, iface, v4 !== null, signal);
}

async function linuxGateway({ files }: LookTools, iface: string): Promise<string | null> {
  const table = await files.read('/proc/net/route', tableLimit);
  const found = table.ok && table.value !== null ? gatewayOnLinux(table.value, iface) : null;
  if (found !== null) return found;
  const table6 = await files.read('/proc/net/ipv6_route', tableLimit);
  return table6.ok && table6.value !== null ? gatewayOnLinux6(table6.value, iface) : null;
}

/** Asked of the interface itself, so that a tunnel's route on top of it does not answer. */
async function macGateway(
  { programs }: LookTools,
  iface: string,
  hasV4: boolean,
  signal: AbortSignal,
): Promise<string | null> {
  const scope = iface === '' ? [] : ['-ifscope', iface];
  const ask = async (family: '-inet' | '-inet6') => {
    const args = ['-n', 'get', family, ...scope, 'default'];
    const said = await programs.run('route', args, { timeoutMs, signal });
    return said.ok ? gatewayOnMac(said.value.stdout) : null;
  };
  // A tunnel may carry IPv4 over a link that has IPv6 alone.
  return (hasV4 ? await ask('-inet') : null) ?? ask('-inet6');
}

const timeoutMs = 2_000;
const tableLimit = 1_000_000;

/** What the neighbour table says of the router; it costs no packet. Linux tells of IPv6 neighbours to programs only. */
async function neighbourOf(tools: LookTools, gateway: string, signal: AbortSignal): Promise<Neighbour> {
  if (tools.platform === 'linux') {
    const table = gateway.includes(':') ? null : await tools.files.read('/proc/net/arp', tableLimit);
    return table?.ok && table.value !== null ? neighbourOnLinux(table.value, gateway) : 'unknown';
  }
  const said = await tools.programs.run(gateway.includes(':') ? 'ndp' : 'arp', ['-n', gateway], {
    timeoutMs,
    signal,
  });
  return said.ok ? neighbourOnMac(said.value.stdout) : 'unknown';
}

async function proxyOf({ platform, programs, env }: LookTools, signal: AbortSignal): Promise<SystemProxy> {
  if (platform === 'linux') return proxyFromEnv(env);
  const said = await programs.run('scutil', ['--proxy'], { timeoutMs, signal });
  return proxyOnMac(said.ok ? said.value.stdout : '');
}
