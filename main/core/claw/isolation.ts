import { z } from 'zod';
import type { WordKey } from '../words.ts';
import type { Form } from './form.ts';

/**
 * Asked from inside of a container, by its own Node: which ways lead out of it? A line of JSON comes back. Only a
 * connection is tried at each witness, nothing is sent; a name is looked up; and Ollama is asked for its version.
 */
export const probeScript = `
const [ollama, ...ways] = process.argv.slice(1);
const late = (ms) => new Promise((done) => setTimeout(done, ms, 'ETIMEDOUT'));
const knock = (way) => new Promise((done) => {
  const cut = way.lastIndexOf(':');
  const socket = require('net').connect({ host: way.slice(0, cut), port: Number(way.slice(cut + 1)) });
  const end = (is) => { socket.destroy(); done(is); };
  socket.on('connect', () => end('ok')).on('error', ({ code }) => end(String(code)));
});
const name = () => new Promise((done) =>
  require('dns').lookup('example.com', (error) => done(error ? String(error.code) : 'ok')));
const version = () => new Promise((done) => {
  const failed = ({ code }) => done(String(code));
  try {
    require(ollama.startsWith('https:') ? 'https' : 'http').get(ollama + '/api/version', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text = (text + part).slice(0, 500); });
      answer.on('end', () => done(text.includes('"version"') ? 'ok' : 'odd'));
    }).on('error', failed);
  } catch (error) { failed(error); }
});
const routes = () => {
  const read = (file) => { try { return require('fs').readFileSync(file, 'utf8'); } catch { return ''; } };
  const v4 = read('/proc/net/route').split('\\n').slice(1).map((line) => line.split('\\t'));
  const v6 = read('/proc/net/ipv6_route').split('\\n').map((line) => line.trim().split(/ +/));
  return v4.some(([, to, , flags]) => to === '00000000' && (parseInt(flags, 16) & 1) === 1) ||
    v6.some(([to, length, , , , , , , flags, device]) => /^0+$/.test(to) && length === '00' &&
      (parseInt(flags, 16) & 0x201) === 1 && device !== 'lo');
};
(async () => {
  const within = (asking) => Promise.race([asking, late(4000)]);
  const [asked, dns, model] = await Promise.all([
    Promise.all(ways.map(async (to) => ({ to, is: await within(knock(to)) }))),
    within(name()),
    within(version()),
  ]);
  const interfaces = Object.keys(require('os').networkInterfaces());
  console.log(JSON.stringify({ interfaces, hasRoute: routes(), ways: asked, name: dns, ollama: model }));
  process.exit(0);
})();
`.trim();

/** Public servers of three operators, in both families; one that is reached is enough. */
export const witnesses = ['1.1.1.1:443', '8.8.8.8:443', '9.9.9.9:443', '2606:4700:4700::1111:443'] as const;

const code = z.string().regex(/^[A-Za-z0-9_]{1,40}$/);

/** What the probe prints; whoever is in the container could print something else, so only codes are taken. */
export const Probed = z.object({
  interfaces: z.array(z.string().regex(/^[\w.@:-]{1,40}$/)).max(64),
  hasRoute: z.boolean(),
  ways: z
    .array(z.object({ to: z.string().regex(/^[0-9a-fA-F.:]{1,60}$/), is: code }))
    .min(1)
    .max(16),
  name: code,
  ollama: code,
});
export type Probed = z.infer<typeof Probed>;

/**
 * `total`: there is nothing but loopback. `inside`: there is a network, and no way out of it. `open`: there is a way out,
 * whether or not the internet is there at the moment.
 */
export interface Isolation {
  readonly is: 'total' | 'inside' | 'open';
  /** `silent`: nobody answered, which proves nothing where there is a way. */
  readonly internet: 'reached' | 'no-way' | 'silent';
  readonly names: 'answered' | 'no-way';
  /** What came of asking Ollama: `ok`, `odd`, or the system's word. */
  readonly ollama: string;
  readonly interfaces: readonly string[];
}

/** Words of the system for "there is no way there", before anything has left. */
const noWay = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Cut off is only what has no route, reached nobody and got no name resolved: each of them alone may be chance. */
export function isolationOf({ interfaces, hasRoute, ways, name, ollama }: Probed): Isolation {
  const isReached = ways.some(({ is }) => is === 'ok');
  const isBarred = ways.every(({ is }) => noWay.has(is));
  const isNamed = name === 'ok';
  const isCut = !hasRoute && isBarred && !isNamed;
  const isAlone = interfaces.every((one) => one === 'lo');
  return {
    is: !isCut ? 'open' : isAlone ? 'total' : 'inside',
    internet: isReached ? 'reached' : isBarred ? 'no-way' : 'silent',
    names: isNamed ? 'answered' : 'no-way',
    ollama,
    interfaces,
  };
}

type Line = readonly [key: WordKey, values?: Readonly<Record<string, string>>];

/** What a person is told of it, line by line; the last one says how Ollama stands, and what may help. */
export function isolationSays(
  { is, internet, names, ollama }: Isolation,
  { form, platform }: { readonly form: Form | null; readonly platform: 'darwin' | 'linux' },
): readonly Line[] {
  const isThere = ollama === 'ok';
  const lines: Line[] =
    is === 'open'
      ? [[internet === 'reached' ? 'iso.reached' : 'iso.quiet']]
      : [[isThere ? `iso.${is}` : `iso.${is}.none`]];
  if (is === 'open' && names === 'answered') lines.push(['iso.names']);
  if (isThere) return [...lines, ['iso.ollama.ok']];
  // In form A it comes by a socket; to all others without a network nothing comes.
  if (is === 'total' && form !== 'A') return [...lines, ['iso.ollama.noWay']];
  const isBridged = form === 'B' && platform === 'linux';
  return [...lines, [isBridged ? 'iso.ollama.bridge' : 'iso.ollama.not', { detail: ollama }]];
}

/** The last line that could be the probe's: a program may have said something before it. */
export function probeLine(stdout: string): string {
  return (
    stdout
      .slice(-20_000)
      .split('\n')
      .findLast((line) => line.startsWith('{')) ?? ''
  );
}
