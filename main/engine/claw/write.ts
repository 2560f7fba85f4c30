import { type DiffLine, diffBetween } from '../../core/claw/diff.ts';
import type { Pin } from '../../core/claw/leak.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { keepAside } from './aside.ts';
import { type Owed, owedBy } from './owed.ts';
import type { Drafted } from './prepare.ts';
import { configMost, parseLoosely } from './sources.ts';
import { closeTaken, keepTaken, markWritten, settleTaken, type Taken, takenAt } from './vault.ts';

type WriteTools = Pick<Tools, 'files' | 'edits' | 'clock'>;

/** One file as it has to be, and as it must still be for that. */
interface Turn {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Keeps a copy of what is about to be taken. Null where nothing has to be: the config is as it should be by itself. */
export async function keepDraft(
  tools: WriteTools,
  paths: Paths,
  { config, owed, files }: Drafted,
  isInPlace = false,
): Promise<Result<string | null>> {
  if (files.length === 0) return ok(null);
  if (owed && serves(owed.taken, files)) return ok(owed.id);
  const kept = files.map(({ path, before, after, now }) => ({ path, before, after, found: now }));
  const id = await keepTaken(tools, paths, {
    version: 1,
    at: tools.clock.wall(),
    config,
    files: kept,
    pins: owed?.taken.pins ?? [],
    isInPlace,
    isWritten: false,
    isOver: false,
  });
  // The new copy holds all that the old one did: also what is there until it is written.
  if (id.ok && owed) await closeTaken(tools, paths, owed.id);
  return id;
}

/** A copy of before holds the same, and each file is as it knows it. */
const serves = ({ files, isWritten }: Taken, drafted: Drafted['files']): boolean =>
  files.length === drafted.length &&
  files.every(({ path, before, after, found = before }, at) => {
    const one = drafted[at];
    if (one?.path !== path || one.before !== before || one.after !== after) return false;
    return one.now === after || (!isWritten && one.now === found);
  });

/**
 * Writes the offline config of which a copy was kept. What is already so is left alone, so it may be done again. Fails
 * without having changed anything when a file is not as it was found.
 */
export async function writeTaken(
  tools: WriteTools,
  paths: Paths,
  id: string,
  isInPlace: boolean,
): Promise<Result<{ readonly written: number }>> {
  const taken = await takenAt(tools, paths, id);
  if (!taken) return fail('claw-no-copy', id);
  const turns = await turnsOf(tools, taken);
  if (!turns.ok) return turns;
  const problem = await turnAll(tools, turns.value, isInPlace || taken.isInPlace);
  if (problem) return { ok: false, problem };
  // Where that cannot be kept the texts themselves tell it.
  await markWritten(tools, paths, id);
  return ok({ written: turns.value.length });
}

async function turnsOf({ edits }: WriteTools, { files }: Taken): Promise<Result<Turn[]>> {
  const turns: Turn[] = [];
  for (const { path, before, after, found = before } of files) {
    const now = await edits.read(path, configMost);
    if (!now.ok) return now;
    if (now.value === after) continue;
    if (now.value !== found && now.value !== before) return fail('file-changed', path);
    turns.push({ path, from: now.value, to: after });
  }
  return ok(turns);
}

/** All of them or none: one that fails takes those before it back. */
async function turnAll(
  { edits }: WriteTools,
  turns: readonly Turn[],
  isInPlace: boolean,
): Promise<Problem | null> {
  const turn = isInPlace ? edits.overwrite : edits.replace;
  for (const [at, { path, from, to }] of turns.entries()) {
    const turned = await turn(path, to, from);
    if (turned.ok) continue;
    for (const done of turns.slice(0, at).toReversed()) await turn(done.path, done.from, done.to);
    return turned.problem;
  }
  return null;
}

/** How it was given back. */
export interface GivenBack {
  /** `bytes`: every file is what it was, byte for byte; `merged`: somebody's change since was kept; `nothing`: it was so already. */
  readonly how: 'bytes' | 'merged' | 'nothing';
  /** Places that were ours and that somebody else has changed: theirs stayed. */
  readonly theirs: readonly string[];
  /** Chats with a model chosen by hand, as they were when it was taken. */
  readonly pins: readonly Pin[];
  /** What of ours was undone in the files as they were found; of a whole copy nothing is told. */
  readonly diff: readonly DiffLine[];
}

/** No file's own value is in it but what a diff may show. */
const diffOfTurns = (turns: readonly Turn[]): DiffLine[] =>
  turns.flatMap(({ from, to }) => diffBetween(parseLoosely(from), parseLoosely(to)));

/**
 * Gives back what was taken. A file that is just as we left it becomes, byte for byte, what it was; in one that somebody has
 * changed only our own changes are undone, and a copy of it as it was found is kept.
 */
export async function giveBack(
  tools: WriteTools,
  paths: Paths,
  id: string,
  isInPlace: boolean,
): Promise<Result<GivenBack>> {
  const owed = await owedBy(tools, paths, id);
  if (!owed.ok) return owed;
  const { files } = owed.value;
  const isMerged = files.some(({ isForeign }) => isForeign);
  if (isMerged) {
    const copy = await keepForeign(tools, paths, owed.value);
    if (!copy.ok) return copy;
  }
  const turns = files
    .filter(({ now, back }) => now !== back)
    .map(({ path, now, back }) => ({ path, from: now, to: back }));
  const problem = await turnAll(tools, turns, isInPlace || owed.value.taken.isInPlace);
  if (problem) return { ok: false, problem };
  await settleTaken(tools, paths, id);
  const how = turns.length === 0 ? 'nothing' : isMerged ? 'merged' : 'bytes';
  const theirs = files.flatMap((file) => file.theirs);
  return ok({ how, theirs, pins: owed.value.taken.pins, diff: diffOfTurns(turns) });
}

function keepForeign(tools: WriteTools, paths: Paths, { taken, files }: Owed): Promise<Result<null>> {
  const kept = files.map(({ path, now, back }) => ({ path, before: now, after: back }));
  return keepAside(tools, paths, { ...taken, files: kept });
}

/** Puts every file back as it was before us, whatever it is now; that is kept as a copy of its own. */
export async function restoreCopy(
  tools: WriteTools,
  paths: Paths,
  id: string,
  isInPlace: boolean,
): Promise<Result<GivenBack>> {
  const taken = await takenAt(tools, paths, id);
  if (!taken) return fail('claw-no-copy', id);
  const turns: Turn[] = [];
  let isMadeAgain = false;
  for (const { path, before } of taken.files) {
    const now = await tools.edits.read(path, configMost);
    if (!now.ok) return now;
    if (now.value === null) {
      const put = await tools.files.write(path, before);
      if (!put.ok) return put;
      isMadeAgain = true;
    } else if (now.value !== before) turns.push({ path, from: now.value, to: before });
  }
  if (turns.length > 0) {
    const files = turns.map(({ path, from, to }) => ({ path, before: from, after: to }));
    const copy = await keepAside(tools, paths, { ...taken, files });
    if (!copy.ok) return copy;
  }
  const problem = await turnAll(tools, turns, isInPlace || taken.isInPlace);
  if (problem) return { ok: false, problem };
  await settleTaken(tools, paths, id);
  const how = turns.length > 0 || isMadeAgain ? 'bytes' : 'nothing';
  return ok({ how, theirs: [], pins: taken.pins, diff: [] });
}
