import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { realNet } from '../../main/engine/tools/net.ts';
import { makeCertificate } from './certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'om-roots-'));
const authority = makeCertificate({ name: 'An authority of ones own', isAuthority: true });
const stranger = makeCertificate({ name: 'Another authority', isAuthority: true });
// What the system trusts is read when it is first needed: here OpenSSL's own variable says where it stands.
process.env.SSL_CERT_FILE = join(folder, 'system.pem');
process.env.SSL_CERT_DIR = folder;
writeFileSync(process.env.SSL_CERT_FILE, authority.cert);

const servers = [authority, stranger].map((by) => {
  const { key, cert } = makeCertificate({ name: 'it', names: ['it'] }, by);
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  let heard = 0;
  const server = createServer({ key: pem, cert }, (_asked, answer) => {
    heard += 1;
    answer.end('hello');
  });
  return { server, heard: () => heard };
});
const [known, unknown] = servers;
afterAll(() => {
  for (const { server } of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(which: (typeof servers)[number] | undefined, isStrict: boolean) {
  if (!which) throw new Error('no server');
  const { server } = which;
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const to = { address: '127.0.0.1', port, family: 4 as const };
  const what = { scheme: 'https', method: 'GET', path: '/', host: 'it', most: 100, isStrict } as const;
  return realNet.web(to, what, AbortSignal.timeout(10_000));
}

test('an authority that only the system trusts is trusted, from the first request on', async () => {
  const { certificate, body } = await ask(known, true);
  expect({ body, trouble: certificate?.trouble }).toEqual({ body: 'hello', trouble: null });
  expect((await ask(known, false)).certificate?.trouble).toBeNull();
});

test('one that nobody trusts stays a stranger, and is asked once', async () => {
  const before = unknown?.heard() ?? 0;
  const { certificate } = await ask(unknown, false);
  expect(certificate?.trouble).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect((unknown?.heard() ?? 0) - before).toBe(1);
  await expect(ask(unknown, true)).rejects.toMatchObject({
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    rung: 'tls',
  });
});
