import { ok, type Result } from '../core/problem.ts';
import type { Stance } from '../core/settings.ts';
import { usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

export type HooksWanted = { readonly do: 'hooks'; readonly try: Stance | null };

/** What is typed behind `hooks`; null where it is another command. */
export function readHooks(
  [command, act = 'list', which, ...more]: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Result<Wanted> | null {
  if (command !== 'hooks') return null;
  const strange = Object.keys(values).find((name) => !['json', 'ascii', 'lang'].includes(name));
  if (strange !== undefined) return usage('cli.badOption', `--${strange}`);
  if (act === 'list')
    return which === undefined ? ok({ do: 'hooks', try: null }) : usage('cli.badOption', which);
  const stance = (['offline', 'online'] as const).find((known) => known === which);
  if (act !== 'try' || !stance || more.length > 0)
    return usage('cli.needs', 'hooks', 'list, try offline, try online');
  return ok({ do: 'hooks', try: stance });
}
