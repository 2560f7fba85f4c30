import { dirname } from 'node:path';
import { partOf, previousOf } from '../../core/jobs/backup-path.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';

/**
 * What an archive may be larger than Podman says of the image (headers, padding, the config), and what the disk keeps for its
 * own books: two hundredths, and 16 MB at least. More is not asked for: whoever has little room needs the backup all the same.
 */
const margin = (bytes: number): number => Math.max(16_000_000, bytes / 50);

/** With less than this left, in bytes, the backup before the last one goes: a full disk stops everything else. */
const roomLeft = 5e9;

/** A problem of a file in words about a backup. */
export const aboutBackup = (problem: Problem, target: string): Problem =>
  problem.code === 'not-writable' || problem.code === 'disk-full'
    ? { code: 'backup-unwritable', about: target, detail: problem.detail ?? 'unknown' }
    : { ...problem, about: target };

const told = <T>(result: Result<T>, target: string): Result<T> =>
  result.ok ? result : { ok: false, problem: aboutBackup(result.problem, target) };

/** Makes the folder and takes away what a killed one has left of its work. Says why nothing can be written there. */
export async function prepareTarget(tools: Tools, target: string): Promise<Result<null>> {
  const isReady = told(await tools.bulk.ready(target), target);
  if (!isReady.ok) return isReady;
  await mendTarget(tools, target);
  // Whoever still writes into it, an engine that outlived its client, writes into a file that has no name any more.
  await tools.files.remove(partOf(target));
  return told(await tools.bulk.ready(partOf(target)), target);
}

/** Where a disk knows no second names, a kill between the two renames leaves no backup under its name: the last one gets it back. */
export async function mendTarget(tools: Tools, target: string): Promise<void> {
  const isGone = (await tools.files.about(target)) === null;
  if (isGone && (await tools.files.about(previousOf(target))))
    await tools.bulk.rename(previousOf(target), target);
}

/** How much (bytes) an image needs there, or `backup-no-room`. Where nobody can say, it is tried. */
export async function hasRoom(tools: Tools, target: string, bytes: number): Promise<Result<number>> {
  const need = Math.ceil(bytes + margin(bytes));
  const disk = await tools.machine.disk(dirname(target));
  return disk && disk.free < need ? fail('backup-no-room', target, `${need}/${disk.free}`) : ok(need);
}

/**
 * Gives what was proved its name; what had that name is `.previous` from then on, and goes where the disk is nearly full. One
 * that is broken does not cost a `.previous` that is there. On a failure everything has the name that it had.
 */
export async function takePlace(tools: Tools, target: string, isBroken: boolean): Promise<Result<null>> {
  const { bulk, files, machine } = tools;
  const settled = told(await bulk.settle(partOf(target)), target);
  if (!settled.ok) return settled;
  const isKept = (await files.about(target)) && !(isBroken && (await files.about(previousOf(target))));
  const kept = isKept ? await keepPrevious(tools, target) : ok(false);
  if (!kept.ok) return kept;
  const named = told(await bulk.rename(partOf(target), target), target);
  if (!named.ok) {
    if (kept.value) await bulk.rename(previousOf(target), target);
    return named;
  }
  const disk = await machine.disk(dirname(target));
  if (disk && disk.free < roomLeft) await files.remove(previousOf(target));
  return ok(null);
}

/**
 * Has the backup go by `.previous`; whether its own name is gone for it. As a second name there is never a moment without a
 * backup; a disk that knows none (exFAT) gets a rename.
 */
async function keepPrevious({ bulk }: Tools, target: string): Promise<Result<boolean>> {
  if ((await bulk.link(target, previousOf(target))).ok) return ok(false);
  const moved = told(await bulk.rename(target, previousOf(target)), target);
  return moved.ok ? ok(true) : moved;
}
