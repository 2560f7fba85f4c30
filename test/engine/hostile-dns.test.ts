import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import dnsPacket, { type Packet } from 'dns-packet';
import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../main/core/network/network.ts';
import { closeAll, hear, udp } from './hostile.ts';

afterEach(closeAll);

const name = 'dns.google';
const a = (data: string, owner = name) => ({ type: 'A' as const, name: owner, ttl: 60, data });
const alias = (owner: string, data: string) => ({ type: 'CNAME' as const, name: owner, ttl: 60, data });
function reply(question: Buffer, change: Packet = {}): Buffer {
  const { id, questions } = dnsPacket.decode(question);
  const own: Packet = { type: 'response', id: id ?? 0, questions: questions ?? [], answers: [a('8.8.8.8')] };
  return dnsPacket.encode({ ...own, ...change });
}
const otherId = (question: Buffer, by: number) => ((dnsPacket.decode(question).id ?? 0) + by) & 0xffff;
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const header = (question: Buffer, answers: number) => {
  const bytes = Buffer.from(question);
  bytes[2] = 0x80;
  bytes.writeUInt16BE(answers, 6);
  return bytes;
};

/** Bytes after the header and the question: a record that points back to its name, or to `owner`. */
const record = (data: number[], length = data.length, owner = 12) =>
  Buffer.from([0xc0, owner, 0, 1, 0, 1, 0, 0, 0, 0, 0, length, ...data]);
const raw = (question: Buffer, ...records: Buffer[]) => Buffer.concat([header(question, 1), ...records]);
const chain = many(2_000, (at) => alias(at === 0 ? name : `n${at}`, `n${at + 1}`));
const aaaa = { type: 'AAAA' as const, name, ttl: 1, data: '::1' };
const evil = { type: 'A' as const, name: 'evil.example' };

type DnsCase = readonly [string, Answer, (question: Buffer) => Uint8Array | readonly Uint8Array[]];

describe('a resolver that means no good', () => {
  test.each<DnsCase>([
    ['random bytes', 'silent', () => randomBytes(500)],
    ['nothing at all', 'silent', () => Buffer.alloc(0)],
    ['our own question', 'silent', (question) => question],
    ['a wrong number', 'silent', (question) => reply(question, { id: otherId(question, 1) })],
    [
      'a thousand wrong numbers',
      'silent',
      (question) => many(1_000, (at) => reply(question, { id: otherId(question, at + 1) })),
    ],
    ['a wrong name', 'silent', (question) => reply(question, { questions: [evil] })],
    ['a wrong type', 'silent', (question) => reply(question, { questions: [{ type: 'AAAA', name }] })],
    ['half a packet', 'silent', (question) => reply(question).subarray(0, 34)],
    ['a packet that says it is cut', 'odd', (question) => reply(question, { flags: 0x0200, answers: [] })],
    [
      'a name that leads to itself',
      'silent',
      (question) => raw(question, record([8, 8, 8, 8], 4, question.length)),
    ],
    ['more answers than it brings', 'silent', (question) => header(question, 65_535)],
    ['an address of three bytes', 'silent', (question) => raw(question, record([8, 8, 8]))],
    ['a length that leads out', 'silent', (question) => raw(question, record([8, 8, 8, 8], 200))],
    ['the answer for another name', 'odd', (question) => reply(question, { answers: [a('8.8.8.8', 'b')] })],
    ['names that lead to names, without end', 'odd', (question) => reply(question, { answers: chain })],
    [
      'names in a circle',
      'odd',
      (question) => reply(question, { answers: [alias(name, 'b'), alias('b', name)] }),
    ],
    ['another type of answer', 'odd', (question) => reply(question, { answers: [aaaa] })],
    ['no such name', 'odd', (question) => reply(question, { flags: 3, answers: [] })],
    ['an error', 'odd', (question) => reply(question, { flags: 2, answers: [] })],
    [
      '64 kB of wrong answers',
      'forged',
      (question) => reply(question, { answers: many(2_000, () => a('192.0.2.1')) }),
    ],
    ['the true answer a thousand times', 'ok', (question) => many(1_000, () => reply(question))],
    [
      'garbage, and then the true answer',
      'ok',
      (question) => [...many(100, () => randomBytes(1_000)), reply(question)],
    ],
  ])('%s: %s', async (_title, expected, answer) => {
    const port = await udp((question, send) => {
      const packets = answer(question);
      for (const packet of packets instanceof Uint8Array ? [packets] : packets) send(packet);
    });
    expect(await hear('dns', `127.0.0.1:${port}`)).toMatchObject({ answer: expected });
  });

  test('the true answer from another address or another port is passed over', async () => {
    const port = await udp((question, _send, from) => {
      const other = createSocket('udp4');
      other.bind(0, '127.0.0.2', () =>
        other.send(reply(question), from.port, from.address, () => other.close()),
      );
    });
    expect(await hear('dns', `127.0.0.1:${port}`)).toMatchObject({ answer: 'silent' });
  });

  test('a flood that does not end, ends with the ask', async () => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const port = await udp((question, send) => {
      const wrong = reply(question, { id: otherId(question, 7), answers: many(80, () => a('192.0.2.1')) });
      timer = setInterval(() => many(50, () => send(wrong)), 5);
    });
    expect(await hear('dns', `127.0.0.1:${port}`)).toMatchObject({ answer: 'silent' });
    clearInterval(timer);
  });
});

test.each([
  ['dns', 'localhost:53'],
  ['dns', '1.1.1.1'],
  ['dns', 'no host at all'],
  ['tls', '127.0.0.1:443'],
  ['tls', 'a@b@c'],
  ['page', 'https://check.example/ 200'],
  ['page', 'http://check.example/'],
  ['page', ''],
  ['resolver', 'localhost'],
  ['resolver', '1.2.3'],
  ['gateway', 'router'],
  ['gateway', 'fe80::1%nothing'],
] as const)('%s: the target %j sends nothing and is an error', async (witness, target) => {
  expect(await hear(witness, target)).toMatchObject({ answer: 'error' });
});
