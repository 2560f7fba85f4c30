import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Model } from '../../core/parts/facts.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import { isNetError, type Tools, type WebReply } from '../tools/tools.ts';
import { ask } from './ask.ts';
import { layersOnDisk } from './models-on-disk.ts';

export type Update = 'same' | 'newer' | 'unknown';

const Manifest = z.object({ layers: z.array(z.object({ digest: z.string().max(100) })).max(5_000) });

/** The public registry's, unless a model's name says another. */
const usualHost = 'registry.ollama.ai';

/**
 * Whether the registry has another model under the same name: by the layers of both manifests, or where the files are
 * not here, by the digest of the manifest. It only looks; nothing is downloaded. Fails when the registry cannot be asked.
 */
export async function updateOf(tools: Tools, model: Model, signal: AbortSignal): Promise<Result<Update>> {
  const found = /^(?:(?:([\w.-]+(?::\d+)?)\/)?([\w.-]+)\/)?([\w.-]+)(?::([\w.-]+))?$/.exec(model.name);
  if (!found || model.isCloud) return ok('unknown');
  const [, host = usualHost, space = 'library', name = '', tag = 'latest'] = found;
  if (host.includes(':')) return ok('unknown');
  const place = { scheme: 'https' as const, host, port: 443, path: '/' };
  const headers = { accept: 'application/vnd.docker.distribution.manifest.v2+json' };
  const request = {
    method: 'GET' as const,
    path: `/v2/${space}/${name}/manifests/${tag}`,
    headers,
    within: 10_000,
  };
  try {
    const reply = await ask(tools, place, request, signal);
    if (reply.certificate?.trouble) return fail('unreachable', host, reply.certificate.trouble);
    return reply.status === 200 && reply.isWhole ? ok(await compare(tools, model, reply)) : ok('unknown');
  } catch (error) {
    if (!isNetError(error)) throw error;
    return fail('unreachable', host, error.code);
  }
}

async function compare(tools: Tools, model: Model, { body }: WebReply): Promise<Update> {
  const published = Manifest.safeParse(parseJson(body));
  if (!published.success) return 'unknown';
  const here = await layersOnDisk(tools, model.name);
  if (here) {
    const there = new Set(published.data.layers.map(({ digest }) => digest));
    return here.length === there.size && here.every((digest) => there.has(digest)) ? 'same' : 'newer';
  }
  const digest = createHash('sha256').update(body).digest('hex');
  return digest === model.digest ? 'same' : 'unknown';
}
