import type { Problem, Result } from '../core/problem.ts';
import { sentence } from '../core/sentence.ts';
import { isSettingKey, settingHints, settingSchemas } from '../core/settings.ts';
import { chooseLang, type Lang, type Say, speaker, type WordKey } from '../core/words.ts';
import type { Paths } from '../engine/paths.ts';
import { type Seat, takeSeat } from '../engine/seat.ts';
import { loadSettings } from '../engine/stores.ts';
import type { Tools } from '../engine/tools/tools.ts';
import { isUsage } from './arg-words.ts';
import { type Look, readArgs, type Wanted } from './args.ts';
import { check } from './check.ts';
import { claw } from './claw.ts';
import { diary } from './diary.ts';
import { drill } from './drill.ts';
import { wait, watch } from './follow.ts';
import { helpText } from './help.ts';
import { bridge, deps, image } from './image.ts';
import { jobs } from './jobs.ts';
import { mode, settings } from './keep.ts';
import { images, models, peers } from './lists.ts';
import { actOnPart, trust } from './part.ts';
import { plain } from './plain.ts';
import { prepare } from './prepare.ts';
import type { Paper } from './print.ts';
import { pull } from './pull.ts';
import { sayWhatIsPaid } from './says.ts';
import { share } from './share.ts';
import { status } from './status.ts';
import { leaks, switching } from './switch.ts';
import { back, snooze } from './tell.ts';

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
  readonly signal: AbortSignal;
  /** The folder that paths are typed from. */
  readonly cwd: string;
  /** Lines on it can be drawn anew in place. */
  readonly isLive?: boolean;
  /** How wide it is now; without it, 80. */
  readonly columns?: () => number;
  /** Asks the person a yes or no; absent where there is nobody to ask. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** A command's world: the terminal, its language, and how to print. */
export interface Session {
  readonly terminal: Terminal;
  readonly look: Look;
  readonly lang: Lang;
  readonly say: Say;
  paper(): Paper;
  /**
   * The engine's place, or one beside it, for as long as the command runs. `isConsenting`: packets may leave; `isResuming`:
   * what an earlier engine had begun to prepare is gone on with.
   */
  sit(isConsenting: boolean, isResuming?: boolean): Promise<Result<Seat>>;
  /** Prints the sentence of a problem and returns the exit code 1. */
  trouble(problem: Problem): number;
}

export const exits = { done: 0, problem: 1, usage: 2, unmet: 3 } as const;

/** One run of the command. Resolves with the exit code; everything it started has ended. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  const { look, wanted } = readArgs(terminal.argv);
  const kept = await loadSettings(terminal.tools, terminal.paths, false);
  const lang = look.lang ?? chooseLang(kept.value.language, preferred(terminal));
  const session = open(terminal, look, lang);
  if (!wanted.ok) {
    terminal.err(`${explain(wanted.problem, session.say)}\n`);
    return isUsage(wanted.problem) ? exits.usage : exits.problem;
  }
  return act(wanted.value, session);
}

function open(terminal: Terminal, look: Look, lang: Lang): Session {
  const say = speaker(lang);
  const { isAscii } = look;
  const session: Session = {
    terminal,
    look,
    lang,
    say,
    paper: () => ({ lang, isAscii, isColoured: terminal.isColoured, now: terminal.tools.clock.wall() }),
    async sit(isConsenting, isResuming = false) {
      const { tools, paths, version } = terminal;
      const seat = await takeSeat({ tools, paths, version, owner: 'terminal', isConsenting, isResuming });
      if (seat.ok) sayWhatIsPaid(session, seat.value);
      return seat;
    },
    trouble(problem) {
      terminal.err(`${explain(problem, say)}\n`);
      return exits.problem;
    },
  };
  return session;
}

function act(wanted: Wanted, session: Session): Promise<number> | number {
  const { terminal, say } = session;
  switch (wanted.do) {
    case 'help':
      terminal.out(helpText(say));
      return exits.done;
    case 'version':
      terminal.out(`offline-mode ${terminal.version}\n`);
      return exits.done;
    case 'status':
      return status(session);
    case 'watch':
      return watch(session, wanted.isEager);
    case 'wait':
      return wait(session, wanted);
    case 'mode':
      return mode(session, wanted.mode, wanted.isQuick);
    case 'switch':
      return switching(session, wanted);
    case 'leaks':
      return leaks(session);
    case 'snooze':
      return snooze(session, wanted.forMs);
    case 'back':
      return back(session);
    case 'settings':
      return settings(session, wanted);
    case 'diary':
      return diary(session, wanted);
    case 'act':
      return actOnPart(session, wanted);
    case 'peers':
      return peers(session, wanted.isPinging);
    case 'models':
      return models(session, wanted.isAskingForUpdates);
    case 'images':
      return images(session);
    case 'share':
      return share(session, wanted);
    case 'trust':
      return trust(session, wanted.service);
    case 'check':
      return check(session, wanted);
    case 'pull':
      return pull(session, wanted);
    case 'image':
      return image(session, wanted);
    case 'bridge':
      return bridge(session);
    case 'deps':
      return deps(session);
    case 'prepare':
      return prepare(session, wanted);
    case 'jobs':
      return jobs(session, wanted);
    case 'drill':
      return drill(session, wanted);
    default:
      return claw(session, wanted);
  }
}

function preferred({ env, locale }: Terminal): string[] {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  return [named || locale];
}

const usageWords: readonly WordKey[] = ['cli.badOption', 'cli.needs', 'cli.badTimeout'];

/** In one line, also where what it is about has several: that may be anything that was typed, or stands in a file. */
const explain = (problem: Problem, say: Say): string => plain(explained(problem, say));

function explained(problem: Problem, say: Say): string {
  const [key = '', ...rest] = (problem.detail ?? '').split('|');
  const detail = rest.join('|');
  const word = usageWords.find((known) => known === key);
  if (word) return say(word, { about: problem.about, detail });
  return sentence(problem.code === 'settings-invalid' ? withChoices(problem) : problem, say);
}

/** A choice that was refused is told with what may be chosen. */
function withChoices(problem: Problem): Problem {
  const hint = settingHints.find((known) => known === problem.detail);
  if (hint !== 'choice' || !isSettingKey(problem.about)) return problem;
  const schema = settingSchemas[problem.about];
  const choices = 'options' in schema ? schema.options.join(', ') : '';
  return { ...problem, detail: `choice:${choices}` };
}
