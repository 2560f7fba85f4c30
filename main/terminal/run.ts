import { writtenLine } from '../core/log/line.ts';
import { ownPaths, programRoot } from '../engine/paths.ts';
import { systemRelease } from '../engine/tools/machine.ts';
import { realTools } from '../engine/tools/real.ts';
import { scriptedWorld } from '../engine/tools/scripted.ts';
import type { Desk } from '../engine/uninstall/run.ts';
import { askOn } from './ask.ts';
import { runTerminal, type Terminal } from './terminal.ts';

/**
 * The terminal face in this process, on the real world. `argv`: what was typed, without the program. `desk`: see `enter`. Resolves
 * with the exit code once all that it started has ended; what is left of the process is the caller's.
 */
export async function runHere(argv: readonly string[], desk?: Desk): Promise<number> {
  const ending = new AbortController();
  // A second one ends it at once. `on`, not `once`: while a program of ours runs, whoever cleans up after it kills this process
  // where nobody else listens, and one that has been heard no longer listens.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => (ending.signal.aborted ? endBy(signal) : ending.abort()));
  // A reader that went away (`| head`) is a polite end.
  process.stdout.on('error', () => ending.abort());

  // Inside a packed app nothing from the environment chooses programs or the world.
  const isPackaged = import.meta.dirname.includes('.asar');
  const paths = ownPaths(process.env, process.platform);
  const real = realTools({
    programRoot: programRoot(process.env, isPackaged),
    isLogging: Boolean(process.env.OFFLINE_MODE_DEBUG),
    logPlace: { folder: paths.logs, written: writtenLine },
  });
  const isScreen = Boolean(process.stdout.isTTY);
  const ask = (question: string) =>
    askOn(process.stdin, process.stdout, question, {
      signal: ending.signal,
      calledOff: () => ending.abort(),
    });
  const terminal: Terminal = {
    argv,
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isColoured: isScreen && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    tools: await scriptedWorld(real, isPackaged ? undefined : process.env.OFFLINE_MODE_WORLD),
    paths,
    version: __VERSION__,
    commit: __COMMIT__,
    release: systemRelease(),
    signal: ending.signal,
    cwd: process.cwd(),
    isLive: isScreen && process.env.TERM !== 'dumb',
    columns: () => process.stdout.columns ?? (Number(process.env.COLUMNS) || 80),
    ...(isScreen && process.stdin.isTTY ? { ask } : {}),
    ...(desk ? { desk } : {}),
  };
  return runTerminal(terminal);
}

/** By the signal itself: an exit waits for every file that is being opened or read, and a disk may never answer. */
function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
