import type { UpdateFacts, UpdatePace } from '../../core/updates/rule.ts';
import type { ToldUpdate, UpdateCopy } from '../../core/updates/told.ts';
import type { Tools } from '../../engine/tools/tools.ts';
import type { Shelf } from '../kept.ts';
import type { Source } from './source.ts';

export interface UpdateHands {
  readonly tools: Pick<Tools, 'clock' | 'random' | 'log'>;
  readonly pace: UpdatePace;
  /** Null before the first snapshot. */
  facts(): UpdateFacts | null;
  /** How this copy is signed and whether there is a page of its releases; asked once, when somebody wants to know. */
  copy(): Promise<{ readonly is: UpdateCopy; readonly hasPage: boolean }>;
  /** Asked once, when something is to be asked. */
  source(): Promise<Source>;
  /** When the last answer came, ms since the epoch; 0: never. Kept over starts. */
  readonly answered: Shelf<number>;
  /** The release that macOS has refused last, as `Found.mark`; empty: none. Kept over starts. */
  readonly refused: Shelf<string>;
  /** What is told has changed. */
  changed(): void;
  /** Gives back and saves what there is, as at every end; then that. */
  leave(then: () => void): void;
}

export interface Updates {
  now(): ToldUpdate;
  /** The engine has told something, or time has passed. `isSeen`: the panel is open. */
  tick(isSeen: boolean): void;
  look(): Promise<void>;
  get(): Promise<void>;
  restart(): Promise<void>;
  /**
   * The app is being quit. What is returned, called when all is given back, uses a version that is here, if nothing has stood
   * against that now and nothing does then.
   */
  quitting(): () => Promise<void>;
}
