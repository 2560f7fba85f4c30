import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createListener, type Socket } from 'node:net';
import { makeCertificate } from '../engine/certificates.ts';
import { type StoredFile, type StoreFaults, sendRange } from './model-store.ts';
import { type PublishedModel, publishedModel } from './published-model.ts';

/** What goes wrong; may be changed at any moment. */
export interface RegistryFaults extends StoreFaults {
  /** With 500 and these words manifests are refused, or all files but the weights. */
  refusal: { readonly of: 'manifests' | 'files'; readonly words: string } | null;
  /** Only who comes over TLS is answered, as by a registry that our own client cannot ask. */
  isSecret: boolean;
  /** It speaks no TLS. */
  isPlain: boolean;
}

const noFaults: RegistryFaults = {
  ...{ speed: 50_000_000, cutAt: null, isShut: false, silentAt: null, isSpoilt: false },
  ...{ refusal: null, isSecret: false, isPlain: false },
};

export interface ModelRegistry {
  /** As PEM: who trusts this trusts the registry. */
  readonly certificate: string;
  /** Publishes a model, `tiny:1b`, in place of another edition; gives the name under which it is pulled. */
  publish(model: string, edition?: string): string;
  /** What was published under such a name. */
  find(name: string): PublishedModel;
  /** What goes wrong from now on; what is left out goes well. */
  fault(part?: Partial<RegistryFaults>): void;
  /** The paths that were asked, in order. */
  asked(): readonly string[];
  /** How many bytes of files were sent so far. */
  sent(): number;
  /** Cuts off everybody, and lets nobody in until `open`. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** Stands in the addresses of files, as a key that opens them for a while. */
export const storeKey = 'X-Sig=0123456789';

interface World {
  readonly faults: RegistryFaults;
  /** By name and tag. */
  readonly published: Map<string, PublishedModel>;
  readonly asked: string[];
  port: number;
  sent: number;
}

/**
 * A registry of tiny models on loopback, as the public one is: asked over TLS, it sends who wants a file on to a store under
 * another host. The same port also answers in the open, because our own client asks a registry on this machine so, while
 * Ollama comes over TLS unless it is told otherwise, and we never do.
 */
export async function startModelRegistry(): Promise<ModelRegistry> {
  const world: World = { faults: { ...noFaults }, published: new Map(), asked: [], port: 0, sent: 0 };
  const { name, key, cert } = makeCertificate({ name: 'localhost', names: ['localhost'], isAuthority: true });
  const identity = { key: key.export({ type: 'pkcs8', format: 'pem' }), cert };
  const secure = createSecureServer(identity, (request, answer) => hear(world, request, answer));
  const plain = createServer((request, answer) => {
    const isStranger = world.faults.isSecret && !request.url?.startsWith('/store/');
    return isStranger ? void request.socket.destroy() : hear(world, request, answer);
  });
  const { listen, close } = bothOn((first) =>
    first === handshake && !world.faults.isPlain ? secure : plain,
  );
  world.port = await listen(0);
  const nameOf = (model: string) => `${name}:${world.port}/library/${model}`;
  return {
    certificate: cert,
    publish(model, edition = '') {
      world.published.set(model, publishedModel(`${nameOf(model)}${edition}`));
      return nameOf(model);
    },
    find(wanted) {
      const found = world.published.get(wanted.slice(wanted.lastIndexOf('/') + 1));
      if (!found) throw new Error(`${wanted} is not published`);
      return found;
    },
    fault: (part = {}) => void Object.assign(world.faults, noFaults, part),
    asked: () => world.asked,
    sent: () => world.sent,
    close,
    open: async () => void (await listen(world.port)),
  };
}

/** The first byte of who speaks TLS (RFC 8446, 5.1). */
const handshake = 22;

type Emitting = ReturnType<typeof createServer | typeof createSecureServer>;

/** One port for several servers: the first byte tells whose a connection is. */
function bothOn(whose: (first: number | undefined) => Emitting) {
  const sockets = new Set<Socket>();
  const listener = createListener((socket) => {
    // Who is cut off is no trouble of the registry's.
    sockets.add(socket.on('error', () => {}));
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      whose(first[0]).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  const listen = async (port: number) => {
    await new Promise<void>((next, no) => listener.once('error', no).listen(port, '127.0.0.1', next));
    return (listener.address() as AddressInfo).port;
  };
  const close = () =>
    new Promise<void>((next) => {
      listener.close(() => next());
      for (const socket of sockets) socket.destroy();
    });
  return { listen, close };
}

function hear(world: World, request: IncomingMessage, answer: ServerResponse): void {
  const { faults, published, asked, port } = world;
  const { pathname, search } = new URL(request.url ?? '/', 'http://registry');
  asked.push(`${request.method} ${pathname}`);
  const [, store, model, kind, key = ''] =
    /^\/(?:(store)|v2\/library\/([^/]+)\/(manifests|blobs))\/([^/]+)$/.exec(pathname) ?? [];
  const file = fileOf(world, key);
  if (store) {
    const wanted = search === `?${storeKey}` ? file : null;
    return void sendRange(request, answer, wanted, faults, (bytes) => (world.sent += bytes));
  }
  const isRefused = faults.refusal?.of === (kind === 'manifests' ? 'manifests' : 'files');
  if (isRefused && !file?.isWeights) return void answer.writeHead(500).end(faults.refusal?.words);
  const found = kind === 'manifests' && published.get(`${model}:${key}`);
  if (found) return void answer.writeHead(200, { 'content-type': 'application/json' }).end(found.manifest);
  if (!file) return void answer.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  if (request.method === 'HEAD')
    return void answer.writeHead(200, { 'content-length': file.bytes.length }).end();
  answer.writeHead(307, { location: `http://127.0.0.1:${port}/store/${key}?${storeKey}` }).end();
}

function fileOf({ published }: World, digest: string): StoredFile | null {
  for (const { files } of published.values()) {
    const bytes = files.get(digest);
    if (bytes) return { bytes, isWeights: [...files.keys()][0] === digest };
  }
  return null;
}
