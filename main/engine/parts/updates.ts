import type { Model } from '../../core/parts/facts.ts';
import { ok, type Result } from '../../core/problem.ts';
import { askRegistry } from '../jobs/registry.ts';
import type { Tools, WebReply } from '../tools/tools.ts';
import { parseManifest, sha256 } from './manifest.ts';
import { layersOnDisk } from './models-on-disk.ts';

export type Update = 'same' | 'newer' | 'unknown';

/**
 * Whether the registry has another model under the same name: by the layers of both manifests, or where the files are
 * not here, by the digest of the manifest. It only looks; nothing is downloaded. Fails when the registry cannot be asked.
 */
export async function updateOf(tools: Tools, model: Model, signal: AbortSignal): Promise<Result<Update>> {
  if (model.isCloud) return ok('unknown');
  const reply = await askRegistry(tools, model.name, signal);
  if (!reply.ok) return reply;
  if (reply.value?.status !== 200 || !reply.value.isWhole) return ok('unknown');
  return ok(await compare(tools, model, reply.value));
}

async function compare(tools: Tools, model: Model, { body }: WebReply): Promise<Update> {
  const published = parseManifest(body);
  if (!published) return 'unknown';
  const here = await layersOnDisk(tools, model.name);
  if (here) {
    const there = new Set(published.layers.map(({ digest }) => digest));
    return here.length === there.size && here.every((digest) => there.has(digest)) ? 'same' : 'newer';
  }
  return sha256(body) === model.digest ? 'same' : 'unknown';
}
