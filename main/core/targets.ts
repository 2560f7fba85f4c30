import { remembering } from './remembering.ts';

/** The witnesses a person may name in the settings, as text, and what each text means. */

export interface DnsTarget {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
}
export interface TlsTarget extends DnsTarget {
  /** The name the certificate must be valid for. */
  readonly name: string;
}
export interface PageTarget {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly status: number;
  /** Text the body must contain; empty means that any body will do. */
  readonly text: string;
}
export interface Question {
  readonly name: string;
  /** The addresses a truthful resolver answers with; any one of them is enough. */
  readonly answers: readonly string[];
}

const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const group = /^[0-9a-fA-F]{1,4}$/;
const zone = /^[A-Za-z0-9_.-]{1,16}$/;
const hostName = /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})(?:\.[A-Za-z0-9_-]{1,63})*\.?$/;

/** The family of an address, or null when the text is none. A link-local one may carry its zone: `fe80::1%en0`. */
export function familyOf(address: string): 4 | 6 | null {
  if (address.length > 60) return null;
  if (v4.test(address)) return 4;
  if (!address.includes(':')) return null;
  const [digits = '', name, ...more] = address.split('%');
  const hasGoodZone = name === undefined || (zone.test(name) && /^fe[89ab]/i.test(digits));
  return hasGoodZone && more.length === 0 && isV6(digits) ? 6 : null;
}

/** Eight groups, or fewer with one `::` that stands for the rest. */
function isV6(text: string): boolean {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = halves.flat();
  if (!groups.every((one) => group.test(one)) || halves.length > 2) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** `1.1.1.1:53` or `[2606:4700:4700::1111]:53`. A port is required: a target without one is a mistake. */
export const parseDnsTarget = remembering((text): DnsTarget | null => {
  const found = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text.trim());
  const address = found?.[1] ?? found?.[2];
  const port = Number(found?.[3]);
  const family = address === undefined ? null : familyOf(address);
  if (address === undefined || family === null || port < 1 || port > 65_535) return null;
  if ((family === 6) !== (found?.[1] !== undefined)) return null;
  return { address, port, family };
});

/** `one.one.one.one@1.1.1.1:443`: the name on the certificate, then where to connect. */
export const parseTlsTarget = remembering((text): TlsTarget | null => {
  const at = text.indexOf('@');
  const name = text.slice(0, at).trim();
  const where = parseDnsTarget(text.slice(at + 1));
  return at > 0 && where && hostName.test(name) ? { ...where, name } : null;
});

/** `http://host/path 200 Success`: the page, the status it must have, a text its body must contain (may be left out). */
export const parsePageTarget = remembering((text): PageTarget | null => {
  const found = /^(http:\/\/([^/:\s]+)(?::(\d{1,5}))?(\/[!-~]*)?) ([1-5]\d\d)(?: (.{1,80}))?$/.exec(
    text.trim(),
  );
  if (!found) return null;
  const [, url = '', host = '', port = '80', path = '/', status = '', body = ''] = found;
  const good = hostName.test(host) && Number(port) >= 1 && Number(port) <= 65_535;
  return good ? { url, host, port: Number(port), path, status: Number(status), text: body } : null;
});

/** `dns.google=8.8.8.8,8.8.4.4`: a name whose answer never changes, so that a rewritten one is seen. */
export const parseQuestion = remembering((text): Question | null => {
  const [name = '', list = ''] = text.split('=');
  const answers = list.split(',').map((part) => part.trim());
  const good = hostName.test(name.trim()) && answers.every((answer) => familyOf(answer) === 4);
  return good && text.split('=').length === 2 ? { name: name.trim(), answers } : null;
});
