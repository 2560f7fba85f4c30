import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Certificates as bytes (X.509 in DER), so that odd ones need no program that can make them. */

export interface Certificate {
  readonly name: string;
  readonly key: KeyObject;
  /** As PEM. */
  readonly cert: string;
}
export interface Wanted {
  /** The common name. */
  readonly name: string;
  /** Names it is valid for; none leaves the whole extension out. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly isAuthority?: boolean;
  /** What it may be used for; nothing said means anything. */
  readonly isForClients?: boolean;
}

function der(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const list = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'ascii'));

// Object identifiers, already encoded: RFC 5280 and RFC 5758.
const commonName = der(6, [0x55, 4, 3]);
const altName = der(6, [0x55, 0x1d, 17]);
const constraints = der(6, [0x55, 0x1d, 19]);
const usage = der(6, [0x55, 0x1d, 37]);
const forClients = der(6, [0x2b, 6, 1, 5, 5, 7, 3, 2]);
const ecdsa = list(der(6, [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));

const named = (name: string) => list(der(0x31, list(commonName, text(12, name))));
/** GeneralizedTime: 20260131120000Z. */
const time = (date: Date) => text(24, `${date.toISOString().replace(/[-:T]|\..*$/g, '')}Z`);

function extensions({ names, isAuthority, isForClients }: Wanted): Buffer {
  const all: Buffer[] = [list(constraints, der(4, list(...(isAuthority ? [der(1, [255])] : []))))];
  if (names) all.push(list(altName, der(4, list(...names.map((name) => text(0x82, name))))));
  if (isForClients) all.push(list(usage, der(4, list(forClients))));
  return der(0xa3, list(...all));
}

const day = 86_400_000;

/** Signed by `by`, or by itself. */
export function makeCertificate(wanted: Wanted, by?: Certificate): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const from = wanted.from ?? new Date(Date.now() - day);
  const until = wanted.until ?? new Date(Date.now() + day);
  const body = list(
    der(0xa0, der(2, [2])),
    der(2, [1, ...randomBytes(8)]),
    ecdsa,
    named(by?.name ?? wanted.name),
    list(time(from), time(until)),
    named(wanted.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(wanted),
  );
  const signature = sign('sha256', body, by?.key ?? privateKey);
  const bytes = list(body, ecdsa, der(3, [0], signature));
  const lines = (bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return {
    name: wanted.name,
    key: privateKey,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
