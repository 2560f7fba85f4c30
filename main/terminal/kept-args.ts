import { fail, ok, type Result } from '../core/problem.ts';
import { nearest, readDuration, text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

/** What is typed behind `diary`. */
export function readDiary(
  rest: readonly string[],
  { json, csv, markdown, since }: Readonly<Record<string, unknown>>,
): Result<Wanted> {
  if (rest.length > 0) return usage('cli.badOption', rest[0] ?? '');
  const forms = [json === true && 'json', csv === true && 'csv', markdown === true && 'markdown'] as const;
  const [as = 'text', other] = forms.filter((form) => form !== false);
  if (other) return usage('cli.needs', 'diary', '--json | --csv | --markdown');
  if (since === undefined) return ok({ do: 'diary', sinceMs: null, as });
  const sinceMs = readDuration(text(since) ?? '');
  return sinceMs === null
    ? usage('cli.badTimeout', text(since) ?? '--since')
    : ok({ do: 'diary', sinceMs, as });
}

/** What is typed behind `settings`; null: it is another command. */
export function readSettings(
  [, act = 'list', key, ...values]: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Result<Wanted> {
  const isFile = act === 'import' || act === 'export' || act === 'reset';
  const may = new Set(['json', 'ascii', 'lang', ...(isFile && act !== 'export' ? ['yes'] : [])]);
  const strange = Object.keys(options).find((name) => !may.has(name));
  if (strange !== undefined) return usage('cli.badOption', `--${strange}`);
  if (isFile) return readFileAct(act, key, values, options.yes === true);
  if (act === 'list' || act === 'path') return ok({ do: 'settings', act, key: '', value: '' });
  if (act !== 'get' && act !== 'set' && act !== 'unset') return fail('unknown-command', ...meant(act));
  if (key === undefined) return usage('cli.needs', `settings ${act}`, 'KEY');
  if (act !== 'set') return ok({ do: 'settings', act, key, value: '' });
  if (values.length === 0) return usage('cli.needs', 'settings set', 'VALUE');
  return ok({ do: 'settings', act, key, value: values.join(' ') });
}

const acts = ['list', 'get', 'set', 'unset', 'path', 'export', 'import', 'reset'];
function meant(act: string): [string, string] {
  const near = nearest(act, acts);
  return [`settings ${act}`, near && `settings ${near}`];
}

/** `settings reset KEY` is `settings unset KEY`. */
function readFileAct(
  act: 'export' | 'import' | 'reset',
  word: string | undefined,
  [more]: readonly string[],
  isYes: boolean,
): Result<Wanted> {
  if (more !== undefined) return usage('cli.badOption', more);
  if (act === 'reset')
    return ok(
      word === undefined
        ? { do: 'settings.reset', isYes }
        : { do: 'settings', act: 'unset', key: word, value: '' },
    );
  if (act === 'export') return ok({ do: 'settings.export', file: word ?? null });
  return word === undefined
    ? usage('cli.needs', 'settings import', 'FILE')
    : ok({ do: 'settings.import', file: word, isYes });
}
