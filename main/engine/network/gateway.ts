import { familyOf } from '../../core/targets.ts';
import { isLinkLocal, shortV6 } from './address.ts';

interface Route {
  readonly iface: string;
  readonly gateway: string;
  readonly metric: number;
}

/** Of the routes over `iface`, or else of all, the one the kernel would take: the lowest metric. */
function best(routes: readonly Route[], iface: string): Route | undefined {
  const own = routes.filter((route) => route.iface === iface);
  return [...(own.length > 0 ? own : routes)].sort((a, b) => a.metric - b.metric)[0];
}

const number = (hex: string | undefined) => Number.parseInt(hex ?? '', 16);
/** Flags of a route in the kernel's tables: RTF_UP (1) and RTF_GATEWAY (2), and not RTF_REJECT (0x200). */
const leadsOn = (flags: string | undefined) => (number(flags) & 0x203) === 3;
const noMask = '00000000';

/**
 * The default router from /proc/net/route: hexadecimal, little-endian. Columns: Iface Destination Gateway
 * Flags RefCnt Use Metric Mask. A mask that is not zero is half the world, as some VPNs make it.
 */
export function gatewayOnLinux(table: string, iface: string): string | null {
  const rows = table.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  const routes = rows.flatMap((row) => {
    const [name = '', to, via = '', flags, , , metric = '0', mask = noMask] = row;
    const isDefault = to === '00000000' && mask === noMask && leadsOn(flags);
    const isWhole = /^[0-9A-F]{8}$/i.test(via);
    return isDefault && isWhole ? [{ iface: name, gateway: via, metric: Number(metric) || 0 }] : [];
  });
  const found = best(routes, iface)?.gateway.match(/../g);
  return found ? found.reverse().map(number).join('.') : null;
}

/**
 * The default router from /proc/net/ipv6_route: destination, its prefix length, source, its length, next hop,
 * metric, references, uses, flags, interface; all hexadecimal. The kernel's own "nothing there" has metric ffffffff.
 */
export function gatewayOnLinux6(table: string, iface: string): string | null {
  const routes = table.split('\n').flatMap((line) => {
    const [to = '', length, , , via = '', metric, , , flags, name = ''] = line.trim().split(/\s+/);
    const isDefault = /^0{32}$/.test(to) && length === '00' && leadsOn(flags);
    const gateway = shortV6(via);
    const isUsable = isDefault && name !== 'lo' && name !== '' && number(metric) < 0xffff_ffff;
    return isUsable && gateway && gateway !== '::' ? [{ iface: name, gateway, metric: number(metric) }] : [];
  });
  const found = best(routes, iface);
  if (!found) return null;
  return isLinkLocal(found.gateway) ? `${found.gateway}%${found.iface}` : found.gateway;
}

/** The `gateway:` line of `route -n get default`, with its zone. A link-layer gateway (a tunnel's) is none. */
export function gatewayOnMac(text: string): string | null {
  const line = text.split('\n').find((one) => one.trimStart().startsWith('gateway:'));
  const found = line?.slice(line.indexOf(':') + 1).trim() ?? '';
  return familyOf(found) === null ? null : found;
}
