import { z } from 'zod';
import { isCloudTag } from '../../core/claw/places.ts';
import type { Model } from '../../core/parts/facts.ts';
import type { WebPlace } from '../../core/parts/targets.ts';
import { type AskTools, hear } from './ask.ts';

/** More models than this are not told of one by one. */
const mostModels = 500;

/** One odd entry of a list leaves the others as they are. */
export const Entries = z
  .object({ models: z.array(z.unknown()).nullable() })
  .transform(({ models }) => models ?? []);
const Tag = z.object({
  name: z.string().max(300),
  size: z.number().min(0),
  digest: z.string().max(100).default(''),
  capabilities: z.array(z.string().max(40)).nullish(),
  remote_host: z.string().nullish(),
  remote_model: z.string().nullish(),
});

export const readAll = <T>(schema: z.ZodType<T>, entries: readonly unknown[]): T[] =>
  entries.flatMap((entry) => {
    const read = schema.safeParse(entry);
    return read.success ? [read.data] : [];
  });

/** The models that an Ollama lists, which is no proof of their files; null when no list came within so many ms. */
export async function listedModels(
  tools: AskTools,
  base: WebPlace,
  within: number,
  signal: AbortSignal,
): Promise<readonly Model[] | null> {
  const tags = await hear(tools, base, { method: 'GET', path: '/api/tags', within }, Entries, signal);
  return tags.answer === 'ok' ? readAll(Tag, tags.value).slice(0, mostModels).map(modelOf) : null;
}

function modelOf(tag: z.infer<typeof Tag>): Model {
  const { name, size, digest, capabilities, remote_host, remote_model } = tag;
  return {
    name,
    bytes: size,
    digest: digest.replace(/^sha256:/, ''),
    isCloud: Boolean(remote_host || remote_model) || isCloudTag(name),
    isAnswering: !capabilities || capabilities.length === 0 || capabilities.includes('completion'),
    hasTools: capabilities?.includes('tools') ?? false,
    state: 'unchecked',
    shape: null,
  };
}
