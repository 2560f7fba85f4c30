import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type ModelName, modelNameOf, usualHost } from '../../main/core/parts/model-name.ts';

/** One file of an invented model. Its bytes follow from its seed, so that they can be made again, also from the middle. */
export interface FakeLayer {
  /** 64 hex digits. */
  readonly digest: string;
  readonly bytes: number;
  readonly mediaType: string;
  content(from: number, length: number): Buffer;
}

export interface FakeModel {
  readonly name: ModelName;
  readonly manifest: string;
  /** As Ollama fetches them: the weights first, the config last. */
  readonly layers: readonly FakeLayer[];
}

const block = 65_536;
const hash = (text: string | Buffer) => createHash('sha256').update(text).digest();

function contentOf(seed: string) {
  const blockAt = (index: number) => Buffer.alloc(block, hash(`${seed}:${index}`));
  return (from: number, length: number): Buffer => {
    const first = Math.floor(from / block);
    const blocks = Math.ceil((from + length) / block) - first;
    const all = Array.from({ length: Math.max(0, blocks) }, (_, index) => blockAt(first + index));
    return Buffer.concat(all).subarray(from - first * block, from - first * block + length);
  };
}

function weights(seed: string, bytes: number): FakeLayer {
  const content = contentOf(seed);
  const sum = createHash('sha256');
  for (let from = 0; from < bytes; from += block * 16)
    sum.update(content(from, Math.min(block * 16, bytes - from)));
  return { digest: sum.digest('hex'), bytes, mediaType: 'application/vnd.ollama.image.model', content };
}

function small(text: string, mediaType: string): FakeLayer {
  const bytes = Buffer.from(text);
  const content = (from: number, length: number) => bytes.subarray(from, from + length);
  return { digest: hash(bytes).toString('hex'), bytes: bytes.length, mediaType, content };
}

/** A model of this name with so many bytes of weights; `seed`: another one under the same name. */
export function makeModel(written: string, bytes: number, seed = written): FakeModel {
  const name = modelNameOf(written);
  if (!name) throw new Error(`'${written}' is no name of a model`);
  const layers = [
    weights(seed, bytes),
    small('{{ .Prompt }}', 'application/vnd.ollama.image.template'),
    small('{"num_ctx":512}', 'application/vnd.ollama.image.params'),
  ];
  const config = small(
    JSON.stringify({ model_format: 'gguf', model_family: 'llama', model_type: seed }),
    'application/vnd.docker.container.image.v1+json',
  );
  const told = ({ mediaType, digest, bytes: size }: FakeLayer) => ({
    mediaType,
    digest: `sha256:${digest}`,
    size,
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: told(config),
    layers: layers.map(told),
  });
  return { name, manifest, layers: [...layers, config] };
}

export const blobAt = (folder: string, digest: string) => join(folder, 'blobs', `sha256-${digest}`);
const manifestAt = (folder: string, { host, space, model, tag }: ModelName) =>
  join(folder, 'manifests', host, space, model, tag);

export function writeManifest(folder: string, { name, manifest }: FakeModel): void {
  const path = manifestAt(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  // In one step: who reads it meanwhile gets all of it.
  const beside = join(folder, 'manifest.new');
  writeFileSync(beside, manifest);
  renameSync(beside, path);
}

/** Puts a whole model on disk, as a download would have. */
export function writeModel(folder: string, model: FakeModel): FakeModel {
  mkdirSync(join(folder, 'blobs'), { recursive: true });
  for (const layer of model.layers)
    writeFileSync(blobAt(folder, layer.digest), layer.content(0, layer.bytes));
  writeManifest(folder, model);
  return model;
}

const namesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

/** The names of all models that have a manifest. */
function named(folder: string): ModelName[] {
  const root = join(folder, 'manifests');
  return namesIn(root).flatMap((host) =>
    namesIn(join(root, host)).flatMap((space) =>
      namesIn(join(root, host, space)).flatMap((model) =>
        namesIn(join(root, host, space, model)).map((tag) => ({ host, space, model, tag })),
      ),
    ),
  );
}

/** The digests (64 hex digits) that a model's manifest names; none where it has none. */
export function digestsOf(folder: string, name: ModelName): string[] {
  const path = manifestAt(folder, name);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return [...text.matchAll(/sha256:([0-9a-f]{64})/g)].map(([, digest = '']) => digest);
}

/** Removes those of the files that no manifest names any more; says whether there were any. */
export function dropUnused(folder: string, digests: readonly string[]): boolean {
  const used = new Set(named(folder).flatMap((name) => digestsOf(folder, name)));
  const unused = digests.filter((digest) => !used.has(digest));
  for (const digest of unused) rmSync(blobAt(folder, digest), { force: true });
  return unused.length > 0;
}

/** The models that have a manifest, as Ollama lists them: it does not look at their files. */
export function listed(folder: string) {
  return named(folder).map((name) => {
    const path = manifestAt(folder, name);
    const text = readFileSync(path, 'utf8');
    const { layers }: { layers: { digest: string; size: number }[] } = JSON.parse(text);
    const short = shortName(name);
    return {
      name: short,
      model: short,
      modified_at: statSync(path).mtime.toISOString(),
      size: layers.reduce((sum, { size }) => sum + size, 0),
      digest: hash(text).toString('hex'),
      details: { format: 'gguf', family: 'llama', parameter_size: '1B', quantization_level: 'Q4_K_M' },
      capabilities: ['completion', 'tools'],
      isWhole: layers.every(({ digest }) => existsSync(blobAt(folder, digest.slice(7)))),
    };
  });
}

/** What Ollama says without being asked about one model, by path. */
export const listCalls = (folder: string): Readonly<Record<string, () => unknown>> => ({
  '/api/version': () => ({ version: '0.33.0' }),
  '/api/status': () => ({ cloud: { disabled: true, source: 'env' } }),
  '/api/tags': () => ({ models: listed(folder).map(({ isWhole: _, ...one }) => one) }),
  '/api/ps': () => ({ models: [] }),
});

function shortName({ host, space, model, tag }: ModelName): string {
  const owner = space === 'library' && host === usualHost ? '' : `${space}/`;
  return `${host === usualHost ? '' : `${host}/`}${owner}${model}:${tag}`;
}
