import { basename } from 'node:path';
import type { Tools } from './tools/tools.ts';

/** How long (ms) a shell may take to say where it looks: a profile can do anything. */
const most = 3_000;

/** Those that take these words. */
const known = ['zsh', 'bash', 'sh'];

/**
 * The folders in which a person's login shell looks for commands; none where it does not say so in time, or is of a kind that we do not
 * know. It runs their profile, so it is asked last. `shell`: its path, as the system has it for them.
 */
export async function shellPaths(
  { programs }: Pick<Tools, 'programs'>,
  shell: string,
): Promise<readonly string[]> {
  const name = known.find((one) => one === basename(shell));
  if (!name) return [];
  const said = await programs.run(name, ['-lc', 'printf "\\n%s" "$PATH"'], {
    ...{ timeoutMs: most, signal: new AbortController().signal },
    // What it had from us would be among what it says.
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
  });
  // A profile may have said something of its own before.
  const last = said.ok ? (said.value.stdout.split('\n').at(-1) ?? '') : '';
  return last.split(':').filter((path) => path.startsWith('/'));
}
