import type { Command } from './command.ts';
import type { Result } from './problem.ts';
import type { Snapshot } from './snapshot.ts';

/** What a face holds: the engine itself in its own process, or a line to the one that runs elsewhere. */
export interface Control {
  /** Passes a wish on. `ok` means it was accepted, not that it has come true: the snapshot says when it has. */
  send(command: Command): Promise<Result<null>>;
  read(): Promise<Result<Snapshot>>;
  /** Calls with every change, at once with the present, until undone. */
  watch(show: (snapshot: Snapshot) => void): () => void;
}
