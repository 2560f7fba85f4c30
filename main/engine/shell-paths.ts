import { basename } from 'node:path';
import type { Tools } from './tools/tools.ts';

/** How long (ms) a shell may take to say where it looks: a profile can do anything. */
const most = 3_000;

/** Those that take these words. */
const known = ['zsh', 'bash', 'sh'];

/** How long (ms) an answer holds: what looks twice around a press asks once, and nobody changes a profile and comes back sooner. */
export const pathsHold = 5_000;

/**
 * The folders in which a person's login shell looks for commands; null where it does not say so in time, or is of a kind that we do not
 * know. It runs their profile, so it is asked last. `shell`: its path, as the system has it for them.
 */
export async function shellPaths(
  { programs }: Pick<Tools, 'programs'>,
  shell: string,
): Promise<readonly string[] | null> {
  const name = known.find((one) => one === basename(shell));
  if (!name) return null;
  const said = await programs.run(name, ['-lc', 'printf "\\n%s" "$PATH"'], {
    ...{ timeoutMs: most, signal: new AbortController().signal },
    // What it had from us would be among what it says.
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
  });
  if (!said.ok || said.value.exitCode !== 0) return null;
  // A profile may have said something of its own before.
  const last = said.value.stdout.split('\n').at(-1) ?? '';
  return last.split(':').filter((path) => path.startsWith('/'));
}

/**
 * Asks that shell, and not twice where two want to know at once. Its answer holds for `pathsHold` alone, since a profile may be
 * changed while the app runs; that it gave none does not hold at all.
 */
export function askShell(
  tools: Pick<Tools, 'programs' | 'clock'>,
  shell: string,
): () => Promise<readonly string[] | null> {
  let asked: Promise<readonly string[] | null> | null = null;
  let said: { readonly paths: readonly string[]; readonly at: number } | null = null;

  async function anew(): Promise<readonly string[] | null> {
    const paths = await shellPaths(tools, shell);
    said = paths && { paths, at: tools.clock.mono() };
    return paths;
  }

  return async () => {
    if (said && tools.clock.mono() - said.at < pathsHold) return said.paths;
    asked ??= anew().finally(() => {
      asked = null;
    });
    return asked;
  };
}
