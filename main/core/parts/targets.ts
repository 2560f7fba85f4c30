import { remembering } from '../remembering.ts';
import { familyOf } from '../targets.ts';

/** What a person names of their own: addresses of Ollama, a Headscale, services on the local network. */

export interface WebPlace {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface Service {
  readonly name: string;
  readonly scheme: 'http' | 'https' | 'tcp';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** The status it must answer with; null: one below 500. */
  readonly status: number | null;
  /** SHA-256 of its certificate, 64 hex digits in small letters; null: the first one seen is trusted. */
  readonly pin: string | null;
  /** A text its answer must contain; empty: all will do. */
  readonly text: string;
}

/** A model, a container, an image: what such names are made of. */
export const parseName = remembering((text): string | null =>
  /^[A-Za-z0-9_][A-Za-z0-9_.:/@-]{0,199}$/.test(text) ? text : null,
);

const hostName = /^(?=.{1,253}$)[A-Za-z0-9_][A-Za-z0-9_-]{0,62}(?:\.[A-Za-z0-9_-]{1,63})*\.?$/;

/** `http://192.168.1.100:11434`; a path, a user or a question mark is none of an Ollama's or a Headscale's. */
export const parseWebPlace = remembering((text): WebPlace | null => {
  const found = /^(https?):\/\/(\[[^\]\s]+\]|[^/:\s@?#]+)(?::(\d{1,5}))?(\/[!-~]*)?$/.exec(text.trim());
  const scheme = found?.[1] === 'https' ? 'https' : 'http';
  const port = Number(found?.[3] ?? (scheme === 'https' ? 443 : 80));
  const host = hostOf(found?.[2] ?? '');
  if (!found || host === null || port < 1 || port > 65_535) return null;
  return { scheme, host, port, path: found[4] ?? '/' };
});

/** A name or an address, without the brackets that an IPv6 address has in a URL. */
function hostOf(written: string): string | null {
  const bare = /^\[(.+)\]$/.exec(written)?.[1];
  if (bare !== undefined) return familyOf(bare) === 6 ? bare : null;
  if (/^[\d.]+$/.test(written)) return familyOf(written) === 4 ? written : null;
  // The URL standard takes a name that ends in a number for an address: 0x08080808 is 8.8.8.8.
  if (/(^|\.)(0x[\da-f]*|\d+)\.?$/i.test(written)) return null;
  return hostName.test(written) ? written : null;
}

/** An Ollama's or a Headscale's address without a path, as it is asked. */
export const parseBase = remembering((text): WebPlace | null => {
  const place = parseWebPlace(text.replace(/\/+$/, ''));
  return place && (place.path === '/' || place.path === '') ? place : null;
});

/** This machine's own Ollama among the places that the person named. */
export const ownOllama = (places: readonly string[]): WebPlace | null =>
  places.flatMap((text) => parseBase(text) ?? []).find(({ host }) => distanceOf(host) === 'here') ?? null;

export function urlOf({ scheme, host, port }: WebPlace): string {
  const isUsual = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}${isUsual ? '' : `:${port}`}`;
}

/**
 * `telmeet=https://telmeet.lan:8443/health 200 pin=0a1b… Welcome`: a name, where it is (a page, or `host:port`), and if
 * wanted the status, the certificate's SHA-256, and a text that the page contains.
 */
export const parseService = remembering((text): Service | null => {
  const found = /^([^=,;]{1,40})=(\S{1,200})((?: .{0,120})?)$/.exec(text.trim());
  const name = found?.[1]?.trim() ?? '';
  const where = found && placeOf(found[2] ?? '');
  if (!where || name === '') return null;
  const wanted = /^(?: (\d{3}))?(?: pin=([0-9A-Fa-f:]{64,95}))?(?: (.{1,80}))?$/.exec(found[3] ?? '');
  // A print that is none is a slip, and no text.
  if (!wanted || wanted[3]?.startsWith('pin=')) return null;
  const pin = wanted[2]?.replaceAll(':', '').toLowerCase() ?? null;
  if (pin !== null && pin.length !== 64) return null;
  const status = wanted[1] === undefined ? null : Number(wanted[1]);
  const isPage = where.scheme !== 'tcp';
  if (!isPage && (status !== null || wanted[3] !== undefined || pin !== null)) return null;
  return { name, ...where, status, pin, text: wanted[3] ?? '' };
});

/** The same service, known by this print (SHA-256, 64 hex digits) from now on. */
export function pinned(written: string, print: string): string {
  const text = written.trim();
  const [known = ''] = /^[^=]+=\S+(?: \d{3}(?= |$))?/.exec(text) ?? [];
  return `${known} pin=${print}${text.slice(known.length).replace(/^ pin=\S+/, '')}`;
}

function placeOf(written: string): Pick<Service, 'scheme' | 'host' | 'port' | 'path'> | null {
  if (/^https?:/.test(written)) return parseWebPlace(written);
  const found = /^(?:tcp:\/\/)?(\[[^\]\s]+\]|[^/:\s@]+):(\d{1,5})$/.exec(written);
  const host = hostOf(found?.[1] ?? '');
  const port = Number(found?.[2]);
  return host !== null && port >= 1 && port <= 65_535 ? { scheme: 'tcp', host, port, path: '' } : null;
}

/**
 * How far away a host is, as far as its name or address tells: that decides whether it survives an outage.
 * 100.64.0.0/10 and fd7a:115c:a1e0::/48 are Tailscale's.
 */
export function distanceOf(host: string): 'here' | 'lan' | 'tailnet' | 'outside' {
  const name = host.toLowerCase().replace(/\.$/, '');
  const isAddress = familyOf(name) !== null;
  if (name === 'localhost' || name.endsWith('.localhost')) return 'here';
  if (isAddress && (name === '::1' || name.startsWith('127.'))) return 'here';
  if (name.endsWith('.ts.net') || (isAddress && name.startsWith('fd7a:115c:a1e0:')) || isShared(name))
    return 'tailnet';
  const isPrivate =
    /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(name) ||
    /^(fe[89ab]|f[cd])[0-9a-f]{2}:/.test(name);
  // A name may begin like an address and be anywhere.
  if (isAddress) return isPrivate ? 'lan' : 'outside';
  // A name without a dot, or under one of these, is a local network's own.
  return !name.includes('.') || /\.(local|lan|home|internal|home\.arpa|fritz\.box|intranet)$/.test(name)
    ? 'lan'
    : 'outside';
}

function isShared(address: string): boolean {
  const second = Number(/^100\.(\d{1,3})\./.exec(address)?.[1]);
  return familyOf(address) === 4 && second >= 64 && second <= 127;
}
