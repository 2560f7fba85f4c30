import { ok, type Result } from '../core/problem.ts';
import { text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

/** `save`: the file that was named; empty: the usual name; null: none was asked for. */
export type DoctorWanted = { readonly do: 'doctor'; readonly save: string | null };

/** What is typed behind `doctor`; null where it is another command. */
export function readDoctor(
  [command, ...more]: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Result<Wanted> | null {
  if (command !== 'doctor') return null;
  const strange = Object.keys(values).find((name) => !['json', 'ascii', 'lang', 'save'].includes(name));
  if (strange !== undefined) return usage('cli.badOption', `--${strange}`);
  if (more[0] !== undefined) return usage('cli.badOption', more[0]);
  const { save } = values;
  return ok({ do: 'doctor', save: save === undefined ? null : (text(save) ?? '') });
}
