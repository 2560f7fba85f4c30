import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familyOf } from '../../main/core/targets.ts';
import { decodeAnswer, encodeQuestion } from '../../main/engine/network/dns.ts';

const question = { id: 77, name: 'dns.google', family: 4 as const };
type Packet = Parameters<typeof dnsPacket.encode>[0];
const asked = { type: 'A' as const, name: 'dns.google' };
const a = (name: string, data: string) => ({ type: 'A' as const, name, ttl: 60, data });
const alias = (name: string, data: string) => ({ type: 'CNAME' as const, name, ttl: 60, data });
const reply = (change: Packet = {}) =>
  dnsPacket.encode({
    type: 'response',
    id: 77,
    flags: 0,
    questions: [asked],
    answers: [a('dns.google', '8.8.8.8')],
    ...change,
  });

describe('a DNS reply', () => {
  test.each([
    ['the plain answer', reply(), 'NOERROR', ['8.8.8.8']],
    ['in other letters', reply({ questions: [{ ...asked, name: 'DNS.Google' }] }), 'NOERROR', ['8.8.8.8']],
    ['no such name', reply({ flags: 3, answers: [] }), 'NXDOMAIN', []],
    ['a code of later times', reply({ flags: 10, answers: [] }), 'RCODE 10', []],
    [
      'by way of another name, in any order',
      reply({ answers: [a('b', '1.2.3.4'), alias('dns.google', 'b')] }),
      'NOERROR',
      ['1.2.3.4'],
    ],
    ['an address of another name', reply({ answers: [a('evil.example', '8.8.8.8')] }), 'NOERROR', []],
    [
      'names in a ring',
      reply({ answers: [alias('dns.google', 'b'), alias('b', 'dns.google')] }),
      'NOERROR',
      [],
    ],
    [
      'another type',
      reply({ answers: [{ type: 'AAAA', name: 'dns.google', ttl: 1, data: '::1' }] }),
      'NOERROR',
      [],
    ],
    [
      'more answers than anybody needs',
      reply({
        answers: Array.from({ length: 4_000 }, (_, n) => a('dns.google', `1.1.${n >> 8}.${n & 255}`)),
      }),
      'NOERROR',
      expect.objectContaining({ length: 16 }),
    ],
    [
      'a chain without end',
      reply({
        answers: Array.from({ length: 4_000 }, (_, n) =>
          alias(n === 0 ? 'dns.google' : `a${n}`, `a${n + 1}`),
        ),
      }),
      'NOERROR',
      [],
    ],
  ])('%s', (_title, bytes, code, addresses) => {
    expect(decodeAnswer(bytes, question)).toMatchObject({ code, addresses });
  });

  const lyingLength = reply();
  lyingLength.writeUInt16BE(200, lyingLength.length - 6);
  const shortData = reply();
  shortData.writeUInt16BE(3, shortData.length - 6);
  const loop = Buffer.concat([
    reply().subarray(0, 12),
    Buffer.from([0xc0, 0x0c, 0, 1, 0, 1]),
    Buffer.alloc(40),
  ]);
  const forward = Buffer.concat([
    reply().subarray(0, 12),
    Buffer.from([0xc0, 0x20, 0, 1, 0, 1]),
    Buffer.alloc(40),
  ]);
  test.each([
    ['another id', reply({ id: 78 })],
    ['another name', reply({ questions: [{ type: 'A', name: 'evil.example' }] })],
    ['another type', reply({ questions: [{ type: 'AAAA', name: 'dns.google' }] })],
    ['two questions', reply({ questions: [asked, asked] })],
    ['no question', reply({ questions: [] })],
    ['a question', reply({ type: 'query' })],
    ['half of it', reply().subarray(0, 20)],
    ['all but a byte', reply().subarray(0, -1)],
    ['nothing', Buffer.alloc(0)],
    ['a length that leads out', lyingLength],
    ['an address of three bytes', shortData],
    ['a name that leads to itself', loop],
    ['a name that leads forward', forward],
  ])('%s is passed over', (_title, bytes) => {
    expect(decodeAnswer(bytes, question)).toBeNull();
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        decodeAnswer(bytes, question);
        const headed = Buffer.concat([reply().subarray(0, 28), bytes]);
        decodeAnswer(headed, question);
      }),
      { numRuns: 3_000 },
    );
  });

  test('changed bytes are read as what they say, or not at all', () => {
    const change = fc.tuple(fc.nat({ max: 43 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(reply());
        for (const [at, value] of changes) bytes[at] = value;
        const answer = decodeAnswer(bytes, question);
        const isForUs = bytes.readUInt16BE(0) === 77 && (bytes[2] ?? 0) >= 128;
        if (!isForUs) expect(answer).toBeNull();
        for (const address of answer?.addresses ?? []) expect(familyOf(address)).toBe(4);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a question for another name, type or number never takes the answer', () => {
    const other = fc.record({
      id: fc.nat({ max: 65_535 }),
      name: fc.domain(),
      family: fc.constantFrom(4 as const, 6 as const),
    });
    fc.assert(
      fc.property(other, (one) => {
        fc.pre(one.id !== 77 || one.family === 6 || one.name !== 'dns.google');
        expect(decodeAnswer(reply(), one)).toBeNull();
        const own = dnsPacket.decode(Buffer.from(encodeQuestion(one)));
        const bytes = dnsPacket.encode({ ...own, type: 'response' });
        expect(decodeAnswer(bytes, one)).toEqual({ code: 'NOERROR', addresses: [], ttl: null });
      }),
    );
  });
});
