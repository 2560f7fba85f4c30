import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** What OpenSSL says of a certificate whose issuer is in no list of roots. */
const strangers = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
export const isStranger = (trouble: string | null): boolean => trouble !== null && strangers.has(trouble);

/** Reading a keychain takes a while and cannot be called off, so it is not done on the thread that serves the faces. */
const reading = `
const { parentPort } = require('node:worker_threads');
parentPort.postMessage(require('node:tls').getCACertificates('system'));
`;

let context: tls.SecureContext | undefined;
let loading: Promise<void> | null = null;

/** What certificates are judged by: Node's own roots (undefined), and the system's once they were needed. */
export const trusted = (): tls.SecureContext | undefined => context;

/**
 * Adds what the system trusts beyond Node's roots: an authority of one's own in the keychain, say. Once in a process,
 * since Node itself reads them once, and only when a certificate was not known otherwise. Where that cannot be
 * done (a runtime without the function) everything stays as it is.
 */
export function learnRoots(): Promise<void> {
  loading ??= systemRoots().then((system) => {
    try {
      const usual = tls.getCACertificates('default');
      const known = new Set(usual);
      const own = system.filter((one) => !known.has(one));
      if (own.length > 0) context = tls.createSecureContext({ ca: [...usual, ...own] });
    } catch {
      // Another runtime's TLS: it judges by the roots that it has.
    }
  });
  return loading;
}

function systemRoots(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const worker = new Worker(reading, { eval: true });
    worker.unref();
    worker.once('message', (found: readonly string[]) => resolve(found));
    worker.once('error', () => resolve([]));
    worker.once('exit', () => resolve([]));
  });
}
