import { existsSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { sameModel, wholeName } from '../../main/core/parts/ollama.ts';
import { json, serve } from '../openclaw/server.ts';
import { type Downloads, type Faults, newDownloads, noFaults } from './ollama-download.ts';
import {
  blobAt,
  digestsOf,
  dropUnused,
  type FakeModel,
  listCalls,
  listed,
  makeModel,
  writeManifest,
} from './ollama-models.ts';

export interface FakeOllamaOptions {
  /** What OLLAMA_MODELS would be: real manifests and blobs are written there. */
  readonly folder: string;
  /** Bytes a second of a download; 50 MB when left out. */
  readonly speed?: number;
  /** How large a model's weights are; 4 MB when left out. */
  readonly bytes?: (name: string) => number;
  readonly faults?: Partial<Faults>;
}

export interface FakeOllama {
  readonly port: number;
  readonly url: string;
  readonly faults: Faults;
  /** The paths that were asked, in order. */
  readonly asked: () => readonly string[];
  /** So many bytes of models have come from the registry. */
  readonly fetched: () => number;
  /** What the registry has under a name. */
  model(name: string): FakeModel;
  /** The registry has another model under this name from now on. */
  renew(name: string): void;
  stop(): Promise<void>;
  /** When what everybody has left is written down. */
  settled(): Promise<void>;
  /** Ends, cutting off everybody and losing what was on its way, and listens again on the same port. */
  restart(): Promise<void>;
}

const Wish = z.object({ model: z.string().optional(), name: z.string().optional() });

/** How often (ms) Ollama tells of a file: one that comes more quickly is told of never. */
const tick = 60;

/**
 * An Ollama on loopback that downloads invented models, with the registry that they come from behind `/v2/`: a model named
 * `127.0.0.1:<port>/library/tiny:1b` comes from there. It behaves as the real one was seen to: sums of each file on its own,
 * errors inside a good answer, downloads that are shared and kept when the last listener leaves, blobs that are never read again.
 */
export async function startFakeOllama(options: FakeOllamaOptions): Promise<FakeOllama> {
  const { folder, speed = noFaults.speed, bytes = () => 4_000_000 } = options;
  const faults: Faults = { ...noFaults, speed, ...options.faults };
  const seeds = new Map<string, number>();
  const made = new Map<string, FakeModel>();
  const model = (name: string) => {
    const key = `${wholeName(name)} ${seeds.get(wholeName(name)) ?? 0}`;
    const found = made.get(key) ?? makeModel(name, bytes(name), key);
    made.set(key, found);
    return found;
  };
  const downloads = newDownloads({ folder, faults });
  const world = { folder, faults, model, downloads };
  const server = await serve((asked, answer, body) => {
    if (asked.path === '/') return void answer.end('Ollama is running');
    const list = listCalls(folder)[asked.path];
    if (list) return json(answer, list());
    if (asked.path.startsWith('/v2/')) return registry(world, asked.host, asked.path, answer);
    const wish = Wish.safeParse(body === '' ? {} : JSON.parse(body));
    const name = (wish.success && (wish.data.model ?? wish.data.name)) || '';
    if (asked.path === '/api/pull') return void pulled(world, name, answer);
    if (asked.path === '/api/show') return shown(folder, name, answer);
    answer.writeHead(404).end('404 page not found');
  });
  const gone = async () => {
    await server.be('gone');
    await downloads.settled();
  };
  return {
    ...{ port: server.port, url: server.url, faults, model },
    asked: () => server.asked.map(({ path }) => path),
    fetched: downloads.fetched,
    renew: (name) => void seeds.set(wholeName(name), (seeds.get(wholeName(name)) ?? 0) + 1),
    stop: gone,
    settled: downloads.settled,
    async restart() {
      downloads.lose();
      await gone();
      await server.be('up');
    },
  };
}

function shown(folder: string, name: string, answer: ServerResponse): void {
  const found = listed(folder).find((one) => sameModel(one.name, name));
  if (!found?.isWhole) return json(answer, { error: `model '${name}' not found` }, 404);
  const { details, capabilities } = found;
  const model_info = {
    ...{ 'general.architecture': 'llama', 'llama.context_length': 4_096, 'llama.block_count': 2 },
    ...{ 'llama.attention.head_count': 4, 'llama.embedding_length': 256 },
  };
  json(answer, { details, capabilities, model_info, parameters: '' });
}

interface World {
  readonly folder: string;
  readonly faults: Faults;
  readonly model: (name: string) => FakeModel;
  readonly downloads: Downloads;
}

function registry({ faults, model }: World, host: string, path: string, answer: ServerResponse): void {
  const [, space, name, tag] = /^\/v2\/([^/]+)\/([^/]+)\/manifests\/([^/]+)$/.exec(path) ?? [];
  const whole = `${host}/${space}/${name}:${tag}`;
  if (faults.isOffline) return json(answer, { errors: [{ code: 'UNAVAILABLE' }] }, 503);
  if (!tag || faults.unknown.some((one) => sameModel(one, whole)))
    return json(answer, { errors: [{ code: 'MANIFEST_UNKNOWN' }] }, 404);
  answer.writeHead(200, { 'content-type': 'application/json' }).end(model(whole).manifest);
}

async function pulled(world: World, name: string, answer: ServerResponse): Promise<void> {
  const { faults } = world;
  if (faults.status !== null) return json(answer, { error: `status ${faults.status}` }, faults.status);
  answer.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const say = (line: object) => void (answer.destroyed || answer.write(`${JSON.stringify(line)}\n`));
  if (faults.replay !== null) return void answer.end(faults.replay);
  if (faults.garbage === 'endless') return endless(answer);
  if (faults.garbage === 'large') answer.write(`${'x'.repeat(10_000_000)}\n`);
  say({ status: 'pulling manifest' });
  const error = await come(world, name, answer, say).catch((cause: unknown) => String(cause));
  if (answer.destroyed) return;
  if (error !== null) say({ error });
  else if (faults.garbage === 'half') answer.write('{"status":"succ');
  else if (!faults.isSilentAtEnd) say({ status: 'success' });
  answer.end();
}

function endless(answer: ServerResponse): void {
  const more = () => void (answer.destroyed || answer.write('x'.repeat(10_000), () => setTimeout(more, 5)));
  more();
}

/** All files of a model, one after the other; null when all have come, else why not. */
async function come(world: World, name: string, answer: ServerResponse, say: (line: object) => void) {
  const { folder, faults } = world;
  if (faults.isOffline)
    return 'pull model manifest: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host';
  if (faults.unknown.some((one) => sameModel(one, name))) return 'pull model manifest: file does not exist';
  const model = world.model(name);
  for (const layer of model.layers) {
    const { digest, bytes: total } = layer;
    const line = { status: `pulling ${digest.slice(0, 12)}`, digest: `sha256:${digest}`, total };
    if (existsSync(blobAt(folder, digest))) {
      say({ ...line, completed: total });
      continue;
    }
    const amount = (completed: number) => say(completed ? { ...line, completed } : line);
    let end = await told(world, layer, answer, amount);
    // Who comes while the last one leaves begins anew.
    while (end === 'left' && !answer.destroyed) end = await told(world, layer, answer, amount);
    if (end === 'left') return null;
    if (end !== 'done') return end.error;
  }
  say({ status: 'verifying sha256 digest' });
  const [first] = model.layers;
  if (faults.damage === 'found' && first) {
    rmSync(blobAt(folder, first.digest));
    return `digest mismatch, file must be downloaded again: want sha256:${first.digest}, got sha256:${'0'.repeat(64)}`;
  }
  say({ status: 'writing manifest' });
  const before = digestsOf(folder, model.name);
  writeManifest(folder, model);
  if (dropUnused(folder, before)) say({ status: 'removing unused layers' });
  return null;
}

/** Tells how far a file is until it has come, or nobody listens any more. */
async function told(
  { faults, downloads }: World,
  layer: FakeModel['layers'][number],
  answer: ServerResponse,
  say: (completed: number) => void,
) {
  const download = downloads.join(layer);
  const closed = new AbortController();
  const leave = () => closed.abort();
  answer.once('close', leave);
  try {
    for (;;) {
      // Who hangs up is missed at once: only so long as somebody listens it goes on.
      const wait = sleep(tick, null, { signal: closed.signal }).catch(() => null);
      const end = await Promise.race([download.ended, wait]);
      if (end !== null) return end;
      if (answer.destroyed) return 'left' as const;
      say(download.completed());
      if (faults.cutAt !== null && download.completed() >= faults.cutAt * layer.bytes) {
        faults.cutAt = null;
        answer.destroy();
        return 'left' as const;
      }
    }
  } finally {
    closed.abort();
    answer.off('close', leave);
    download.leave();
  }
}
