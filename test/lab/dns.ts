import dnsPacket from 'dns-packet';
import type { Behaviour } from './behaviour.ts';
import { addressesOf, GATEWAY, PORTAL_NAME, WHO_AM_I } from './world.ts';

/** The response codes of RFC 1035 that the lab needs. */
const NOERROR = 0;
const SERVFAIL = 2;
const NXDOMAIN = 3;

/** Seconds an answer may be kept: none, so that every question of a test really travels. */
const TTL = 0;

/** The addresses a name has for somebody behind this portal. */
function known(name: string, portal: Behaviour['portal'], asker: string): ReturnType<typeof addressesOf> {
  const taken = portal === 'forged' || (portal === 'honest' && name === PORTAL_NAME);
  return taken ? { v4: [GATEWAY.v4], v6: [GATEWAY.v6] } : (whoIs(name, asker) ?? addressesOf(name));
}

function whoIs(name: string, asker: string): ReturnType<typeof addressesOf> {
  if (name !== WHO_AM_I) return undefined;
  return asker.includes(':') ? { v4: [], v6: [asker] } : { v4: [asker], v6: [] };
}

/** Decodes a question, or undefined when it is none that a server should answer. */
function decode(question: Buffer): dnsPacket.DecodedPacket | undefined {
  try {
    const packet = dnsPacket.decode(question);
    return packet.type === 'query' && packet.questions?.length === 1 ? packet : undefined;
  } catch {
    return undefined;
  }
}

function encode(query: dnsPacket.DecodedPacket, rcode: number, answers: dnsPacket.Answer[]): Buffer {
  const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | rcode;
  return dnsPacket.encode({
    type: 'response',
    id: query.id ?? 0,
    flags,
    questions: query.questions ?? [],
    answers,
  });
}

/** The name a question asks for in lower case, or undefined when the question cannot be read. */
export function askedName(question: Buffer): string | undefined {
  return decode(question)?.questions?.[0]?.name.toLowerCase();
}

/** The answer to a question, true or forged; undefined when the packet deserves none. */
export function answer(question: Buffer, portal: Behaviour['portal'], asker = ''): Buffer | undefined {
  const query = decode(question);
  const asked = query?.questions?.[0];
  if (query === undefined || asked === undefined) return undefined;
  const found = known(asked.name.toLowerCase(), portal, asker);
  if (found === undefined) return encode(query, NXDOMAIN, []);
  const { name, type } = asked;
  if (type !== 'A' && type !== 'AAAA') return encode(query, NOERROR, []);
  const addresses = type === 'A' ? found.v4 : found.v6;
  return encode(
    query,
    NOERROR,
    addresses.map((data) => ({ name, type, ttl: TTL, data })),
  );
}

/** The same answer with the lives of its records set to so many seconds. */
export function withLife(packet: Buffer, seconds: number): Buffer {
  const { id = 0, flags = 0, questions = [], answers = [] } = dnsPacket.decode(packet);
  const aged = answers.map((one) => ('ttl' in one ? { ...one, ttl: seconds } : one));
  return dnsPacket.encode({ type: 'response', id, flags, questions, answers: aged as dnsPacket.Answer[] });
}

/** "The server failed": what a resolver says that cannot get an answer. */
export function serverFailure(question: Buffer): Buffer | undefined {
  const query = decode(question);
  return query === undefined ? undefined : encode(query, SERVFAIL, []);
}
