import type { FormWish } from '../../core/claw/form.ts';
import { bridgeOf } from '../../core/claw/forms.ts';
import { runForm } from '../../core/claw/run-form.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';
import { must, podman, wasStarted } from './form-engine.ts';
import { runningHere } from './form-look.ts';
import { makeAll, undoAll, withSubnets } from './forms.ts';

/** Where somebody types, Podman makes a terminal in there too. No keys are kept from it for a way out of Podman's own. */
const typing = (isTyped: boolean): readonly string[] => [
  ...['--interactive', '--detach-keys='],
  ...(isTyped ? ['--tty', '--env', 'TERM=xterm-256color'] : []),
];

/** What nobody has found: Podman says it so, and so does a shell inside, whose own word that is. */
const notFound = 127;

/**
 * One command in a container of its own, with the person's terminal; everything is gone when it ends but what it has
 * written into the config's folder and the workspace. Its own exit code.
 */
export async function runOnce(
  tools: Tools,
  wish: FormWish,
  command: readonly string[],
  signal: AbortSignal,
): Promise<Result<number>> {
  let subnet = wish.subnet;
  const around = await withSubnets(wish, (one) => {
    subnet = one.subnet;
    return makeAll(tools, runForm(one, command).steps, signal);
  });
  if (!around.ok) return around;
  const { steps, run, undo } = runForm({ ...wish, subnet }, command);
  const started = steps.length > 0 ? await must(tools, ['start', bridgeOf(wish)], signal) : ok(null);
  const ended = started.ok
    ? await tools.programs.attach('podman', (isTyped) => run(typing(isTyped)))
    : started;
  // Also when everything else was called off: the run is looked at, and what was made for it goes.
  const always = new AbortController().signal;
  const isMissing =
    ended.ok && ended.value === notFound && !(await wasStarted(tools, wish.container, always));
  await podman(tools, undo, always);
  await undoAll(tools, steps);
  return isMissing ? fail('no-command', command[0] ?? '', wish.image.name) : ended;
}

/** A shell in the container that runs: bash where it has one, else sh. */
export async function shellIn(tools: Tools, name: string, signal: AbortSignal): Promise<Result<number>> {
  const found = await runningHere(tools, name, signal);
  if (!found.ok) return found;
  for (const shell of ['bash', 'sh']) {
    const tried = await podman(tools, ['exec', name, shell, '-c', 'exit 0'], signal);
    if (!tried.ok) return tried;
    if (tried.value.exitCode === 0)
      return tools.programs.attach('podman', (isTyped) => ['exec', ...typing(isTyped), name, shell]);
  }
  return fail('no-shell', name);
}
