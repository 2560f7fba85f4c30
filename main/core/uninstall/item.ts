import { z } from 'zod';
import { ToldProblem } from '../problem-told.ts';

/** What is given back before anything goes: in this order. */
export const givenBack = ['drill', 'config', 'hook'] as const;

/** What is taken away, in this order: what others look at first, our own settings and journal last. */
export const removed = [
  'beside',
  'containers',
  'login',
  'link',
  'app-data',
  'caches',
  'logs',
  'work',
  'proofs',
  'copies',
  'diary',
  'settings',
  'journal',
  'folder',
] as const;

/** What stays, and why. */
export const staying = [
  'data',
  'container',
  'unseen',
  'server',
  'chats',
  'backup',
  'fetched',
  'claw',
  'npm',
  'foreign',
  'linked',
  'home',
  'login-hand',
  'shell',
  'system',
  'app',
] as const;

const whats = [...givenBack, ...removed, ...staying] as const;
export type What = (typeof whats)[number];

/** One line of the plan: what becomes of one thing. */
export interface Item {
  readonly act: 'back' | 'remove' | 'stay';
  readonly what: What;
  /** Its path or its name; empty where the line needs none. */
  readonly about: string;
  /** Null where nobody has measured. */
  readonly bytes: number | null;
  /** What a person could type, or a further fact. */
  readonly how: string;
}

/** What lies somewhere, as it is taken away. A `tree` goes with all that is in it, a `folder` only where nothing is. */
export interface Piece {
  readonly what: What;
  readonly path: string;
  readonly is: 'file' | 'folder' | 'tree' | 'link';
  readonly bytes: number;
  /** Where a link leads, as it was looked at. */
  readonly to?: string;
}

/** Items as `--json` tells them. */
export const ToldItems = z.array(
  z.object({
    act: z.enum(['back', 'remove', 'stay']),
    what: z.enum(whats),
    about: z.string(),
    bytes: z.number().nullable(),
    how: z.string(),
    /** `planned`: nothing was done about it; `done`: it was read back that it is so. */
    is: z.enum(['planned', 'done', 'failed']),
    problem: ToldProblem.nullable(),
  }),
);
export type ToldItem = z.infer<typeof ToldItems>[number];
