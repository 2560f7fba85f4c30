import { decode, encode, RECURSION_DESIRED } from 'dns-packet';

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
  const type = family === 6 ? 'AAAA' : 'A';
  return encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ type, name }] });
}

/** The answer to exactly this question, or null: another id, another name, or bytes that are no DNS at all. */
export function decodeAnswer(bytes: Uint8Array, question: DnsQuestion): DnsAnswer | null {
  try {
    const packet = decode(Buffer.from(bytes));
    const asked = packet.questions?.[0];
    if (packet.type !== 'response' || packet.id !== question.id) return null;
    if (asked?.name.toLowerCase() !== question.name.toLowerCase()) return null;
    const code = 'rcode' in packet && typeof packet.rcode === 'string' ? packet.rcode : 'NOERROR';
    const wanted = question.family === 6 ? 'AAAA' : 'A';
    const addresses = (packet.answers ?? []).flatMap((answer) =>
      answer.type === wanted && 'data' in answer && typeof answer.data === 'string' ? [answer.data] : [],
    );
    const ttls = (packet.answers ?? []).flatMap((answer) =>
      'ttl' in answer && typeof answer.ttl === 'number' ? [answer.ttl] : [],
    );
    return { code, addresses, ttl: ttls.length > 0 ? Math.min(...ttls) : null };
  } catch {
    return null;
  }
}
