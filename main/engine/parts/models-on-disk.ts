import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model, ModelState } from '../../core/parts/facts.ts';
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
 * transfer that has not ended has other file names, so the final name means that it has. `listed` is the digest in
 * Ollama's list, which is that of its manifest: another one here is a folder of another server, and says nothing.
 */
export async function modelOnDisk(tools: DiskTools, name: string, listed = ''): Promise<ModelState> {
  const folder = modelsFolder(tools);
  const path = manifestPath(folder, name);
  const text = path === null ? null : await tools.files.read(path, manifestMost);
  if (!text?.ok || text.value === null) return 'unchecked';
  const own = createHash('sha256').update(text.value).digest('hex');
  if (listed !== '' && listed.replace(/^sha256:/, '') !== own) return 'unchecked';
  const manifest = Manifest.safeParse(parseJson(text.value));
  if (!manifest.success) return 'broken';
  const { config, layers } = manifest.data;
  const states = await Promise.all([config, ...layers].map((layer) => blobOnDisk(tools, folder, layer)));
  return states.find((state) => state !== 'whole') ?? 'whole';
}

/** The digests of a model's layers, as its manifest on disk lists them; null when there is none to read. */
export async function layersOnDisk(tools: DiskTools, name: string): Promise<readonly string[] | null> {
  return (await manifestOf(tools, name))?.layers.map(({ digest }) => digest) ?? null;
}

async function manifestOf(tools: DiskTools, name: string): Promise<z.infer<typeof Manifest> | null> {
  const path = manifestPath(modelsFolder(tools), name);
  const text = path === null ? null : await tools.files.read(path, manifestMost);
  const manifest = Manifest.safeParse(text?.ok && text.value !== null ? parseJson(text.value) : undefined);
  return manifest.success ? manifest.data : null;
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

/** So many names of a folder are looked at, and so many models in all. */
const most = { names: 500, models: 500 } as const;

/** The models that lie on disk, without a server: all that have a manifest, with what their files amount to. */
export async function modelsOnDisk(tools: DiskTools): Promise<Model[]> {
  const folder = join(modelsFolder(tools), 'manifests');
  const names: string[] = [];
  for (const host of await namesIn(tools, folder))
    for (const space of await namesIn(tools, join(folder, host)))
      for (const model of await namesIn(tools, join(folder, host, space)))
        for (const tag of await namesIn(tools, join(folder, host, space, model)))
          names.push(shortName(host, space, model, tag));
  return Promise.all(names.slice(0, most.models).map((name) => readModel(tools, name)));
}

const namesIn = async ({ files }: DiskTools, folder: string): Promise<readonly string[]> =>
  ((await files.list(folder, most.names)) ?? []).filter((name) => !name.startsWith('.'));

/** As Ollama itself lists it: the shortest form, with its tag. */
function shortName(host: string, space: string, model: string, tag: string): string {
  const owner = space === 'library' ? '' : `${space}/`;
  return host === 'registry.ollama.ai' ? `${owner}${model}:${tag}` : `${host}/${space}/${model}:${tag}`;
}

/** A cloud stub has a manifest and no weights. What a model can do only its server would tell. */
async function readModel(tools: DiskTools, name: string): Promise<Model> {
  const manifest = await manifestOf(tools, name);
  const layers = manifest?.layers ?? [];
  const isCloud = manifest !== null && !layers.some(({ mediaType }) => /\.(model|tensor)$/.test(mediaType));
  const bytes = layers.reduce((sum, { size }) => sum + size, 0);
  const state = await modelOnDisk(tools, name);
  return {
    name,
    bytes,
    digest: '',
    isCloud,
    isAnswering: true,
    hasTools: false,
    shape: null,
    state: isCloud ? 'unchecked' : state,
  };
}

/** `[host/][namespace/]model[:tag]`; what is left out is the public registry's, its library's, `latest`. */
function manifestPath(folder: string, name: string): string | null {
  const found = /^(?:(?:([\w.-]+(?::\d+)?)\/)?([\w.-]+)\/)?([\w.-]+)(?::([\w.-]+))?$/.exec(name);
  if (!found) return null;
  const [, host = 'registry.ollama.ai', space = 'library', model = '', tag = 'latest'] = found;
  const parts = [host, space, model, tag];
  return parts.some((part) => /^\.+$/.test(part)) ? null : join(folder, 'manifests', ...parts);
}
