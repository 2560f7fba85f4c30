import { ok, type Result } from '../../core/problem.ts';
import { same } from '../../core/same.ts';
import type { Paths } from '../paths.ts';
import { keepTaken, newestTaken, type Taken, type VaultTools } from './vault.ts';

/** So many of the newest are compared with what is to be kept: what is tried again and again is kept once. */
const compared = 3;

/** Keeps texts of somebody else, of which nothing is owed; once, where one of the newest copies is the same. */
export async function keepAside(
  tools: VaultTools,
  paths: Paths,
  { config, files, isInPlace }: Pick<Taken, 'config' | 'files' | 'isInPlace'>,
): Promise<Result<null>> {
  const newest = await newestTaken(tools, paths, compared);
  const isKept = newest.some((one) => one.isOver && one.config === config && same(one.files, files));
  if (isKept) return ok(null);
  const at = tools.clock.wall();
  const kept = await keepTaken(tools, paths, { version: 1, at, config, files, isInPlace, isOver: true });
  return kept.ok ? ok(null) : kept;
}
