import type { ToldPhrase } from '../parts/told.ts';
import type { Problem } from '../problem.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AliasKind } from './veil.ts';

/** How one of our own files is. `unreadable`: it is there and may not be read; `garbled`: it is no JSON. */
export type FileState = 'good' | 'none' | 'unreadable' | 'garbled' | 'newer' | 'large';

/** What was looked at for a doctor's report. All of it may hold secrets; none of it gets out but by `doctorOf`. */
export interface DoctorAsk {
  /** What the engine shows; null where there is none to be had. */
  readonly snapshot: Snapshot | null;
  /** Why that could not be asked for, or was not. */
  readonly trouble: Problem | null;
  /** Who looked: the app's engine, a terminal's, or this look by itself. `away`: it has not been heard for a while. */
  readonly from: 'app' | 'terminal' | 'self' | 'away';
  readonly version: string;
  /** What it was built from; empty where nobody knows. */
  readonly commit?: string;
  readonly system: {
    readonly platform: string;
    readonly arch: string;
    readonly release: string;
    readonly node: string;
    readonly electron: string | null;
    /** In bytes. */
    readonly memory: number;
    readonly free: number | null;
  };
  readonly own: {
    readonly folder: 'good' | 'none' | 'unusual' | 'unwritable' | 'full';
    readonly files: readonly { readonly name: string; readonly is: FileState; readonly bytes: number }[];
  };
  /** ms since the epoch. */
  readonly now: number;
}

/** Something that looks wrong. What is said is a problem's sentence or some phrases, all with aliases only. */
export interface Finding {
  readonly id: string;
  readonly isBad: boolean;
  /** What it is about: a product's name or an alias; empty where the sentence says so itself. */
  readonly about: string;
  readonly phrases: readonly ToldPhrase[];
  readonly problem: Problem | null;
  /** What to do about it, where the sentence does not say so itself. */
  readonly todo: ToldPhrase | null;
}

export type Cell = string | number | boolean | null | ToldPhrase;
export interface Row {
  readonly name: string;
  readonly value: Cell;
}

export const sectionIds = [
  ...([
    'app',
    'internet',
    'ai',
    'parts',
    'switch',
    'ready',
    'jobs',
    'drill',
    'hooks',
    'diary',
    'settings',
  ] as const),
] as const;
export type SectionId = (typeof sectionIds)[number];

/** A doctor's report as plain data. There is nothing in it but numbers, words that are the same everywhere, and aliases. */
export interface Doctor {
  readonly schema: 1;
  readonly at: string;
  readonly findings: readonly Finding[];
  readonly sections: Readonly<Partial<Record<SectionId, readonly Row[]>>>;
  /** How many names, addresses and the like have an alias. */
  readonly hidden: Readonly<Partial<Record<AliasKind, number>>>;
}
