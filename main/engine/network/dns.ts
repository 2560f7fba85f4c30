import { encode, RECURSION_DESIRED } from 'dns-packet';
import { remembering } from '../../core/remembering.ts';
import { type Asked, readReply } from './dns-reply.ts';

export interface DnsQuestion {
  readonly id: number;
  readonly name: string;
  readonly family: 4 | 6;
}
export interface DnsAnswer {
  /** NOERROR, NXDOMAIN, SERVFAIL, … as in RFC 1035. */
  readonly code: string;
  readonly addresses: readonly string[];
  /** The shortest life (s) among the answers; null where there are none. */
  readonly ttl: number | null;
}

export function encodeQuestion({ id, name, family }: DnsQuestion): Uint8Array {
  const bytes = Uint8Array.from(plainQuestion(`${family} ${name}`));
  bytes[0] = id >> 8;
  bytes[1] = id & 255;
  return bytes;
}

/** The same few questions are asked for days: "4 dns.google" is encoded once. */
const plainQuestion = remembering((text) => {
  const questions = [
    { type: text.startsWith('6') ? ('AAAA' as const) : ('A' as const), name: text.slice(2) },
  ];
  return encode({ type: 'query', id: 0, flags: RECURSION_DESIRED, questions });
});

/** More addresses than anybody will be asked at. */
const mostAddresses = 16;
/** Links of a chain of other names that are followed; real ones have two or three. */
const mostLinks = 8;

/** The answer to exactly this question, or null: another id, name or type, or bytes that are no DNS at all. */
export function decodeAnswer(bytes: Uint8Array, { id, name, family }: DnsQuestion): DnsAnswer | null {
  const asked: Asked = { id, name: plainName(name), type: family === 6 ? 28 : 1 };
  const reply = readReply(bytes, asked);
  if (!reply) return null;
  const names = new Set([asked.name]);
  for (let links = 0, before = 0; links < mostLinks && names.size > before; links += 1) {
    before = names.size;
    for (const { owner, alias } of reply.records) if (alias !== null && names.has(owner)) names.add(alias);
  }
  const addresses = reply.records.flatMap(({ owner, address }) =>
    address !== null && names.has(owner) ? [address] : [],
  );
  const ttls = reply.records.map(({ ttl }) => ttl);
  const ttl = ttls.length > 0 ? Math.min(...ttls) : null;
  return { code: reply.code, addresses: addresses.slice(0, mostAddresses), ttl };
}

const plainName = (name: string) => name.toLowerCase().replace(/\.$/, '');
