import { z } from 'zod';
import type { Phase, Progressed } from './job.ts';

const bytes = z.number().int().min(0).max(1e15).optional().catch(undefined);
const word = (most: number) =>
  z
    .string()
    .transform((text) => text.slice(0, most))
    .optional()
    .catch(undefined);

/** A line of Ollama's answer to a pull. What makes no sense is as good as left out; `completed` is left out while it is 0. */
export const PullLine = z.object({
  status: word(300),
  digest: word(100),
  total: bytes,
  completed: bytes,
  error: word(2_000),
});
export type PullLine = z.infer<typeof PullLine>;

/** A file of a model: its digest (64 hex digits), its size in bytes. */
export interface PullFile {
  readonly digest: string;
  readonly bytes: number;
}

interface Part {
  readonly total: number;
  readonly completed: number;
}

/** A pull as far as it has come. Amounts are bytes, moments ms on a clock that never jumps back. */
export interface Pulling {
  readonly phase: Phase;
  /** By digest, 64 hex digits. */
  readonly parts: Readonly<Record<string, Part>>;
  /** Some kinds of models are told as a whole, under a digest that is none. */
  readonly whole: Part | null;
  /** Never goes back, though what Ollama tells does when it has to fetch a piece again. */
  readonly done: number;
  /** Null while nobody knows. Grows when a file turns up that nobody knew of. */
  readonly total: number | null;
  /** When more bytes came, or something else began. */
  readonly grewAt: number;
  readonly end: 'success' | { readonly error: string } | null;
}

/** So many files are told apart; a model of thousands of tensors has fewer. */
const mostParts = 5_000;

/** `files`: what the registry's manifest lists, if it was asked beforehand. */
export function beginPull(at: number, files: readonly PullFile[] = []): Pulling {
  const parts = Object.fromEntries(files.map((file) => [file.digest, { total: file.bytes, completed: 0 }]));
  const total = files.length > 0 ? sum(parts, 'total') : null;
  return { phase: 'asking', parts, whole: null, done: 0, total, grewAt: at, end: null };
}

/** What a line changes. Only `success` and `error` end a pull: the words of all others differ between kinds of models. */
export function takePullLine(before: Pulling, line: PullLine, at: number): Pulling {
  if (before.end) return before;
  if (line.error !== undefined) return { ...before, end: { error: line.error } };
  if (line.status === 'success') return finished({ ...before, phase: 'writing', end: 'success', grewAt: at });
  if (line.status === 'verifying sha256 digest') return finished(inPhase(before, 'hashing', at));
  if (line.status === 'writing manifest') return finished(inPhase(before, 'writing', at));
  return line.total === undefined ? before : counted(before, line, line.total, at);
}

/** Everything has come, also what was too quick to be told of. */
const finished = (now: Pulling): Pulling => ({ ...now, done: now.total ?? now.done });

const order: readonly Phase[] = ['asking', 'downloading', 'hashing', 'writing'];

function inPhase(before: Pulling, phase: Phase, at: number): Pulling {
  const isLater = order.indexOf(phase) > order.indexOf(before.phase);
  return isLater ? { ...before, phase, grewAt: at } : before;
}

function counted(before: Pulling, line: PullLine, said: number, at: number): Pulling {
  const digest = /^sha256:([0-9a-f]{64})$/.exec(line.digest ?? '')?.[1];
  const was = digest === undefined ? before.whole : before.parts[digest];
  if (digest !== undefined && !was && Object.keys(before.parts).length >= mostParts) return before;
  const total = Math.max(said, was?.total ?? 0);
  const part = { total, completed: Math.min(line.completed ?? 0, total) };
  const next = inPhase(before, 'downloading', at);
  return summed({
    ...next,
    parts: digest === undefined ? next.parts : { ...next.parts, [digest]: part },
    whole: digest === undefined ? part : next.whole,
    grewAt: !was || part.completed > was.completed ? at : next.grewAt,
  });
}

function summed(now: Pulling): Pulling {
  const total = Math.max(now.total ?? 0, sum(now.parts, 'total'), now.whole?.total ?? 0);
  const completed = Math.max(sum(now.parts, 'completed'), now.whole?.completed ?? 0);
  return { ...now, total, done: Math.max(now.done, Math.min(completed, total)) };
}

const sum = (parts: Pulling['parts'], key: keyof Part): number =>
  Object.values(parts).reduce((all, part) => all + part[key], 0);

export const pullProgress = ({ phase, done, total }: Pulling): Progressed => ({
  phase,
  unit: 'bytes',
  done,
  total,
});

/**
 * How long (ms) nothing may come. Ollama itself never gives up on a line that went silent: it says the same amounts for ever.
 * It says nothing at all while it reads what has come, which takes minutes for tens of GB on a slow disk; some kinds of models
 * it finishes in words of their own, so all that has come is as good as the word for reading.
 */
export const pullPatience = { data: 45_000, reading: 1_800_000 } as const;

/** How long (ms) nothing may come at the point that it has reached. */
export const patienceWith = (now: Pulling): number =>
  now.phase === 'hashing' || now.phase === 'writing' || hasCome(now)
    ? pullPatience.reading
    : pullPatience.data;

/** Of a model that is told as a whole, that is all: the small files beside it may come without a word. */
const hasCome = ({ whole, done, total }: Pulling): boolean =>
  (total !== null && total > 0 && done >= total) ||
  (whole !== null && whole.total > 0 && whole.completed >= whole.total);

/** When (on the same clock) it counts as stalled unless more comes. */
export const stallsAt = (now: Pulling): number => now.grewAt + patienceWith(now);
