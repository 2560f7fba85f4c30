import type { Facts, Way } from '../../core/network/network.ts';
import type { NetAddress, Tools } from '../tools/tools.ts';
import { gatewayOnLinux, gatewayOnMac } from './gateway.ts';

type LookTools = Pick<Tools, 'net' | 'files' | 'programs' | 'platform'>;

/** Public addresses that the routing table is asked about; nothing is sent to them. */
const beyond = { 4: '1.1.1.1', 6: '2606:4700:4700::1111' } as const;

/** Interfaces that come and go with virtual machines, containers and tunnels, or that macOS keeps for itself. */
const notALink =
  /^(lo|docker|br-|veth|podman|cni|virbr|vmnet|vnic|utun|tun|tap|tailscale|wg|ipsec|bridge|awdl|llw|ap\d|anpi|gif|stf)/;

/** What the machine knows of its network, without a packet; deep looks also find router and resolvers. */
export async function look(tools: LookTools, isDeep: boolean, signal: AbortSignal): Promise<Facts> {
  const addresses = tools.net.addresses();
  const [v4, v6] = await Promise.all([way(tools, addresses, 4), way(tools, addresses, 6)]);
  const links = addresses.filter(isLink).map(({ iface }) => iface);
  const isKnown = isDeep && (v4 !== null || v6 !== null);
  const gateway = isKnown ? await gatewayOf(tools, v4?.iface ?? v6?.iface ?? '', signal) : null;
  return {
    v4,
    v6,
    links: [...new Set(links)],
    gateway,
    neighbour: 'unknown',
    proxy: null,
    isPac: false,
    resolvers: isDeep ? tools.net.resolvers().slice(0, 3) : [],
  };
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

async function gatewayOf(tools: LookTools, iface: string, signal: AbortSignal): Promise<string | null> {
  if (tools.platform === 'linux') {
    const table = await tools.files.read('/proc/net/route', 1_000_000);
    return table.ok && table.value !== null ? gatewayOnLinux(table.value, iface) : null;
  }
  const said = await tools.programs.run('route', ['-n', 'get', 'default'], { timeoutMs: 2_000, signal });
  return said.ok ? gatewayOnMac(said.value.stdout) : null;
}
