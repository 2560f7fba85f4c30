import { fail, ok, type Result } from '../core/problem.ts';
import { nearest, readDuration, text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

/** What is typed behind `diary`. */
export function readDiary(
  rest: readonly string[],
  { json, csv, since }: Readonly<Record<string, unknown>>,
): Result<Wanted> {
  const [isJson, isCsv] = [json === true, csv === true];
  if (rest.length > 0) return usage('cli.badOption', rest[0] ?? '');
  if (isJson && isCsv) return usage('cli.needs', 'diary', '--json | --csv');
  const as = isJson ? 'json' : isCsv ? 'csv' : 'text';
  if (since === undefined) return ok({ do: 'diary', sinceMs: null, as });
  const sinceMs = readDuration(text(since) ?? '');
  return sinceMs === null
    ? usage('cli.badTimeout', text(since) ?? '--since')
    : ok({ do: 'diary', sinceMs, as });
}

/** What is typed behind `settings`. */
export function readSettings([act = 'list', key, ...values]: readonly string[]): Result<Wanted> {
  if (act === 'list' || act === 'path') return ok({ do: 'settings', act, key: '', value: '' });
  if (act !== 'get' && act !== 'set' && act !== 'unset') {
    return fail(
      'unknown-command',
      `settings ${act}`,
      `settings ${nearest(act, ['list', 'get', 'set', 'unset', 'path'])}`,
    );
  }
  if (key === undefined) return usage('cli.needs', `settings ${act}`, 'KEY');
  if (act !== 'set') return ok({ do: 'settings', act, key, value: '' });
  if (values.length === 0) return usage('cli.needs', 'settings set', 'VALUE');
  return ok({ do: 'settings', act, key, value: values.join(' ') });
}
