import { parseBase, type WebPlace } from '../parts/targets.ts';
import type { Settings } from '../settings.ts';

/** Arguments for Podman, as they are: no shell ever reads them. Every path is absolute, or it would name a volume. */
export type Args = readonly string[];

/**
 * How OpenClaw is kept apart, as tried with the real Podman. A: no network at all, Ollama comes in by a socket. B: a
 * network without a way out, and a bridge to Ollama. D: the usual network; only its config keeps it from the cloud.
 */
export const forms = ['D', 'B', 'A'] as const;
export type Form = (typeof forms)[number];

/** What Podman says of itself, and whose files they are. */
export interface FormEngine {
  readonly platform: 'darwin' | 'linux';
  readonly isRootless: boolean;
  /** SELinux: a folder of this machine has to be marked before a container may look into it. */
  readonly isLabelled: boolean;
  /**
   * How a container reaches what listens on this machine's loopback. `usual`: by Podman's name for it, which on a Mac
   * leads there and on Linux does not; the others are Linux' own.
   */
  readonly way: 'usual' | 'slirp4netns' | 'pasta';
  readonly uid: number;
  readonly gid: number;
}

export interface FormImage {
  readonly name: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

export interface FormWish {
  readonly form: Form;
  readonly container: string;
  readonly image: FormImage;
  readonly engine: FormEngine;
  /** The folder with OpenClaw's config, absolute. */
  readonly config: string;
  /** Null: the one inside the config's folder. */
  readonly workspace: string | null;
  /** On this machine, for the gateway; null: nobody comes in. */
  readonly port: number | null;
  /** Where this machine itself finds Ollama. */
  readonly ollama: WebPlace;
  /** For form B, `a.b.c.0/24`. */
  readonly subnet: string;
}

/** One command and what takes it back. */
export interface Step {
  readonly make: Args;
  readonly undo: Args;
}

/** Private ranges for form B, should the first be in use already. */
export const subnets = ['10.89.187.0/24', '10.89.211.0/24', '10.213.187.0/24'] as const;

export const containerName = (settings: Settings): string => settings['openclaw.container'] || 'openclaw';

const usualOllama: WebPlace = { scheme: 'http', host: '127.0.0.1', port: 11_434, path: '/' };

/** The first that the person named: whether it answers at the moment is no matter for a container that stays. */
export const ollamaOf = (settings: Settings): WebPlace =>
  parseBase(settings['ollama.places'][0] ?? '') ?? usualOllama;
