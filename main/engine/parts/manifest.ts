import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { modelNameOf } from '../../core/parts/model-name.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';

export type DiskTools = Pick<Tools, 'files' | 'machine' | 'env'>;

/** Where Ollama keeps models. Its app may have been told another place, which nobody can ask for. */
export const modelsFolder = ({ env, machine }: Pick<Tools, 'env' | 'machine'>): string =>
  env.OLLAMA_MODELS || join(machine.home, '.ollama', 'models');

const Digest = z.string().regex(/^sha256[:-][0-9a-f]{64}$/);
const Layer = z.object({ digest: Digest, size: z.number().int().min(0), mediaType: z.string().max(200) });
const Manifest = z.object({ config: Layer.partial({ mediaType: true }), layers: z.array(Layer).max(5_000) });

/** The digests are as they are written, `sha256:…`, the sizes bytes. */
export type Manifest = z.infer<typeof Manifest>;

/** A manifest is a few hundred bytes; one with thousands of tensors is still below this (bytes). */
const manifestMost = 2_000_000;

/** A text as a manifest of a model; null when it is none. */
export function parseManifest(text: string): Manifest | null {
  const manifest = Manifest.safeParse(parseJson(text));
  return manifest.success ? manifest.data : null;
}

/** A cloud stub has a manifest and no weights. */
export const hasWeights = ({ layers }: Manifest): boolean =>
  layers.some(({ mediaType }) => /\.(model|tensor)$/.test(mediaType));

export interface WrittenManifest {
  /** SHA-256 of its bytes, 64 hex digits: the digest that Ollama lists. */
  readonly digest: string;
  /** Null when it makes no sense. */
  readonly manifest: Manifest | null;
}

/** A model's manifest on this machine; null when there is none that may be read. */
export async function manifestOf(tools: DiskTools, name: string): Promise<WrittenManifest | null> {
  const found = modelNameOf(name);
  if (!found) return null;
  const { host, space, model, tag } = found;
  const path = join(modelsFolder(tools), 'manifests', host, space, model, tag);
  const text = await tools.files.read(path, manifestMost);
  if (!text.ok || text.value === null) return null;
  return { digest: sha256(text.value), manifest: parseManifest(text.value) };
}

/** Of a text, 64 hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `sha256:…` as 64 hex digits. */
export const hexOf = (digest: string): string => digest.slice(-64);

/** Where a file of a model is, by its digest of 64 hex digits. */
export const blobPath = (folder: string, hex: string): string => join(folder, 'blobs', `sha256-${hex}`);
