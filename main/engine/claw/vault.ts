import { join } from 'node:path';
import { z } from 'zod';
import { type Pin, pinsBeside } from '../../core/claw/leak.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';

/**
 * What was taken, file by file, kept whole in a private file of our own (0600): it holds the person's config with
 * everything that is in it. Nothing of it is ever shown.
 */
const Taken = z.object({
  version: z.literal(1),
  /** ms since the epoch. */
  at: z.number(),
  /** The config; the files are those of it that were changed. */
  config: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        /** As it was without us. */
        before: z.string(),
        /** As we leave it. */
        after: z.string(),
        /** As we found it, where that is neither. */
        found: z.string().optional(),
      }),
    )
    .max(100),
  /** Every file was seen to be as we leave it; until then what is there comes from what we found. */
  isWritten: z.boolean().default(false),
  /** Chats with a model chosen by hand, as they were: what is written there meanwhile may lose it. */
  pins: z
    .array(z.object({ session: z.string().max(300), ref: z.string().max(300) }))
    .max(2_000)
    .default([]),
  /** It is written into the file itself: a container has only that one in sight. */
  isInPlace: z.boolean().default(false),
  /** It was all given back. */
  isOver: z.boolean().default(false),
});
export type Taken = z.infer<typeof Taken>;
/** As it is kept; what is usual may be left out. */
type Keeping = z.input<typeof Taken>;

export type VaultTools = Pick<Tools, 'files' | 'clock'>;

/** So many generations are kept at least; older ones go when a new one is safe. */
const generations = 20;
/** Two texts of every file of a config, with room for what JSON adds. In bytes. */
const takenMost = 20_000_000;

const ending = '.taken.json';
const pathOf = (paths: Paths, id: string) => join(paths.snapshots, `${id}${ending}`);

/** Keeps it, reads it again to be sure, and only then lets the oldest go. Returns its name. */
export async function keepTaken(tools: VaultTools, paths: Paths, taken: Keeping): Promise<Result<string>> {
  // What could not be read again would be no copy.
  if (!Taken.safeParse(taken).success) return fail('claw-many', taken.config);
  const folder = await tools.files.privateFolder(paths.snapshots);
  if (!folder.ok) return folder;
  const before = await takenIds(tools, paths);
  const id = freshId(tools.clock.wall(), before);
  const text = `${JSON.stringify(taken)}\n`;
  const written = await tools.files.write(pathOf(paths, id), text);
  if (!written.ok) return written;
  const again = await tools.files.read(pathOf(paths, id), takenMost);
  if (!again.ok || again.value !== text) return fail('not-writable', pathOf(paths, id), 'EIO');
  for (const one of [...before, id].toSorted().slice(0, -generations)) {
    // One that is not over is all that anybody has of what is owed, however old it is.
    if ((await takenAt(tools, paths, one))?.isOver) await tools.files.remove(pathOf(paths, one));
  }
  return ok(id);
}

/** What was taken then; null when it is gone or makes no sense. */
export async function takenAt(
  { files }: Pick<Tools, 'files'>,
  paths: Paths,
  id: string,
): Promise<Taken | null> {
  if (!/^[0-9TZ-]{10,40}$/.test(id)) return null;
  const text = await files.read(pathOf(paths, id), takenMost);
  const taken = Taken.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  return taken.success ? taken.data : null;
}

/** Another has taken its place: from then on it is only a copy. */
export const closeTaken = (tools: Pick<Tools, 'files'>, paths: Paths, id: string): Promise<Result<null>> =>
  closeEach(tools, paths, [id], () => true);

/** It was all given back, or is to stay: nothing is owed to that config any more, whichever copy says so. */
export async function settleTaken(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
  id: string,
): Promise<Result<null>> {
  const config = (await takenAt(tools, paths, id))?.config;
  const ids = await takenIds(tools, paths);
  return closeEach(tools, paths, ids, (taken) => taken.config === config);
}

/** From then on what is in its files comes from what we wrote there. */
export const markWritten = (tools: Pick<Tools, 'files'>, paths: Paths, id: string): Promise<Result<null>> =>
  amendEach(tools, paths, [id], (taken) => !taken.isWritten, { isWritten: true });

const closeEach = (
  tools: Pick<Tools, 'files'>,
  paths: Paths,
  ids: readonly string[],
  isMeant: (taken: Taken) => boolean,
): Promise<Result<null>> =>
  amendEach(tools, paths, ids, (taken) => !taken.isOver && isMeant(taken), { isOver: true });

function amendEach(
  { files }: Pick<Tools, 'files'>,
  paths: Paths,
  ids: readonly string[],
  isMeant: (taken: Taken) => boolean,
  what: Partial<Taken>,
): Promise<Result<null>> {
  return oneAtATime(async () => {
    for (const id of ids) {
      const taken = await takenAt({ files }, paths, id);
      if (!taken || !isMeant(taken)) continue;
      const amended = await files.write(pathOf(paths, id), `${JSON.stringify({ ...taken, ...what })}\n`);
      if (!amended.ok) return amended;
    }
    return ok(null);
  });
}

/** Keeps chats with a copy that it does not have yet, and gives all that it has then. One that is over stays as it is. */
export async function addPins(
  { files }: Pick<Tools, 'files'>,
  paths: Paths,
  id: string,
  pins: readonly Pin[],
): Promise<readonly Pin[]> {
  return oneAtATime(async () => {
    const taken = await takenAt({ files }, paths, id);
    if (!taken) return pins;
    const fresh = pinsBeside(pins, taken.pins);
    const all = [...taken.pins, ...fresh].slice(0, 2_000);
    const next = Taken.safeParse({ ...taken, pins: all });
    if (fresh.length > 0 && !taken.isOver && next.success)
      await files.write(pathOf(paths, id), `${JSON.stringify(next.data)}\n`);
    return all;
  });
}

let last: Promise<unknown> = Promise.resolve();

/** What reads a copy and writes it back must not be crossed by another that does. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/** The newest that is not over: it tells what is owed where the journal is lost. */
export async function openTaken(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
): Promise<{ readonly id: string; readonly taken: Taken } | null> {
  for (const id of (await takenIds(tools, paths)).toSorted().toReversed()) {
    const taken = await takenAt(tools, paths, id);
    if (taken && !taken.isOver) return { id, taken };
  }
  return null;
}

/** The newest so many, whether they are over or not. */
export async function newestTaken(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
  many: number,
): Promise<readonly Taken[]> {
  const newest = (await takenIds(tools, paths)).toSorted().slice(-many);
  const taken = await Promise.all(newest.map((id) => takenAt(tools, paths, id)));
  return taken.filter((one) => one !== null);
}

async function takenIds({ files }: Pick<Tools, 'files'>, paths: Paths): Promise<string[]> {
  const names = (await files.list(paths.snapshots, 1_000)) ?? [];
  return names.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
}

/** By its moment, and later than all others, also where the clock was set back. */
function freshId(wall: number, others: readonly string[]): string {
  const newest = others.toSorted().at(-1) ?? '';
  const idAt = (ms: number) => new Date(ms).toISOString().replace(/[:.]/g, '-');
  const id = idAt(wall);
  if (id > newest) return id;
  const after = Date.parse(newest.replace(/^(.*T\d\d)-(\d\d)-(\d\d)-(\d+Z)$/, '$1:$2:$3.$4'));
  return idAt((Number.isNaN(after) ? wall : after) + 1);
}
