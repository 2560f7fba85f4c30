import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fitsIn, leastNeed } from '../../core/jobs/presets.ts';
import type { PullFile } from '../../core/jobs/pull.ts';
import type { Model } from '../../core/parts/facts.ts';
import type { Problem } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import { blobPath, type DiskTools, modelsFolder } from '../parts/manifest.ts';
import { modelOnDisk } from '../parts/models-on-disk.ts';

/** So much stays free beside the model, in bytes: a full disk is trouble for everything else. */
const margin = 1_000_000_000;

/**
 * Whether the folder of models that we know is the one that Ollama on this machine keeps them in, by what Ollama lists: one of
 * them lies there, or there are none yet. Its app on a Mac sees nothing of a shell's OLLAMA_MODELS, and of another disk the
 * room says nothing.
 */
export async function isDiskKnown(tools: DiskTools, listed: readonly Model[]): Promise<boolean> {
  const local = listed.filter(({ isCloud }) => !isCloud);
  for (const { name, digest } of local)
    if (digest !== '' && (await modelOnDisk(tools, name, digest)) !== 'unchecked') return true;
  return local.length === 0;
}

/** Why so many further bytes of a model have no room on the disk that Ollama keeps them on; null when they have. */
export async function noRoom(tools: DiskTools, about: string, missing: number): Promise<Problem | null> {
  if (missing === 0) return null;
  const free = await freeAt(tools, modelsFolder(tools));
  const need = missing + margin;
  return free === null || free >= need ? null : shortOfRoom(about, need, free);
}

/** `pull-no-room` for what Ollama itself found out. */
export async function fullDisk(tools: DiskTools, about: string, missing: number): Promise<Problem> {
  return shortOfRoom(about, missing + margin, (await freeAt(tools, modelsFolder(tools))) ?? 0);
}

const shortOfRoom = (about: string, need: number, has: number): Problem => ({
  code: 'pull-no-room',
  about,
  detail: `${need}/${has}`,
});

/** Why a model of these weights would not run in this memory, both in bytes; null when it would, or nobody knows. */
export function tooBig(about: string, weights: number, memory: number | null): Problem | null {
  if (memory === null || fitsIn(weights, memory) !== 'no') return null;
  return { code: 'pull-too-big', about, detail: `${leastNeed(weights)}/${memory}` };
}

/** Before the first download there is no such folder: then the one above tells. */
async function freeAt(tools: DiskTools, path: string): Promise<number | null> {
  const found = await tools.machine.disk(path);
  if (found) return found.free;
  return dirname(path) === path ? null : freeAt(tools, dirname(path));
}

/** What Ollama keeps of a download that has not ended, beside each piece of it. */
const Piece = z.object({ Completed: z.number().min(0) });

/** So many names in the folder of blobs are looked at, and so large (bytes) is what is read. */
const most = { names: 20_000, piece: 10_000 } as const;

/** How many bytes of these files have still to come, by what lies on this disk; pieces of earlier downloads count. */
export async function missingOf(tools: DiskTools, wanted: readonly PullFile[]): Promise<number> {
  const folder = modelsFolder(tools);
  const names = (await tools.files.list(join(folder, 'blobs'), most.names)) ?? [];
  const each = wanted.map(async ({ digest, bytes }) => {
    const path = blobPath(folder, digest);
    if (await tools.files.about(path)) return 0;
    const pieces = names.filter((name) => name.startsWith(`sha256-${digest}-partial-`));
    const come = await Promise.all(pieces.map((name) => completedIn(tools, join(folder, 'blobs', name))));
    return Math.max(0, bytes - come.reduce((sum, one) => sum + one, 0));
  });
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}

async function completedIn({ files }: DiskTools, path: string): Promise<number> {
  const text = await files.read(path, most.piece);
  const piece = Piece.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  return piece.success ? piece.data.Completed : 0;
}
