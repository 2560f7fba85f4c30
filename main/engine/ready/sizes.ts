import { publishedOf } from '../jobs/registry.ts';
import type { Tools } from '../tools/tools.ts';

/** What the registry says that models weigh, in bytes. Those that it does not know, or cannot be asked for, are left out. */
export async function sizesOf(
  tools: Tools,
  models: readonly string[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const asked = models.map(async (name) => {
    const published = await publishedOf(tools, name, signal);
    if (!published.ok || published.value === null) return [];
    const bytes = published.value.files.reduce((sum, file) => sum + file.bytes, 0);
    return [[name, bytes] as const];
  });
  return Object.fromEntries((await Promise.all(asked)).flat());
}
