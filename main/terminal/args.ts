import { parseArgs } from 'node:util';
import type { PartAct } from '../core/parts/part.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { modes, snoozeMost } from '../core/settings.ts';
import type { Lang } from '../core/words.ts';
import { nearest, readDuration, text, usage } from './arg-words.ts';
import { type ClawWanted, readForm } from './claw-args.ts';
import { commandNames, type Found, findCommand, optionsOf, parsed } from './commands.ts';
import { completing } from './completing-word.ts';
import { type DoctorWanted, readDoctor } from './doctor-args.ts';
import { type DrillWanted, readDrill } from './drill-args.ts';
import { usageOf } from './help.ts';
import { type HooksWanted, readHooks } from './hook-args.ts';
import { type JobWanted, readJobs } from './job-args.ts';
import { readDiary, readSettings } from './kept-args.ts';
import { readPart } from './part-args.ts';
import { readUninstall, type UninstallWanted } from './uninstall-args.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export interface Look {
  readonly isJson: boolean;
  readonly isAscii: boolean;
  readonly lang: Lang | null;
}
export type Wanted =
  /** `about`: a command and its form; empty: all of it. `isMan`: the page of the manual. */
  | { readonly do: 'help'; readonly about: readonly string[]; readonly isMan: boolean }
  | { readonly do: 'schema'; readonly about: readonly string[] }
  | { readonly do: 'completion'; readonly shell: Shell }
  /** What could stand where the last of them is typed. */
  | { readonly do: 'complete'; readonly words: readonly string[] }
  | { readonly do: 'version' }
  | { readonly do: 'status' }
  | { readonly do: 'guide' }
  | { readonly do: 'log' }
  | { readonly do: 'watch'; readonly isEager: boolean }
  | { readonly do: 'mode'; readonly mode: (typeof modes)[number] | null; readonly isQuick: boolean }
  | { readonly do: 'leaks' }
  | {
      readonly do: 'switch';
      readonly act: 'show' | 'yes' | 'no' | 'again' | 'repin' | 'mend' | 'restore' | 'keep';
    }
  | {
      readonly do: 'wait';
      readonly until: 'online' | 'offline';
      readonly timeoutMs: number | null;
      readonly timeout: string;
    }
  | { readonly do: 'snooze'; readonly forMs: number }
  | { readonly do: 'back' }
  | { readonly do: 'act'; readonly act: PartAct; readonly part: string; readonly model: string }
  | { readonly do: 'peers'; readonly isPinging: boolean }
  | { readonly do: 'models'; readonly isAskingForUpdates: boolean }
  | { readonly do: 'images' }
  | { readonly do: 'trust'; readonly service: string }
  | Share
  | ClawWanted
  | JobWanted
  | DrillWanted
  | HooksWanted
  | DoctorWanted
  | UninstallWanted
  | {
      readonly do: 'diary';
      /** Null: everything there is. */
      readonly sinceMs: number | null;
      readonly as: 'text' | 'json' | 'csv' | 'markdown';
    }
  | {
      readonly do: 'settings';
      readonly act: 'list' | 'path' | 'get' | 'set' | 'unset';
      readonly key: string;
      readonly value: string;
    }
  | { readonly do: 'settings.export'; readonly file: string | null }
  | { readonly do: 'settings.import'; readonly file: string; readonly isYes: boolean }
  | { readonly do: 'settings.reset'; readonly isYes: boolean };

/** `show`: how it stands, and where it could be; `close`: shuts the door. */
export type Share =
  | { readonly do: 'share'; readonly what: 'show' | 'close' }
  | {
      readonly do: 'share';
      readonly what: 'open';
      readonly address: string;
      readonly forMs: number;
      readonly allow: readonly string[];
    };

export interface Asked {
  readonly look: Look;
  readonly wanted: Result<Wanted>;
}

/** What was typed, as a wish. Wrong usage comes back as a problem, with what was meant, if that can be guessed. */
export function readArgs(argv: readonly string[]): Asked {
  // The words of a line that is still being typed are nobody's options.
  if (argv[0] === completing)
    return { look: plainLook, wanted: ok({ do: 'complete', words: argv.slice(1) }) };
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: parsed,
    allowPositionals: true,
    strict: false,
  });
  const lang = values.lang === 'ko' || values.lang === 'en' ? values.lang : null;
  const look: Look = { isJson: values.json === true, isAscii: values.ascii === true, lang };
  return { look, wanted: withUsage(readWanted(positionals, values, lang), positionals) };
}

const plainLook: Look = { isJson: false, isAscii: false, lang: null };

type Words = readonly string[];
type Values = Readonly<Record<string, unknown>>;

