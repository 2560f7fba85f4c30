import { createHash } from 'node:crypto';
import type { Stack } from './stack.ts';
import type { World } from './world.ts';

const sha = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');

/** A model's files: what its manifest says, and its blobs by digest. */
export interface ModelOnDisk {
  readonly manifest: string;
  /** Of the manifest, as Ollama lists it. */
  readonly digest: string;
  readonly blobs: ReadonlyMap<string, string>;
}

/** Made from the name alone, so that the same model has the same digests everywhere. */
export function modelFiles(name: string, weights = `the weights of ${name}`): ModelOnDisk {
  const config = JSON.stringify({ model_format: 'gguf', of: name });
  const layer = (text: string, kind: string) => ({
    mediaType: kind,
    digest: `sha256:${sha(text)}`,
    size: text.length,
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: layer(config, 'application/vnd.docker.container.image.v1+json'),
    layers: [layer(weights, 'application/vnd.ollama.image.model')],
  });
  const blobs = new Map([config, weights].map((text) => [sha(text), text]));
  return { manifest, digest: sha(manifest), blobs };
}

const models = '/home/me/.ollama/models';
export const blobAt = (digest: string): string => `${models}/blobs/sha256-${digest}`;

/** Puts a model's files there, and has Ollama list it with the digest of its manifest. */
export function putModel(world: World, stack: Stack, name: string): ModelOnDisk {
  const files = modelFiles(name);
  const [model, tag = 'latest'] = name.split(':');
  world.disk.set(`${models}/manifests/registry.ollama.ai/library/${model}/${tag}`, files.manifest);
  for (const [digest, text] of files.blobs) world.disk.set(blobAt(digest), text);
  stack.models = stack.models.map((one) => (one.name === name ? { ...one, digest: files.digest } : one));
  return files;
}

/** The largest file of a model: its weights. */
export const weightsOf = ({ blobs }: ModelOnDisk): string =>
  [...blobs].reduce((largest, one) => (one[1].length > largest[1].length ? one : largest))[0];
