import type { Problem } from '../problem.ts';

/** What a look at the readiness brings, beside what the parts bring. Moments are ms since the epoch, sizes bytes. */
export interface ReadyFacts {
  /** Models that are wanted and whose manifest is on this machine. */
  readonly models: readonly ModelFiles[];
  readonly backup: Archive;
  /** Null: the image is not built here. */
  readonly build: BuildFacts | null;
  /** Null: no project was named. */
  readonly project: Project | Problem | null;
}

export interface ModelFiles {
  readonly name: string;
  /** Of its manifest, 64 hex digits: the digest that Ollama lists. */
  readonly digest: string;
  readonly blobs: readonly BlobFile[];
}

export interface BlobFile {
  /** 64 hex digits. */
  readonly digest: string;
  /** As the manifest says. */
  readonly bytes: number;
  /** Null: there is no such file. */
  readonly found: FileThen | null;
}

/** A file as it was when it was looked at. */
export interface FileThen {
  readonly bytes: number;
  readonly changedAt: number;
}

export interface Archive {
  /** The full path. */
  readonly path: string;
  readonly found: FileThen | null;
  /** Free on the disk that it is on, or would be on; null when it cannot be said. */
  readonly free: number | null;
}

export interface BuildFacts {
  /** `no-folder`: there is none at that path; `no-file`: it has no Containerfile. */
  readonly state: 'there' | 'no-folder' | 'no-file';
  /** The images that it is built from. */
  readonly bases: readonly BaseImage[];
}

export interface BaseImage {
  readonly name: string;
  /** Its id; empty: it is not here; null: nobody could say. */
  readonly image: string | null;
  readonly backup: Archive;
}

export interface Project {
  readonly folder: string;
  /** SHA-256 of what decides which packages are needed. */
  readonly print: string;
  /** `pnpm@10.1.0`, as its package.json pins it. */
  readonly pin: string | null;
  /** In its lockfile; null when they could not be counted. */
  readonly packages: number | null;
}
