import { join } from 'node:path';
import { z } from 'zod';
import type { ModelState } from '../../core/parts/facts.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';

type DiskTools = Pick<Tools, 'files' | 'machine' | 'env'>;

/** Where Ollama keeps models. Its app may have been told another place, which nobody can ask for. */
export const modelsFolder = ({ env, machine }: Pick<Tools, 'env' | 'machine'>): string =>
  env.OLLAMA_MODELS || join(machine.home, '.ollama', 'models');

const Digest = z.string().regex(/^sha256[:-][0-9a-f]{64}$/);
const Layer = z.object({ digest: Digest, size: z.number().int().min(0), mediaType: z.string().max(200) });
const Manifest = z.object({ config: Layer.partial({ mediaType: true }), layers: z.array(Layer).max(5_000) });

/** A manifest is a few hundred bytes; one with thousands of tensors is still below this (bytes). */
const manifestMost = 2_000_000;

/**
 * Whether all files of a model are on disk with the size that its manifest says: Ollama's own list does not look. A
 * transfer that has not ended has other file names, so the final name means that it has.
 */
export async function modelOnDisk(tools: DiskTools, name: string): Promise<ModelState> {
  const folder = modelsFolder(tools);
  const path = manifestPath(folder, name);
  const text = path === null ? null : await tools.files.read(path, manifestMost);
  if (!text?.ok || text.value === null) return 'unchecked';
  const manifest = Manifest.safeParse(parseJson(text.value));
  if (!manifest.success) return 'broken';
  const { config, layers } = manifest.data;
  const states = await Promise.all([config, ...layers].map((layer) => blobOnDisk(tools, folder, layer)));
  return states.find((state) => state !== 'whole') ?? 'whole';
}

/** The digests of a model's layers, as its manifest on disk lists them; null when there is none to read. */
export async function layersOnDisk(tools: DiskTools, name: string): Promise<readonly string[] | null> {
  const path = manifestPath(modelsFolder(tools), name);
  const text = path === null ? null : await tools.files.read(path, manifestMost);
  const manifest = Manifest.safeParse(text?.ok && text.value !== null ? parseJson(text.value) : undefined);
  return manifest.success ? manifest.data.layers.map(({ digest }) => digest) : null;
}

async function blobOnDisk(
  { files }: DiskTools,
  folder: string,
  { digest, size }: { digest: string; size: number },
): Promise<ModelState> {
  const found = await files.about(join(folder, 'blobs', digest.replace(':', '-')));
  if (!found) return 'gone';
  return found.bytes === size ? 'whole' : 'short';
}

/** `[host/][namespace/]model[:tag]`; what is left out is the public registry's, its library's, `latest`. */
function manifestPath(folder: string, name: string): string | null {
  const found = /^(?:(?:([\w.-]+(?::\d+)?)\/)?([\w.-]+)\/)?([\w.-]+)(?::([\w.-]+))?$/.exec(name);
  if (!found) return null;
  const [, host = 'registry.ollama.ai', space = 'library', model = '', tag = 'latest'] = found;
  const parts = [host, space, model, tag];
  return parts.some((part) => /^\.+$/.test(part)) ? null : join(folder, 'manifests', ...parts);
}
