import type { Neighbour } from '../../core/network/network.ts';

/** /proc/net/arp: IP address, HW type, flags, HW address, mask, device. Flag 2 (ATF_COM): the address is known. */
export function neighbourOnLinux(table: string, address: string): Neighbour {
  const flags = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([ip]) => ip === address)
    .map((row) => Number.parseInt(row[2] ?? '', 16))
    .filter((flag) => !Number.isNaN(flag));
  if (flags.length === 0) return 'unknown';
  return flags.some((flag) => (flag & 2) !== 0) ? 'reached' : 'failed';
}

/**
 * `arp -n 192.168.1.1` says `? (192.168.1.1) at a4:b1:c1:0:11:22 on en0 ifscope [ethernet]`; `ndp -n fe80::1%en0`
 * says a table whose second column is the hardware address. Both say `(incomplete)` and `-- no entry`.
 */
export function neighbourOnMac(text: string): Neighbour {
  const words = text.split('\n').map((line) => line.trim().split(/\s+/));
  const told = words.map((row) => (row[2] === 'at' ? row[3] : row[1]) ?? '');
  if (told.some((word) => /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i.test(word))) return 'reached';
  return told.includes('(incomplete)') ? 'failed' : 'unknown';
}
