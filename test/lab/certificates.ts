import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './process.ts';
import { OPERATORS, type Operator, SITES } from './world.ts';

/** Days a certificate of the lab is good for; the lab lives for minutes, clocks may be a day apart. */
const DAYS = '3';
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256', '-days', DAYS];

/** Where an operator's certificate and key lie inside the lab's folder. */
export function certificateFiles(folder: string, name: string): { cert: string; key: string } {
  return { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}

/** openssl's own settings file would differ from machine to machine, so the lab brings one. */
async function settings(folder: string): Promise<string> {
  const file = join(folder, 'openssl.cnf');
  await writeFile(file, '[req]\ndistinguished_name = dn\n[dn]\n');
  return file;
}

async function leaf(folder: string, config: string, operator: Operator): Promise<void> {
  const { cert, key } = certificateFiles(folder, operator.name);
  const addresses = [...operator.v4, ...operator.v6].map((address) => `IP:${address}`);
  const names = `subjectAltName=${[`DNS:${operator.name}`, ...addresses].join(',')}`;
  const authority = certificateFiles(folder, 'ca');
  await run([
    ...['openssl', 'req', '-x509', '-config', config, ...KEY, '-subj', `/CN=${operator.name}`],
    ...['-CA', authority.cert, '-CAkey', authority.key, '-keyout', key, '-out', cert],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'],
    ...['-addext', names],
  ]);
}

/** Makes the lab's certificate authority and one certificate an operator or site; gives the path of the authority. */
export async function makeCertificates(folder: string): Promise<string> {
  const config = await settings(folder);
  const { cert, key } = certificateFiles(folder, 'ca');
  await run([
    ...['openssl', 'req', '-x509', '-config', config, ...KEY, '-subj', '/CN=Offline Mode test lab'],
    ...['-keyout', key, '-out', cert, '-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-addext', 'subjectKeyIdentifier=hash'],
  ]);
  const sites = SITES.map(({ name, v4, v6 }) => ({ name, v4: [v4], v6: [v6] }));
  await Promise.all([...OPERATORS, ...sites].map((one) => leaf(folder, config, one)));
  return cert;
}
