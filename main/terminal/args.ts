import { parseArgs } from 'node:util';
import { type PartAct, partActs } from '../core/parts/part.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { modes, snoozeMost } from '../core/settings.ts';
import type { Lang } from '../core/words.ts';
import { options, sharedOptions } from './arg-options.ts';
import { nearest, readDuration, text, usage } from './arg-words.ts';
import { type ClawWanted, readForm } from './claw-args.ts';
import { type DrillWanted, readDrill } from './drill-args.ts';
import { type JobWanted, jobCommands, readJobs } from './job-args.ts';
import { readDiary, readSettings } from './kept-args.ts';
import { readPart } from './part-args.ts';

export interface Look {
  readonly isJson: boolean;
  readonly isAscii: boolean;
  readonly lang: Lang | null;
}
export type Wanted =
  | { readonly do: 'help' }
  | { readonly do: 'version' }
  | { readonly do: 'status' }
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
  | {
      readonly do: 'diary';
      /** Null: everything there is. */
      readonly sinceMs: number | null;
      readonly as: 'text' | 'json' | 'csv';
    }
  | {
      readonly do: 'settings';
      readonly act: 'list' | 'path' | 'get' | 'set' | 'unset';
      readonly key: string;
      readonly value: string;
    };

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

const commands = [
  'status',
  'watch',
  'mode',
  'wait',
  'snooze',
  'back',
  'settings',
  'diary',
  ...partActs,
  'peers',
  'models',
  'share',
  'trust',
  'switch',
  'leaks',
  'openclaw',
  'drill',
  ...jobCommands,
  'help',
  'version',
];

/** What was typed, as a wish. Wrong usage comes back as a problem, with what was meant, if that can be guessed. */
export function readArgs(argv: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
  });
  const lang = values.lang === 'ko' || values.lang === 'en' ? values.lang : null;
  const look: Look = { isJson: values.json === true, isAscii: values.ascii === true, lang };
  const unknown = Object.keys(values).find((name) => !(name in options));
  if (unknown !== undefined) return { look, wanted: usage('cli.badOption', `--${unknown}`) };
  if (values.lang !== undefined && lang === null)
    return { look, wanted: usage('cli.needs', '--lang', 'en, ko') };
  if (values.version === true) return { look, wanted: ok({ do: 'version' }) };
  if (values.help === true || positionals.length === 0) return { look, wanted: ok({ do: 'help' }) };
  if (positionals[0] === 'diary')
    return { look, wanted: readDiary(positionals, look, values.csv === true, values.since) };
  const own =
    readPart(positionals, values) ??
    readForm(positionals, values) ??
    readJobs(positionals, values) ??
    readDrill(positionals, values);
  if (own) return { look, wanted: own };
  const strange = Object.keys(values).find((name) => !sharedOptions.has(name));
  if (strange !== undefined) return { look, wanted: usage('cli.badOption', `--${strange}`) };
  const asked = {
    until: text(values.until),
    timeout: text(values.timeout),
    isEager: values.eager === true,
    isQuick: values.quick === true,
  };
  return { look, wanted: readCommand(positionals, asked) };
}

interface Extras {
  readonly until: string | undefined;
  readonly timeout: string | undefined;
  readonly isEager: boolean;
  readonly isQuick: boolean;
}

function readCommand(words: readonly string[], { until, timeout, isEager, isQuick }: Extras): Result<Wanted> {
  const [command = '', ...rest] = words;
  if (isEager && command !== 'watch') return usage('cli.badOption', '--eager');
  if (isQuick && command !== 'mode') return usage('cli.badOption', '--quick');
  switch (command) {
    case 'help':
    case 'version':
    case 'status':
    case 'back':
      return rest.length === 0 ? ok({ do: command }) : usage('cli.badOption', rest[0] ?? '');
    case 'watch':
      return rest.length === 0 ? ok({ do: command, isEager }) : usage('cli.badOption', rest[0] ?? '');
    case 'mode':
      return readMode(rest, isQuick);
    case 'leaks':
      return rest.length === 0 ? ok({ do: command }) : usage('cli.badOption', rest[0] ?? '');
    case 'switch':
      return readSwitch(rest);
    case 'openclaw':
      return readClaw(rest);
    case 'wait':
      return readWait(until, timeout);
    case 'snooze':
      return readSnooze(rest);
    case 'settings':
      return readSettings(rest);
    default:
      return fail('unknown-command', command, nearest(command, commands));
  }
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
    ? usage('cli.needs', 'snooze', '24h')
    : ok({ do: 'snooze', forMs: Math.round(forMs) });
}
