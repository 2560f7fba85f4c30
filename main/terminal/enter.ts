import { config } from 'zod';
import type { Desk } from '../engine/uninstall/run.ts';
import { completing } from './completing-word.ts';

/**
 * One run of the command in this process, on the real world. `argv`: what was typed. `desk`: in the app's own program, what only
 * that can do. Resolves with the exit code.
 */
export async function enter(argv: readonly string[], desk?: Desk): Promise<number> {
  // Nothing that this process makes may be read by others, whatever the shell's umask is.
  process.umask(0o077);
  // What is checked once is not worth a program of its own, which zod would write and compile for each shape.
  config({ jitless: true });
  // A shell asks while somebody types: for that nothing is loaded but what it takes.
  if (argv[0] === completing) return (await import('./completing.ts')).completeHere(argv.slice(1));
  return (await import('./run.ts')).runHere(argv, desk);
}
