import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Settings, settingFromText, settingKeys, settingSchemas } from '../../main/core/settings.ts';
import {
  familyOf,
  parseDnsTarget,
  parsePageTarget,
  parseQuestion,
  parseTlsTarget,
} from '../../main/core/targets.ts';
import { decodeAnswer, encodeQuestion } from '../../main/engine/network/dns.ts';
import { gatewayOnLinux, gatewayOnLinux6, gatewayOnMac } from '../../main/engine/network/gateway.ts';
import { isNewsOnLinux, isNewsOnMac } from '../../main/engine/network/monitor.ts';
import { neighbourOnLinux, neighbourOnMac } from '../../main/engine/network/neighbour.ts';
import { proxyFromEnv, proxyOnMac } from '../../main/engine/network/proxy.ts';
import { lineSplitter } from '../../main/engine/tools/programs.ts';

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

/** Text in which the parsers' own words are frequent, and now and then a very long run of one of them. */
const words = [
  ...['[', ']', ':', '::', '.', '%', '@', '=', ',', ';', '/', ' ', '\t', '\n', '"', '{', '}', '<', '>', '\0'],
  ...[
    'fe80::1%en0',
    '1.1.1.1',
    '::1',
    '53',
    '70000',
    'http://',
    'http://a.example/ 200',
    'dns.google=8.8.8.8',
  ],
  ...['gateway:', 'at', '(incomplete)', 'RTM_ADD:', 'RTM_IFINFO:', 'flags:<', 'HOST', 'awdl0', 'Deleted '],
  ...['  HTTPEnable : 1', '  HTTPProxy : ', '  ExceptionsList : <array> {', '0003', '0'.repeat(32), 'é', '𝄞'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
);
const parsers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['familyOf', familyOf],
  ['parseDnsTarget', parseDnsTarget],
  ['parseTlsTarget', parseTlsTarget],
  ['parsePageTarget', parsePageTarget],
  ['parseQuestion', parseQuestion],
  ['gatewayOnLinux', (one) => gatewayOnLinux(one, 'eth0')],
  ['gatewayOnLinux6', (one) => gatewayOnLinux6(one, 'eth0')],
  ['gatewayOnMac', gatewayOnMac],
  ['neighbourOnLinux', (one) => neighbourOnLinux(one, '192.168.1.1')],
  ['neighbourOnMac', neighbourOnMac],
  ['proxyOnMac', proxyOnMac],
  ['proxyFromEnv', (one) => proxyFromEnv({ http_proxy: one, no_proxy: one })],
  ['isNewsOnMac', isNewsOnMac],
  ['isNewsOnLinux', isNewsOnLinux],
  ['settingFromText', (one) => settingKeys.map((key) => settingFromText(key, one))],
  ['lineSplitter', (one) => lineSplitter(() => {})(one)],
];

describe('text from outside', () => {
  test.each(parsers)('%s: nothing makes it throw', (_name, parse) => {
    fc.assert(
      fc.property(text, (one) => void parse(one)),
      { numRuns: 500 },
    );
  });

  /** A rule that looks at every pair of places in 200 kB would need minutes; a second is generous. */
  test.each(parsers)('%s: long text takes no longer than it should', (_name, parse) => {
    const begun = performance.now();
    for (const word of [...words, 'a', '1', 'x: y\n', 'a.']) parse(word.repeat(200_000 / word.length));
    parse(`RTM_ADD: ${'flags:<'.repeat(30_000)}`);
    parse(`http://${'a.'.repeat(100_000)} 200`);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('what is taken for a target has an address and a port that can be used', () => {
    fc.assert(
      fc.property(text, (one) => {
        const target = parseDnsTarget(one) ?? parseTlsTarget(one);
        if (target) expect(familyOf(target.address)).toBe(target.family);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['1:2', null],
    ['12345::', null],
    ['1:2:3:4:5:6:7:8:9', null],
    ['1::2::3', null],
    ['::', 6],
    ['1:2:3:4:5:6:7:8', 6],
    ['fe80::1%en0', 6],
    ['2001:db8::1%en0', null],
    ['fe80::1%', null],
    ['fe80::1%a b', null],
    ['256.1.1.1', null],
    ['1.1.1', null],
    ['01.1.1.1', null],
    ['localhost', null],
  ])('family of %s is %s', (address, family) => {
    expect(familyOf(address)).toBe(family);
  });

  test('settings refuse what is no witness', () => {
    for (const [key, value] of [
      ['probe.dns', ['localhost:53']],
      ['probe.dns', ['1:2:53']],
      ['probe.dns', ['1.1.1.1']],
      ['probe.dns', ['1.1.1.1:0']],
      ['probe.dns', ['[1:2]:53']],
      ['probe.tls', ['1.1.1.1:443']],
      ['probe.tls', ['a b@1.1.1.1:443']],
      ['probe.pages', ['https://a.example/ 200']],
      ['probe.pages', ['http://a.example/ 999']],
      ['probe.pages', ['http://user:pw@a.example/ 200']],
      ['probe.pages', ['http://a.example/é 200']],
      ['probe.question', 'dns.google'],
      ['probe.question', 'dns.google=::1'],
    ] as const)
      expect(settingSchemas[key].safeParse(value).success, JSON.stringify(value)).toBe(false);
    expect(Settings.safeParse({}).success).toBe(false);
  });
});
