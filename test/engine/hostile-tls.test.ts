import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer as createTls, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from './certificates.ts';
import { type Case, closeAll, forEver, hear, listening, pageAt, tcp } from './hostile.ts';

afterEach(closeAll);

const names = ['good.example'];
const many = Array.from({ length: 600 }, (_, at) => `a-rather-long-name-${at}.example`);
const authority = makeCertificate({ name: 'An authority', isAuthority: true });
const good = { name: 'good', names };
const odd = {
  good: makeCertificate(good, authority),
  expired: makeCertificate(
    { ...good, until: new Date('2021-01-01'), from: new Date('2020-01-01') },
    authority,
  ),
  early: makeCertificate({ ...good, from: new Date('2060-01-01'), until: new Date('2061-01-01') }, authority),
  nameless: makeCertificate({ name: 'nameless' }, authority),
  client: makeCertificate({ ...good, isForClients: true }, authority),
  own: makeCertificate(good),
  unknown: makeCertificate(good, makeCertificate({ name: 'Another authority', isAuthority: true })),
  long: makeCertificate({ name: 'long', names: many }, authority),
};

const trustedBefore = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([authority.cert]));
afterAll(() => setDefaultCACertificates(trustedBefore));

function tlsServer(name: keyof typeof odd, chain: readonly string[] = []): Promise<number> {
  const { key, cert } = odd[name];
  const server = createTls({
    key: key.export({ type: 'pkcs8', format: 'pem' }),
    cert: [cert, ...chain].join(''),
  });
  server.on('tlsClientError', () => {}).on('secureConnection', (socket) => socket.on('error', () => {}));
  return listening(server);
}
const hello = (port: number, name = 'good.example') => hear('tls', `${name}@127.0.0.1:${port}`);

describe('certificates', () => {
  test('a good one is proof', async () => {
    expect(await hello(await tlsServer('good'))).toMatchObject({ answer: 'ok' });
  });
  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['early', 'CERT_NOT_YET_VALID'],
    ['nameless', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['client', 'INVALID_PURPOSE'],
    ['own', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['unknown', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['long', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('%s: odd, with the word for it', async (name, detail) => {
    expect(await hello(await tlsServer(name))).toMatchObject({ answer: 'odd', detail });
  });
  test('a chain of 16 kB that leads nowhere is odd, one of 200 kB is not read', async () => {
    const link = makeCertificate({ name: 'link', isAuthority: true }).cert;
    const chains = [40, 500].map((count) => Array.from({ length: count }, () => link));
    const [long = [], endless = []] = chains;
    expect(await hello(await tlsServer('own', long))).toMatchObject({ answer: 'odd' });
    expect(await hello(await tlsServer('good', endless))).toMatchObject({ answer: 'error' });
  });
  test('a good one for another name is odd', async () => {
    const heard = await hello(await tlsServer('good'), 'other.example');
    expect(heard).toMatchObject({ answer: 'odd', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
  test('a page asked of a port that speaks TLS is an error', async () => {
    const heard = await hear('page', pageAt(await tlsServer('good')));
    expect(heard).toMatchObject({ answer: 'error' });
  });
});

/** The beginning of a TLS record: handshake, version 1.2, and its length. */
const record = (length: number) => Buffer.from([22, 3, 3, length >> 8, length & 255]);
/** A certificate message that says it is 16 MB long. */
const endless = Buffer.concat([record(16_384), Buffer.from([11, 255, 255, 255]), randomBytes(16_380)]);
const then = (head: Uint8Array | string, text: Buffer | string, ms?: number) => (socket: Socket) => {
  socket.write(head);
  forEver(socket, text, ms);
};

test.each<Case>([
  ['a plain page', 'error', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a greeting in plain words', 'error', (socket) => socket.end('220 mail.example ESMTP\r\n')],
  ['nothing, and closes', 'error', (socket) => socket.end()],
  ['a reset', 'error', (socket) => socket.resetAndDestroy()],
  ['random bytes for ever', 'error', then('', randomBytes(65_536))],
  ['the beginning of a record, and no more', 'silent', (socket) => socket.write(record(500))],
  ['a record a byte at a time', 'silent', then(record(16_000), 'x', 50)],
  ['a message that does not end', 'error', then('', endless)],
  ['an alert', 'error', (socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))],
  ['warnings for ever', 'error', then('', Buffer.from([21, 3, 3, 0, 2, 1, 90]), 20)],
])('instead of TLS, %s: %s', async (_title, expected, serve) => {
  expect(await hello(await tcp(serve))).toMatchObject({ answer: expected });
});
