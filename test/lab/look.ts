import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Lab } from './lab.ts';
import type { Ask, Seen } from './probe.ts';
import { script } from './process.ts';
import { GATEWAY } from './world.ts';

/** Milliseconds after which an expected silence is believed; whatever should answer gets much longer. */
const SILENCE = 700;
const PATIENCE = 10_000;

/** Everything the lab's tests look at from the machine under test, by a short name. */
const ASKS = {
  'dns 1.1.1.1': { ask: 'dns', server: '1.1.1.1' },
  'dns 1.1.1.1 v6': { ask: 'dns', server: '2606:4700:4700::1111' },
  'dns 8.8.8.8': { ask: 'dns', server: '8.8.8.8' },
  'dns 8.8.8.8 v6': { ask: 'dns', server: '2001:4860:4860::8888' },
  'dns 9.9.9.9': { ask: 'dns', server: '9.9.9.9' },
  'dns 9.9.9.9 v6': { ask: 'dns', server: '2620:fe::fe' },
  resolver: { ask: 'dns', server: GATEWAY.v4 },
  'resolver v6': { ask: 'dns', server: GATEWAY.v6, type: 'AAAA' },
  page: { ask: 'page', address: '203.0.113.81', host: 'captive.apple.com', path: '/hotspot-detect.html' },
  'page v6': {
    ask: 'page',
    address: '2001:db8:80::82',
    host: 'detectportal.firefox.com',
    path: '/success.txt',
  },
  tls: { ask: 'tls', address: '1.1.1.1', name: 'one.one.one.one' },
  'tls v6': { ask: 'tls', address: '2620:fe::fe', name: 'dns.quad9.net' },
  /** The router refuses this port as long as it is there at all. */
  router: { ask: 'tcp', address: GATEWAY.v4, port: 9 },
  'router v6': { ask: 'tcp', address: GATEWAY.v6, port: 9 },
  facts: { ask: 'facts' },
} as const satisfies Record<string, Ask>;

export type Target = keyof typeof ASKS;
export type View = Record<Target, string>;

/** What a healthy lab looks like. */
export const HEALTHY: View = {
  ...(Object.fromEntries(Object.keys(ASKS).map((name) => [name, 'ok'])) as View),
  router: 'ECONNREFUSED',
  'router v6': 'ECONNREFUSED',
  facts: 'en0 v4 v6',
};

/** Runs probe.ts on the machine under test. */
export async function probe(lab: Lab, asks: readonly Ask[]): Promise<Seen[]> {
  const [command = '', ...args] = lab.wrap(script('probe.ts', JSON.stringify(asks)));
  const { stdout } = await promisify(execFile)(command, args, { env: { ...process.env, ...lab.env } });
  return JSON.parse(stdout) as Seen[];
}

/** One word for what was seen. */
function word(seen: Seen): string {
  if (seen.error !== undefined) return seen.error;
  if (seen.interfaces !== undefined) return [...seen.interfaces, ...(seen.routes ?? [])].join(' ');
  if (seen.addresses?.some((one) => one === GATEWAY.v4 || one === GATEWAY.v6)) return 'forged';
  if (seen.rcode !== undefined) return seen.rcode === 'NOERROR' && seen.addresses?.length ? 'ok' : seen.rcode;
  if (seen.authorized !== undefined) return seen.authorized ? 'ok' : 'unauthorized';
  if (seen.status === 302) return `302 ${seen.location}`;
  if (seen.status === 200) return /success/i.test(seen.body ?? '') ? 'ok' : 'another page';
  return String(seen.status ?? 'ok');
}

/** Looks at everything; waits briefly only for what is expected to be silent. */
export async function look(lab: Lab, expected: View): Promise<View> {
  const names = Object.keys(ASKS) as Target[];
  const wait = (name: Target): number => (expected[name] === 'timeout' ? SILENCE : PATIENCE);
  const seen = await probe(
    lab,
    names.map((name) => ({ ...ASKS[name], wait: wait(name) })),
  );
  return Object.fromEntries(names.map((name, at) => [name, word(seen[at] ?? { ms: 0 })])) as View;
}
