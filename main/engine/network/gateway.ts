/** The default router from /proc/net/route: hexadecimal, little-endian, flag 2 = gateway. Null when there is none. */
export function gatewayOnLinux(table: string, iface: string): string | null {
  const rows = table.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  const routes = rows.filter(
    (row) => row[1] === '00000000' && (Number.parseInt(row[3] ?? '0', 16) & 2) !== 0,
  );
  const found = routes.find((row) => row[0] === iface) ?? routes[0];
  const hex = found?.[2];
  if (!hex || !/^[0-9A-F]{8}$/i.test(hex)) return null;
  const bytes = hex.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

/** The `gateway:` line of `route -n get default`. A link-layer gateway (a tunnel's) is none. */
export function gatewayOnMac(text: string): string | null {
  const found = /^\s*gateway:\s*(\S+)\s*$/m.exec(text)?.[1]?.replace(/%.*$/, '');
  return found && /^[\d.]+$|^[\da-f:]+$/i.test(found) && !found.startsWith('index') ? found : null;
}
