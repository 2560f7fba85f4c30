/** Eight groups of four hexadecimal digits, as the shortest text (RFC 5952); null when it is anything else. */
export function shortV6(hex: string): string | null {
  if (!/^[0-9a-f]{32}$/i.test(hex)) return null;
  const groups = hex.match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

export const isLinkLocal = (address: string): boolean => /^fe[89ab][0-9a-f]:/i.test(address);
