import type { Condition } from './condition.ts';
import { VPN_INTERFACE } from './faults.ts';
import type { Names } from './namespaces.ts';
import { ip } from './process.ts';
import { TUNNEL } from './world.ts';

/** The VPN's interface on the machine under test, named as macOS names its tunnels. */
const DEVICE = 'utun4';

/**
 * Both ends have one hardware address and resolve none, so that packets go through as in a real tunnel, point
 * to point: no neighbour to find, no gateway, and nothing but silence when it is dead.
 */
const SAME = 'address 02:77:00:00:00:04';

const ROUTER_END = [
  `link set ${VPN_INTERFACE} arp off up`,
  `route add ${TUNNEL.v4} dev ${VPN_INTERFACE}`,
  `route add ${TUNNEL.v6} dev ${VPN_INTERFACE}`,
];

/** Two halves of the world win over the default route without touching it, as VPN programs do it. */
const MACHINE_END = [
  `addr add ${TUNNEL.v4}/32 dev ${DEVICE}`,
  `addr add ${TUNNEL.v6}/128 dev ${DEVICE} nodad`,
  `link set ${DEVICE} arp off up`,
  ...['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'].map((half) => `route add ${half} dev ${DEVICE}`),
];

/** Makes or removes the VPN's interface; its addresses and routes go with it. */
export async function changeTunnel(names: Names, have: Condition, want: Condition): Promise<void> {
  if (have.isTunnelled === want.isTunnelled) return;
  if (!want.isTunnelled) return ip(names.gateway, [`link del ${VPN_INTERFACE}`]);
  const peer = `peer name ${DEVICE} index 6 ${SAME} netns ${names.host}`;
  await ip(names.gateway, [`link add ${VPN_INTERFACE} index 14 ${SAME} type veth ${peer}`, ...ROUTER_END]);
  await ip(names.host, MACHINE_END);
}
