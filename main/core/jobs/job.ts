import type { OllamaFacts, PodmanFacts } from '../parts/facts.ts';
import type { Problem } from '../problem.ts';
import type { ProofPatch, Proofs } from '../ready/proofs.ts';
import type { Settings } from '../settings.ts';

/**
 * What can be prepared. `pull`: a model; `repair`: a model whose files are damaged; `deep`: reads all of a model's files;
 * `build`: OpenClaw's image from the person's own context; `base`: an image that this is built from, pulled and saved; `save`,
 * `verify`, `load`: an image's backup; `deps`: a project's packages; `machine`: Podman's virtual machine; `answer`: a test
 * question through OpenClaw's own way.
 */
export const jobKinds = [
  'pull',
  'repair',
  'deep',
  'build',
  'base',
  'save',
  'verify',
  'load',
  'deps',
  'machine',
  'answer',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** What somebody wants. The same wish is the same job. */
export interface JobWish {
  readonly kind: JobKind;
  /** A model's name; an image's name, empty for OpenClaw's own; for `verify` and `load` also the full path of an archive. */
  readonly what: string;
  /** `pull`: also what is larger than this machine's memory, or newer than the model that is here; `load`: over another image of that name. */
  readonly isForced: boolean;
}

export const jobIdOf = ({ kind, what }: Pick<JobWish, 'kind' | 'what'>): string => `${kind}:${what}`;

/** What a job is at, in the order in which these can come. */
export const phases = [
  'asking',
  'starting',
  'building',
  'downloading',
  'saving',
  'checking',
  'hashing',
  'writing',
  'loading',
  'answering',
] as const;
export type Phase = (typeof phases)[number];

/** How far it is. `done` and `total` are bytes, except steps of a build and packages. */
export interface Progressed {
  readonly phase: Phase;
  readonly unit: 'bytes' | 'steps' | 'packages';
  readonly done: number;
  /** Null while nobody knows. */
  readonly total: number | null;
  /** A word of the program at work, of this line; untrusted, and cut. */
  readonly note?: string;
}

/** All that a job has to know; plain, and nothing of it is secret. */
export interface JobAsk extends JobWish {
  readonly id: string;
  readonly settings: Settings;
  readonly ollama: OllamaFacts | null;
  readonly podman: PodmanFacts | null;
  readonly proofs: Proofs;
  /** In bytes; of this machine. */
  readonly memory: number | null;
}

/** How it ended. What was proved on the way counts also where it failed. */
export type JobEnd =
  | { readonly isDone: true; readonly proofs: ProofPatch }
  | {
      readonly isDone: false;
      readonly problem: Problem;
      /** It may go better by itself in a while: the net, a server that is busy. */
      readonly mayRetry: boolean;
      readonly proofs: ProofPatch;
    };

export const done = (proofs: ProofPatch = {}): JobEnd => ({ isDone: true, proofs });
export const gaveUp = (problem: Problem, proofs: ProofPatch = {}): JobEnd => ({
  ...{ isDone: false, problem, proofs },
  mayRetry: false,
});
export const retryable = (problem: Problem, proofs: ProofPatch = {}): JobEnd => ({
  ...{ isDone: false, problem, proofs },
  mayRetry: true,
});