function readWanted(words: Words, values: Values, lang: Lang | null): Result<Wanted> {
  const unknown = Object.keys(values).find((name) => !(name in parsed));
  const found = findCommand(words);
  if (unknown !== undefined) return noOption(unknown, found);
  if (values.lang !== undefined && lang === null) return usage('cli.needs', '--lang', 'en, ko');
  if (values.version === true) return ok({ do: 'version' });
  const isOwnHelp = words[0] === 'help';
  if (values.help === true || words.length === 0)
    return ok({ do: 'help', about: isOwnHelp ? [] : words, isMan: false });
  if (!found) return fail('unknown-command', words[0] ?? '', nearest(words[0] ?? '', commandNames));
  const allowed = optionsOf(found).map(({ name }) => name);
  const strange = Object.keys(values).find((name) => !allowed.includes(name));
  if (strange !== undefined) return noOption(strange, found);
  return (
    readPart(words, values) ??
    readForm(words, values) ??
    readJobs(words, values) ??
    readDrill(words, values) ??
    readHooks(words, values) ??
    readDoctor(words, values) ??
    readUninstall(words, values) ??
    readCommand(words, values)
  );
}

/** A word that has no place there is no option: the command's own usage says what has. */
function withUsage(wanted: Result<Wanted>, words: Words): Result<Wanted> {
  const found = findCommand(words);
  if (wanted.ok || !found || wanted.problem.detail !== 'cli.badOption|') return wanted;
  const { about } = wanted.problem;
  const named = found.form && words[1] === found.form.name ? found.form : null;
  return about.startsWith('-') ? wanted : usage('cli.noWord', about, usageOf(found.command, named));
}

/** With the one that was meant, where one of the command's own is close. */
function noOption(name: string, found: Found | null): Result<never> {
  const known = found ? optionsOf(found).map((one) => one.name) : Object.keys(parsed);
  const near = nearest(name, known);
  if (name.length > 2 && near !== '') return usage('cli.nearOption', `--${name}`, `--${near}`);
  // One letter or digit, as of -3, was typed with one dash.
  return usage('cli.badOption', name.length === 1 ? `-${name}` : `--${name}`);
}

function readCommand(words: Words, values: Values): Result<Wanted> {
  const [command = '', ...rest] = words;
  const alone = (wanted: Wanted) => (rest.length === 0 ? ok(wanted) : usage('cli.badOption', rest[0] ?? ''));
  switch (command) {
    case 'help':
      return ok({ do: 'help', about: rest, isMan: values.man === true });
    case 'version':
    case 'status':
    case 'guide':
    case 'log':
    case 'back':
    case 'leaks':
      return alone({ do: command });
    case 'man':
      return alone({ do: 'help', about: [], isMan: true });
    case 'watch':
      return alone({ do: command, isEager: values.eager === true });
    case 'mode':
      return readMode(rest, values.quick === true);
    case 'switch':
      return readSwitch(rest);
    case 'openclaw':
      return readClaw(rest);
    case 'wait':
      return readWait(text(values.until), text(values.timeout));
    case 'snooze':
      return readSnooze(rest);
    case 'settings':
      return readSettings(words, values);
    case 'diary':
      return readDiary(rest, values);
    case 'completion':
      return readCompletion(rest);
    case 'schema':
      return ok({ do: 'schema', about: rest });
    default:
      return fail('unknown-command', command, command);
  }
}

function readCompletion([word, ...rest]: Words): Result<Wanted> {
  const shell = shells.find((known) => known === word);
  return shell && rest.length === 0
    ? ok({ do: 'completion', shell })
    : usage('cli.needs', 'completion', shells.join(', '));
}

function readMode([word, ...rest]: readonly string[], isQuick: boolean): Result<Wanted> {
  const mode = modes.find((known) => known === word);
  if (rest.length > 0 || (word !== undefined && !mode)) return usage('cli.needs', 'mode', modes.join(', '));
  return ok({ do: 'mode', mode: mode ?? null, isQuick });
}

function readSwitch([word = 'show', ...rest]: readonly string[]): Result<Wanted> {
  const act = (['show', 'yes', 'no', 'again', 'repin', 'mend'] as const).find((known) => known === word);
  return act && rest.length === 0
    ? ok({ do: 'switch', act })
    : usage('cli.needs', 'switch', 'yes, no, again, repin, mend');
}

/** A config that somebody else has changed in a way that cannot be brought together. */
function readClaw([word, ...rest]: readonly string[]): Result<Wanted> {
  const act = (['restore', 'keep'] as const).find((known) => known === word);
  return act && rest.length === 0
    ? ok({ do: 'switch', act })
    : usage('cli.needs', 'openclaw', 'create, run, shell, isolation, remove, init, restore, keep');
}

function readWait(until: string | undefined, timeout: string | undefined): Result<Wanted> {
  if (until !== 'online' && until !== 'offline') return usage('cli.needs', 'wait', '--until online|offline');
  if (timeout === undefined) return ok({ do: 'wait', until, timeoutMs: null, timeout: '' });
  const timeoutMs = readDuration(timeout);
  return timeoutMs === null
    ? usage('cli.badTimeout', timeout)
    : ok({ do: 'wait', until, timeoutMs, timeout });
}

/** For an hour, for what was typed, or `off`. */
function readSnooze([typed = '1h', ...rest]: readonly string[]): Result<Wanted> {
  if (rest.length > 0) return usage('cli.badOption', rest[0] ?? '');
  const forMs = typed === 'off' ? 0 : readDuration(typed);
  if (forMs === null) return usage('cli.badTimeout', typed);
  return forMs > snoozeMost
    ? usage('cli.tooLong', typed, '24h')
    : ok({ do: 'snooze', forMs: Math.round(forMs) });
}
