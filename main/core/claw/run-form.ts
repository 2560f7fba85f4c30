import type { Args, FormWish, Step } from './form.ts';
import { openclawFlags } from './form-flags.ts';
import { around } from './forms.ts';

const marks = 8;

/** Each run has a name of its own, so that two of them do not meet. `secret`: hex digits. */
export const runName = (container: string, secret: string): string =>
  `${container}-run-${secret.slice(0, marks)}`;

/** The run that a bridge or a container of that name belongs to; null where it is none of these. */
export function runOf(container: string, name: string): string | null {
  const run = name.endsWith('-bridge') ? name.slice(0, -'-bridge'.length) : name;
  const isRun = run.startsWith(`${container}-run-`) && /^[0-9a-f]{8}$/.test(run.slice(-marks));
  return isRun && run.length === runName(container, '0'.repeat(marks)).length ? run : null;
}

/**
 * The line of the paper that this app began with, in a form that works: one command in a container that is gone when it
 * ends, the workspace to write in, and Ollama within reach. `how`: what depends on whether somebody types there. It does not go
 * by itself (`--rm`): whether its program was ever started is asked of it afterwards.
 */
export function runForm(
  wish: FormWish,
  command: Args,
): { readonly steps: readonly Step[]; readonly run: (how: Args) => Args; readonly undo: Args } {
  const one = { ...wish, port: null };
  const { steps, flags, command: inside } = around(one);
  return {
    steps,
    run: (how) => [
      ...['run', '--name', one.container, ...how],
      ...openclawFlags(one),
      ...[...flags, ...inside(command)],
    ],
    undo: ['rm', '--force', '--volumes', '--time', '10', one.container],
  };
}
