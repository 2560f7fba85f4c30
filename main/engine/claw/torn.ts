import type { Problem } from '../../core/problem.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { configMost, parseLoosely } from './sources.ts';
import { newestTaken, type Taken } from './vault.ts';

/** So many copies are looked at: a kill can only have come while the newest was used. */
const looked = 3;

/**
 * What a kill in the middle of a write has left is cleared away, before anything else looks at a config: a file that was
 * being written into becomes what it was before, and one that lies ready beside it goes. Says what it could not mend.
 */
export async function mendTorn(
  tools: Pick<Tools, 'files' | 'edits'>,
  paths: Paths,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { files } of await newestTaken(tools, paths, looked)) {
    for (const file of files) {
      await tools.edits.tidy(file.path);
      const mended = await untear(tools, file);
      if (mended) problems.push(mended);
    }
  }
  return problems;
}

/** Either text may have been on its way over the other. */
async function untear(
  { edits }: Pick<Tools, 'edits'>,
  { path, before, after, found = before }: Taken['files'][number],
): Promise<Problem | null> {
  const ways = [
    [before, after],
    [after, before],
    [found, after],
    [found, before],
  ] as const;
  const now = await edits.read(path, configMost);
  const whole = now.ok && now.value !== null && parseLoosely(now.value) !== undefined ? now.value : null;
  for (const [from, to] of ways) {
    // Somebody may have put back one of our values by hand: a text that makes sense is theirs, but for blanks that made room.
    if (whole !== null && whole.trimEnd() !== from.trimEnd()) continue;
    const mended = await edits.untear(path, from, to);
    if (!mended.ok) return mended.problem;
    if (mended.value) return null;
  }
  return null;
}
