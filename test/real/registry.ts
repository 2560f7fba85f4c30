import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A package as its maker describes it; a file's text by its name. */
export interface Tiny {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** One that depends on another, that other, and one with a scope. */
export const tinies: readonly Tiny[] = [
  {
    ...{ name: 'tiny-tree', version: '1.0.0', dependencies: { 'tiny-leaf': '^1.0.0' } },
    files: { 'index.js': "module.exports = 'tree of ' + require('tiny-leaf');\n" },
  },
  { name: 'tiny-leaf', version: '1.0.3', files: { 'index.js': "module.exports = 'leaves';\n" } },
  { name: '@tiny/root', version: '2.1.0', files: { 'index.js': "module.exports = 'roots';\n" } },
];

/** A registry of packages on this machine, with nobody behind it. */
export interface Registry {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** A tarball that begins and never ends, until this is called off. */
  stall(isStalling: boolean): void;
  close(): Promise<void>;
  /** Opens again at the same address. */
  open(): Promise<void>;
}

async function tarball({ name, version, dependencies = {}, files = {} }: Tiny): Promise<Buffer> {
  const making = pack();
  const manifest = JSON.stringify({ name, version, dependencies, main: 'index.js', license: 'MIT' });
  for (const [file, text] of Object.entries({ 'package.json': manifest, ...files }))
    making.entry({ name: `package/${file}`, mtime: new Date(0) }, text);
  making.finalize();
  return gzipSync(await buffer(making));
}

/** Old enough for every policy on the age of a release. */
const published = '2020-01-01T00:00:00.000Z';

function packument(all: readonly (Tiny & { readonly bytes: Buffer })[], url: string, name: string) {
  const versions = all.filter((one) => one.name === name);
  if (versions.length === 0) return null;
  const described = versions.map(({ version, dependencies = {}, bytes }) => {
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const shasum = createHash('sha1').update(bytes).digest('hex');
    const base = name.replace(/^.*\//, '');
    const dist = { integrity, shasum, tarball: `${url}${name}/-/${base}-${version}.tgz` };
    return [version, { name, version, dependencies, main: 'index.js', dist }] as const;
  });
  return {
    name,
    'dist-tags': { latest: versions.at(-1)?.version },
    versions: Object.fromEntries(described),
    time: {
      ...{ created: published, modified: published },
      ...Object.fromEntries(versions.map(({ version }) => [version, published])),
    },
  };
}

export async function startRegistry(packages: readonly Tiny[] = tinies): Promise<Registry> {
  const all = await Promise.all(packages.map(async (one) => ({ ...one, bytes: await tarball(one) })));
  const asked: string[] = [];
  const at = { port: 0, isStalling: false };
  const url = () => `http://127.0.0.1:${at.port}/`;
  const answer = (request: IncomingMessage, reply: ServerResponse) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    asked.push(path);
    const [name = '', file] = path.split('/-/');
    const found = all.find((one) => one.name === name && file?.endsWith(`-${one.version}.tgz`));
    if (found) {
      reply.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': found.bytes.length,
      });
      return at.isStalling ? void reply.write(found.bytes.subarray(0, 10)) : void reply.end(found.bytes);
    }
    const body = packument(all, url(), path);
    reply.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(body ?? { error: 'not found' }));
  };
  const server = createServer(answer);
  const open = () =>
    new Promise<void>((next, no) => server.once('error', no).listen(at.port, '127.0.0.1', next));
  await open();
  at.port = (server.address() as AddressInfo).port;
  return {
    url: url(),
    asked,
    stall: (isStalling) => {
      at.isStalling = isStalling;
    },
    open,
    close: () =>
      new Promise((next) => {
        server.close(() => next());
        server.closeAllConnections();
      }),
  };
}
