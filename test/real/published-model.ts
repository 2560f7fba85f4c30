import { createHash } from 'node:crypto';
import { tinyModel } from './gguf.ts';

/** A model as a registry has it. */
export interface PublishedModel {
  readonly manifest: string;
  /** By digest, `sha256:…`; the weights come first. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const digest = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The tiny model, of other bytes for another name, and what Ollama has to know of it. */
export function publishedModel(name: string): PublishedModel {
  const weights = { mediaType: 'application/vnd.ollama.image.model', bytes: Buffer.from(tinyModel(name)) };
  const said = { model_format: 'gguf', model_family: 'llama', model_type: name, file_type: 'F32' };
  const config = {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    bytes: Buffer.from(JSON.stringify({ ...said, rootfs: { type: 'layers', diff_ids: [] } })),
  };
  const told = ({ mediaType, bytes }: typeof weights) => ({
    ...{ mediaType, digest: digest(bytes), size: bytes.length },
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: told(config),
    layers: [told(weights)],
  };
  const files = new Map([weights, config].map(({ bytes }) => [digest(bytes), bytes]));
  // Ollama writes down what it understood, not these bytes: what it lists is the digest of another text.
  return { manifest: JSON.stringify(manifest, null, 2), files };
}
