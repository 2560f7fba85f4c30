import type { Problem, Result } from '../core/problem.ts';
import { chooseLang, type Lang, type Say, speaker, type WordKey } from '../core/words.ts';
import type { Paths } from '../engine/paths.ts';
import { type Seat, takeSeat } from '../engine/seat.ts';
import { loadSettings } from '../engine/stores.ts';
import type { Tools } from '../engine/tools/tools.ts';
import type { Desk } from '../engine/uninstall/run.ts';
import { isUsage } from './arg-words.ts';
import { type Look, readArgs, type Wanted } from './args.ts';
import { usualWide } from './columns.ts';
import { complete } from './complete.ts';
import { explain, jsonProblem } from './explain.ts';
import { fitTo } from './fit.ts';
import type { Paper } from './print.ts';
import { sayWhatIsPaid } from './says.ts';

/** Everything the terminal face touches of its process, so that it can be run in a test as it is. */
export interface Terminal {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isColoured: boolean;
  readonly locale: string;
  readonly tools: Tools;
  readonly paths: Paths;
  readonly version: string;
  /** What it was built from; empty where nobody knows. */
  readonly commit?: string;
  /** The system's own version, for a report. */
  readonly release?: string;
  readonly signal: AbortSignal;
  /** The folder that paths are typed from. */
  readonly cwd: string;
  /** Lines on it can be drawn anew in place. */
  readonly isLive?: boolean;
  /** Writes codes that move the cursor, where `out` would take them away; without it, `out` writes all. */
  readonly draw?: (text: string) => void;
  /** How wide it is now; without it, 80. */
  readonly columns?: () => number;
  /** What only the app's own program can say and do; absent where this is not it. */
  readonly desk?: Desk;
  /** Asks the person a yes or no; absent where there is nobody to ask. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** A command's world: the terminal, its language, and how to print. */
export interface Session {
  /** What is written to it fits its width and has nothing but lines and our own colours; JSON is left as it is. */
  readonly terminal: Terminal;
  readonly look: Look;
  readonly lang: Lang;
  readonly say: Say;
  paper(): Paper;
  /** Columns of a line. */
  wide(): number;
  /** What is copied or read by a program: never wrapped, never cut. */
  raw(text: string): void;
  /** Beside the result, for the person: a sentence, with `--json` its key and values, on the standard error. */
  remark(key: WordKey, values?: Readonly<Record<string, string | number>>): void;
  /**
   * The engine's place, or one beside it, for as long as the command runs. `isConsenting`: packets may leave; `isResuming`:
   * what an earlier engine had begun to prepare is gone on with.
   */
  sit(isConsenting: boolean, isResuming?: boolean): Promise<Result<Seat>>;
  /** Packets may leave because a person has typed this: not where the settings, which may say no, cannot be read. */
  readonly mayAsk: boolean;
  /** Tells a problem, with `--json` as an object, on the standard error; returns the exit code 1. */
  trouble(problem: Problem): number;
}

export const exits = { done: 0, problem: 1, usage: 2, unmet: 3 } as const;

/** One run of the command. Resolves with the exit code; everything it started has ended. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  const { look, wanted } = readArgs(terminal.argv);
  const kept = await loadSettings(terminal.tools, terminal.paths, false);
  const lang = look.lang ?? chooseLang(kept.value.language, preferred(terminal));
  const session = open(terminal, look, lang, kept.problem === null);
  // What stands in it may be that nobody is to be asked: nobody is, until it can be read.
  if (kept.problem && wanted.ok && !isOfItself(wanted.value)) session.trouble(kept.problem);
  if (wanted.ok) return act(wanted.value, session);
  session.trouble(wanted.problem);
  return isUsage(wanted.problem) ? exits.usage : exits.problem;
}

/** What this program says of itself needs no settings. */
const isOfItself = (wanted: Wanted): boolean =>
  ['help', 'version', 'schema', 'completion', 'complete'].includes(wanted.do);

function open(given: Terminal, look: Look, lang: Lang, mayAsk: boolean): Session {
  const say = speaker(lang);
  const { isAscii, isJson } = look;
  const wide = () => given.columns?.() || usualWide;
  const fitted = (write: (text: string) => void) => (text: string) =>
    write(fitTo(text, wide(), given.isColoured));
  const terminal: Terminal = isJson
    ? given
    : { ...given, draw: given.out, out: fitted(given.out), err: fitted(given.err) };
  const session: Session = {
    ...{ terminal, look, lang, say, wide, mayAsk },
    raw: given.out,
    paper: () => ({
      ...{ lang, isAscii, isColoured: given.isColoured, now: given.tools.clock.wall(), wide: wide() },
    }),
    async sit(isTyped, isResuming = false) {
      const isConsenting = isTyped && mayAsk;
      const { tools, paths, version, commit = '' } = terminal;
      const owner = 'terminal';
      const seat = await takeSeat({ tools, paths, version, commit, owner, isConsenting, isResuming });
      if (seat.ok) sayWhatIsPaid(session, seat.value);
      return seat;
    },
    remark(key, values = {}) {
      const note = { schema: 1, note: { key, values } };
      terminal.err(`${isJson ? JSON.stringify(note) : say(key, values)}\n`);
    },
    trouble(problem) {
      terminal.err(`${isJson ? jsonProblem(problem) : explain(problem, say)}\n`);
      return exits.problem;
    },
  };
  return session;
}

/** What is not asked for is not loaded: most of this program is the engine, and beside the app nobody needs it here. */
async function act(wanted: Wanted, session: Session): Promise<number> {
  switch (wanted.do) {
    case 'help':
      return (await import('./own.ts')).help(session, wanted);
    case 'version':
      return (await import('./own.ts')).version(session);
    case 'schema':
      return (await import('./own.ts')).schema(session, wanted.about);
    case 'completion':
      return (await import('./own.ts')).completion(session, wanted.shell);
    case 'complete':
      return completeIn(session, wanted.words);
    case 'status':
      return (await import('./status.ts')).status(session);
    case 'guide':
      return (await import('./guide.ts')).guide(session);
    case 'log':
      return (await import('./log.ts')).log(session);
    case 'watch':
      return (await import('./follow.ts')).watch(session, wanted.isEager);
    case 'wait':
      return (await import('./follow.ts')).wait(session, wanted);
    case 'mode':
      return (await import('./keep.ts')).mode(session, wanted.mode, wanted.isQuick);
    case 'switch':
      return (await import('./switch.ts')).switching(session, wanted);
    case 'leaks':
      return (await import('./switch.ts')).leaks(session);
    case 'snooze':
      return (await import('./tell.ts')).snooze(session, wanted.forMs);
    case 'back':
      return (await import('./tell.ts')).back(session);
    case 'settings':
      return (await import('./keep.ts')).settings(session, wanted);
    case 'settings.export':
      return (await import('./settings-file.ts')).exportSettings(session, wanted.file);
    case 'settings.import':
      return (await import('./settings-file.ts')).importSettings(session, wanted);
    case 'settings.reset':
      return (await import('./settings-file.ts')).resetSettings(session, wanted.isYes);
    case 'diary':
      return (await import('./diary.ts')).diary(session, wanted);
    case 'act':
      return (await import('./part.ts')).actOnPart(session, wanted);
    case 'peers':
      return (await import('./lists.ts')).peers(session, wanted.isPinging);
    case 'models':
      return (await import('./lists.ts')).models(session, wanted.isAskingForUpdates);
    case 'images':
      return (await import('./lists.ts')).images(session);
    case 'share':
      return (await import('./share.ts')).share(session, wanted);
    case 'trust':
      return (await import('./part.ts')).trust(session, wanted.service);
    case 'check':
      return (await import('./check.ts')).check(session, wanted);
    case 'pull':
      return (await import('./pull.ts')).pull(session, wanted);
    case 'image':
      return (await import('./image.ts')).image(session, wanted);
    case 'bridge':
      return (await import('./image.ts')).bridge(session);
    case 'deps':
      return (await import('./image.ts')).deps(session);
    case 'prepare':
      return (await import('./prepare.ts')).prepare(session, wanted);
    case 'jobs':
      return (await import('./jobs.ts')).jobs(session, wanted);
    case 'drill':
      return (await import('./drill.ts')).drill(session, wanted);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(session, wanted);
    case 'uninstall':
      return (await import('./uninstall.ts')).uninstall(session, wanted);
    case 'hooks':
      return (await import('./hooks.ts')).hooks(session, wanted);
    default:
      return (await import('./claw.ts')).claw(session, wanted);
  }
}

async function completeIn({ terminal, say, raw }: Session, words: readonly string[]): Promise<number> {
  await complete({ tools: terminal.tools, paths: terminal.paths, say, out: raw }, words);
  return exits.done;
}

function preferred({ env, locale }: Terminal): string[] {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  return [named || locale];
}
