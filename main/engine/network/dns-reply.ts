import { shortV6 } from './address.ts';

/** Reads a DNS reply (RFC 1035, 4.1) strictly: a length that lies makes all of it no reply. */

export interface Asked {
  readonly id: number;
  /** In small letters, without the last dot. */
  readonly name: string;
  /** 1 is A, 28 is AAAA. */
  readonly type: number;
}
export interface DnsRecord {
  readonly owner: string;
  readonly address: string | null;
  /** How long (s) it may be kept. */
  readonly ttl: number;
  /** The other name that a CNAME gives. */
  readonly alias: string | null;
}
export interface DnsReply {
  readonly code: string;
  readonly records: readonly DnsRecord[];
}

const codes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
const [header, internet, cname] = [12, 1, 5];
/** The longest name (RFC 1035, 3.1), in bytes. */
const longest = 255;

/** Null when it is not the reply to what was asked. Never throws and never reads a byte twice in a loop. */
export function readReply(bytes: Uint8Array, asked: Asked): DnsReply | null {
  if (bytes.length < header + 5) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint16(2);
  // A reply (0x8000) to a plain query (0x7800) with one question.
  if (view.getUint16(0) !== asked.id || (flags & 0xf800) !== 0x8000 || view.getUint16(4) !== 1) return null;
  const question = readName(view, header);
  if (question?.name !== asked.name || question.next + 4 > view.byteLength) return null;
  if (view.getUint16(question.next) !== asked.type || view.getUint16(question.next + 2) !== internet)
    return null;
  const records = readRecords(view, question.next + 4, view.getUint16(6), asked.type);
  return records && { code: codes[flags & 15] ?? `RCODE ${flags & 15}`, records };
}

function readRecords(view: DataView, from: number, count: number, type: number): DnsRecord[] | null {
  const records: DnsRecord[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const owner = readName(view, at);
    if (!owner || owner.next + 10 > view.byteLength) return null;
    const data = owner.next + 10;
    at = data + view.getUint16(owner.next + 8);
    if (at > view.byteLength) return null;
    const kind = view.getUint16(owner.next);
    if (view.getUint16(owner.next + 2) !== internet) continue;
    const address = kind === type ? readAddress(view, data, at, type) : null;
    const alias = kind === cname ? readName(view, data) : null;
    if (kind === type && address === null) return null;
    if (kind === cname && alias?.next !== at) return null;
    const ttl = view.getUint32(owner.next + 4);
    records.push({ owner: owner.name, address, ttl, alias: alias?.name ?? null });
  }
  return records;
}

function readAddress(view: DataView, from: number, to: number, type: number): string | null {
  const bytes = [...new Uint8Array(view.buffer, view.byteOffset + from, to - from)];
  if (type === 1) return bytes.length === 4 ? bytes.join('.') : null;
  return shortV6(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/**
 * A name, which may go on at an earlier place (0xc0). Each jump must lead further back than the last one
 * began, so that it ends. A dot inside a label is escaped: `a.b` in one label is another name than `a`, `b`.
 */
function readName(view: DataView, from: number): { name: string; next: number } | null {
  const labels: string[] = [];
  let [at, start, next, size] = [from, from, -1, 0];
  while (at < view.byteLength) {
    const length = view.getUint8(at);
    if (length === 0) return { name: labels.join('.'), next: next < 0 ? at + 1 : next };
    if (length >= 0xc0) {
      if (at + 2 > view.byteLength) return null;
      const to = view.getUint16(at) & 0x3fff;
      if (to >= start || to < header) return null;
      if (next < 0) next = at + 2;
      [at, start] = [to, to];
      continue;
    }
    size += length + 1;
    if (length > 63 || size > longest || at + 1 + length > view.byteLength) return null;
    labels.push(label(view, at + 1, length));
    at += 1 + length;
  }
  return null;
}

function label(view: DataView, from: number, length: number): string {
  let text = '';
  for (let at = from; at < from + length; at += 1) text += String.fromCharCode(view.getUint8(at));
  return text.toLowerCase().replaceAll('.', '\\.');
}
