import { isOfSecond } from '../../core/claw/descent.ts';
import type { Journal } from '../../core/journal.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Paths } from '../paths.ts';
import type { Kept } from '../stores.ts';
import type { Tools } from '../tools/tools.ts';
import { mergedBack, theirPaths } from './merge-back.ts';
import { configMost, parseLoosely, type Read } from './sources.ts';
import { openTaken, type Taken, takenAt } from './vault.ts';

/** What is owed to a config: the files as they would be if all was given back now. */
export interface Owed {
  readonly id: string;
  readonly taken: Taken;
  readonly files: readonly OwedFile[];
}
export interface OwedFile {
  readonly path: string;
  /** As it is now. */
  readonly now: string;
  /** As we left it. */
  readonly after: string;
  /** As it will be when all is given back. */
  readonly back: string;
  /** Somebody else has changed it since. */
  readonly isForeign: boolean;
  /** What is there comes from what we wrote, not from what we found. */
  readonly isWritten: boolean;
  /** Places that were ours and that they have changed. */
  readonly theirs: readonly string[];
}

type OwedTools = Pick<Tools, 'files' | 'edits'>;

/** By its name as the journal has it. Fails when the copy is gone, a file is, or the two cannot be brought together. */
export async function owedBy(tools: OwedTools, paths: Paths, id: string): Promise<Result<Owed>> {
  const taken = await takenAt(tools, paths, id);
  if (!taken) return fail('claw-no-copy', id);
  const files: OwedFile[] = [];
  for (const file of taken.files) {
    const now = await tools.edits.read(file.path, configMost);
    if (!now.ok) return now;
    if (now.value === null) return fail('claw-gone', file.path);
    const back = owedFile(file, now.value, taken.isWritten);
    if (!back) return fail('claw-unmerged', file.path);
    files.push(back);
  }
  return ok({ id, taken, files });
}

/** A config that is switched from one side to another was ours already as we found it. */
function owedFile(file: Taken['files'][number], now: string, isMarked: boolean): OwedFile | null {
  const { path, before, after, found = before } = file;
  const isWritten = isOfAfter(file, now, isMarked);
  const merged = mergedBack(before, isWritten ? after : found, now);
  const isForeign = ![before, after, found].includes(now);
  // Of a file that is one list as a whole, its own name.
  const theirs = merged ? theirPaths(merged).map((place) => place || path) : [];
  return merged && { path, now, after, back: merged.text, isForeign, isWritten, theirs };
}

/**
 * Whether what is there now was made of what we wrote, or of what we found: that write may never have come, and the mark that
 * it has may be missing, after a kill and in copies from before there was one.
 */
function isOfAfter(
  { before, after, found = before }: Taken['files'][number],
  now: string,
  isMarked: boolean,
): boolean {
  if (now === after) return true;
  if (now === found) return false;
  // One that was not ours yet has nothing else of ours in it.
  if (isMarked || found === before || found === after) return true;
  const [old, ours, present] = [found, after, now].map(parseLoosely);
  return isOfSecond(old, ours, present);
}

/** A journal that was lost, or that a kill came before, does not know what is owed: the newest copy that is not over does. */
export async function withOwed(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
  kept: Kept<Journal>,
): Promise<Kept<Journal>> {
  const named = kept.value.claw && (await takenAt(tools, paths, kept.value.claw.copy));
  // One that is damaged is told; one that is over is owed no more.
  if (kept.value.claw !== null && !named?.isOver) return kept;
  const open = await openTaken(tools, paths);
  if (!open) return { ...kept, value: { ...kept.value, claw: null } };
  const claw = { copy: open.id, side: 'offline', hasIt: false, isBorrowed: false } as const;
  return { ...kept, value: { ...kept.value, claw } };
}

/** A look that owns nothing asks the gateway nothing either. */
export const unasking = ({ value, problem }: Kept<Journal>): Kept<Journal> => ({
  value: { ...value, claw: value.claw && { ...value.claw, hasIt: true } },
  problem,
});

/** The files as they would be if all was given back. */
export function readingBack(read: Read, owed: Owed | null): Read {
  return async (path, limit) => {
    const file = owed?.files.find((one) => one.path === path);
    return file ? ok(file.back) : read(path, limit);
  };
}
