import { ok, type Result } from '../../core/problem.ts';
import { takenAt } from '../claw/vault.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { readDebt } from './debt.ts';
import { keepForShell } from './keep.ts';

/** While a drill owes something its shell has to know how the config was, before it is written: it gives that back, too. */
export async function keptBeside(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
  copy: string,
  isInPlace: boolean,
): Promise<Result<null>> {
  if ((await readDebt(tools, paths)).is === 'none') return ok(null);
  const taken = await takenAt(tools, paths, copy);
  if (!taken) return ok(null);
  const inPlace = isInPlace || taken.isInPlace;
  return keepForShell(
    tools,
    paths,
    // As it was found: without cloud models that is not how it was without us.
    taken.files.map(({ path, before, after, found = before }) => {
      return { path, before: found, after, isInPlace: inPlace };
    }),
  );
}
