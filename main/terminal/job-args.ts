import { ok, type Result } from '../core/problem.ts';
import { text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

export const imageActs = ['build', 'base', 'save', 'verify', 'load'] as const;
export type ImageAct = (typeof imageActs)[number];

/** What is done about being ready. */
export type JobWanted =
  | {
      readonly do: 'check';
      readonly isStrict: boolean;
      /** A model whose files are read through first; empty: all that are wanted and here; null: none. */
      readonly deep: string | null;
      /** Also files that have been read and look as they did then. */
      readonly isAgain: boolean;
    }
  | {
      readonly do: 'pull';
      readonly models: readonly string[];
      readonly isUpdating: boolean;
      readonly isForced: boolean;
      readonly isRepairing: boolean;
    }
  | { readonly do: 'image'; readonly act: ImageAct; readonly what: string; readonly isForced: boolean }
  | { readonly do: 'bridge' }
  | { readonly do: 'deps' }
  /** `only`: the ids of the lines; null: all. */
  | { readonly do: 'prepare'; readonly isYes: boolean; readonly only: readonly string[] | null }
  | { readonly do: 'jobs'; readonly act: 'list' | 'stop' | 'resume' | 'forget'; readonly id: string };

type Values = Readonly<Record<string, unknown>>;
type Words = readonly string[];

/** The commands that are about being ready, and the container images; null when it is none of them. */
export function readJobs([command = '', ...rest]: Words, values: Values): Result<Wanted> | null {
  switch (command) {
    case 'check':
      return readCheck(rest, values);
    case 'pull':
      return readPull(rest, values);
    case 'image':
      return readImage(rest, values);
    case 'prepare':
      return readPrepare(rest, values);
    case 'jobs':
      return readList(rest);
    case 'deps':
      return rest.length === 0 ? ok({ do: 'deps' }) : usage('cli.badOption', rest[0] ?? '');
    default:
      return null;
  }
}

function readCheck([model, ...more]: Words, values: Values): Result<Wanted> {
  const [isDeep, isAgain] = [values.deep === true, values.again === true];
  const strange = isDeep ? more[0] : (model ?? (isAgain ? '--again' : undefined));
  if (strange !== undefined) return usage('cli.badOption', strange);
  return ok({ do: 'check', isStrict: values.strict === true, deep: isDeep ? (model ?? '') : null, isAgain });
}

function readPull(models: Words, values: Values): Result<Wanted> {
  const [isUpdating, isAnyway, isRepairing] = ['update', 'anyway', 'repair'].map((name) => values[name]);
  if (isRepairing && (isUpdating || isAnyway)) return usage('cli.needs', '--repair', '[MODEL...]');
  return ok({
    do: 'pull',
    models,
    isUpdating: isUpdating === true,
    isForced: isUpdating === true || isAnyway === true,
    isRepairing: isRepairing === true,
  });
}

/** Alone it lists them, as `image list` does. */
function readImage([word = 'list', what = '', ...more]: Words, values: Values): Result<Wanted> {
  const isReplacing = values.replace === true;
  if (isReplacing && word !== 'load') return usage('cli.badOption', '--replace');
  const mayName = word !== 'list' && word !== 'build' && word !== 'bridge';
  const strange = mayName ? more[0] : what || more[0];
  if (strange) return usage('cli.badOption', strange);
  if (word === 'list') return ok({ do: 'images' });
  if (word === 'bridge') return ok({ do: 'bridge' });
  const act = imageActs.find((known) => known === word);
  return act
    ? ok({ do: 'image', act, what, isForced: isReplacing })
    : usage('cli.needs', 'image', ['list', ...imageActs, 'bridge'].join(', '));
}

function readPrepare(words: Words, values: Values): Result<Wanted> {
  if (words.length > 0) return usage('cli.badOption', words[0] ?? '');
  const isYes = values.yes === true;
  if (values.only === undefined) return ok({ do: 'prepare', isYes, only: null });
  const only = (text(values.only) ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return only.length > 0 ? ok({ do: 'prepare', isYes, only }) : usage('cli.needs', '--only', 'ID,ID');
}

function readList([act = 'list', id, ...more]: Words): Result<Wanted> {
  if (act !== 'list' && act !== 'stop' && act !== 'resume' && act !== 'forget')
    return usage('cli.needs', 'jobs', 'list, stop, resume, forget');
  const strange = act === 'list' ? id : more[0];
  if (strange !== undefined) return usage('cli.badOption', strange);
  if (act === 'resume' && id === undefined) return usage('cli.needs', 'jobs resume', 'ID');
  if (act === 'forget' && id === undefined) return usage('cli.needs', 'jobs forget', 'ID|all');
  return ok({ do: 'jobs', act, id: act === 'stop' ? (id ?? 'all') : (id ?? '') });
}
