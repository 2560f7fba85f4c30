import { join } from 'node:path';
import type { Model, ModelState } from '../../core/parts/facts.ts';
import { usualHost } from '../../core/parts/model-name.ts';
import { blobsOf, isComplete } from './layers.ts';
import { type DiskTools, hasWeights, manifestOf, modelsFolder } from './manifest.ts';

/**
 * Whether all files of a model are on disk with the size that its manifest says: Ollama's own list does not look. A
 * transfer that has not ended has other file names, so the final name means that it has. `listed` is the digest in
 * Ollama's list, which is that of its manifest: another one here is a folder of another server, and says nothing.
 */
export async function modelOnDisk(tools: DiskTools, name: string, listed = ''): Promise<ModelState> {
  const written = await manifestOf(tools, name);
  if (!written) return 'unchecked';
  if (listed !== '' && listed.replace(/^sha256:/, '') !== written.digest) return 'unchecked';
  if (!written.manifest) return 'broken';
  const bad = (await blobsOf(tools, written.manifest)).find((blob) => !isComplete(blob));
  return bad ? (bad.found ? 'short' : 'gone') : 'whole';
}

/** The digests of a model's layers, as its manifest on disk lists them; null when there is none to read. */
export async function layersOnDisk(tools: DiskTools, name: string): Promise<readonly string[] | null> {
  return (await manifestOf(tools, name))?.manifest?.layers.map(({ digest }) => digest) ?? null;
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
  return host === usualHost ? `${owner}${model}:${tag}` : `${host}/${space}/${model}:${tag}`;
}

/** A cloud stub has a manifest and no weights. What a model can do only its server would tell. */
async function readModel(tools: DiskTools, name: string): Promise<Model> {
  const manifest = (await manifestOf(tools, name))?.manifest ?? null;
  const layers = manifest?.layers ?? [];
  const isCloud = manifest !== null && !hasWeights(manifest);
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
