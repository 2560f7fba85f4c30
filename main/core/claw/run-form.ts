import type { Args, FormWish, Step } from './form.ts';
import { openclawFlags } from './form-flags.ts';
import { around } from './forms.ts';

/**
 * The line of the paper that this app began with, in a form that works: one command in a container that is gone when it
 * ends, the workspace to write in, and Ollama within reach. `how`: what depends on whether somebody types there.
 */
export function runForm(
  wish: FormWish,
  command: Args,
): { readonly steps: readonly Step[]; readonly run: (how: Args) => Args } {
  const one = { ...wish, port: null };
  const { steps, flags, command: inside } = around(one);
  return {
    steps,
    run: (how) => [
      ...['run', '--rm', '--name', one.container, ...how],
      ...openclawFlags(one),
      ...[...flags, ...inside(command)],
    ],
  };
}
