import { app, dialog, type Tray } from 'electron';
import { type BugPlace, bugCode, bugTrace } from '../core/bug.ts';
import { writtenLine } from '../core/log/line.ts';
import type { Problem } from '../core/problem.ts';
import { sentence } from '../core/sentence.ts';
import { chooseLang, speaker } from '../core/words.ts';
import { ownPaths } from '../engine/paths.ts';
import { ownLog } from '../engine/tools/log.ts';
import type { Log } from '../engine/tools/tools.ts';

export interface Bugs {
  /** The code of the last one, until somebody has seen it. */
  now(): string | null;
  tell(place: BugPlace, name: string, stack: string): void;
  seen(): void;
}

/**
 * What goes wrong in this app itself. The app goes on: what it shows is worked out anew from the engine's state each time, and
 * the engine keeps what it owes on disk, so a mistake in one turn of the loop spoils no other.
 */
export function watchBugs(log: Log, changed: () => void): Bugs {
  let last: string | null = null;
  function tell(place: BugPlace, name: string, stack: string): void {
    const trace = bugTrace(name, stack);
    const code = bugCode(place, trace);
    // A panel that goes wrong with every frame would else be sent one frame for each.
    if (code === last) return;
    last = code;
    log.write('error', 'bug', `${code} ${trace}`);
    changed();
  }
  const thrown = (error: unknown) => {
    const known = error instanceof Error ? error : new Error();
    tell('M', known.name, known.stack ?? '');
  };
  process.on('uncaughtException', thrown);
  process.on('unhandledRejection', thrown);
  return {
    now: () => last,
    tell,
    seen() {
      last = null;
      changed();
    },
  };
}

/** Before there is anything to go on with: it is told in a window of the system's, and the app ends. */
export function giveUpStarting(error: unknown): void {
  const known = error instanceof Error ? error : new Error();
  const trace = bugTrace(known.name, known.stack ?? '');
  const say = speaker(chooseLang('system', app.getPreferredSystemLanguages()));
  process.stderr.write(`${trace}\n`);
  const folder = ownPaths(process.env, process.platform).logs;
  ownLog({ folder, written: writtenLine }, false).write('error', 'bug', `start ${trace}`);
  dialog.showErrorBox(say('err.start', { code: bugCode('M', trace) }), say('err.startSay'));
  app.exit(1);
}

/** There is no engine, here or elsewhere: the icon says so, and nothing else can. */
export function sayProblem(
  tray: Pick<Tray, 'setToolTip' | 'setTitle'>,
  problem: Problem,
  preferred: readonly string[],
): void {
  const text = sentence(problem, speaker(chooseLang('system', preferred)));
  process.stderr.write(`${text}\n`);
  tray.setToolTip(text);
  tray.setTitle('!');
}
