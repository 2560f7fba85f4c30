import { drillMost, type Level, levels } from '../core/drill/drill.ts';
import { ok, type Result } from '../core/problem.ts';
import { readDuration, text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

export type DrillWanted =
  | {
      readonly do: 'drill';
      readonly act: 'start';
      readonly level: Level;
      /** In ms. */
      readonly atMost: number;
      readonly isYes: boolean;
    }
  | { readonly do: 'drill'; readonly act: 'report'; readonly as: 'text' | 'json' | 'markdown' }
  | { readonly do: 'drill'; readonly act: 'stop' };

type Values = Readonly<Record<string, unknown>>;

/** Null where it is no drill that was typed. */
export function readDrill(
  [command, word, ...more]: readonly string[],
  values: Values,
): Result<Wanted> | null {
  if (command !== 'drill') return null;
  const isReport = word === 'report';
  const extra = more[0];
  if (extra !== undefined) return usage('cli.badOption', extra);
  if (word === 'stop') return ok({ do: 'drill', act: 'stop' });
  if (isReport) {
    const as = values.markdown === true ? 'markdown' : values.json === true ? 'json' : 'text';
    return ok({ do: 'drill', act: 'report', as });
  }
  const level = levels.find((known) => known === (word ?? 'check'));
  if (!level) return usage('cli.needs', 'drill', 'check, app, wifi, report, stop');
  const typed = text(values['at-most']);
  const atMost = typed === undefined ? drillMost.usual : readDuration(typed);
  if (atMost === null) return usage('cli.badTimeout', typed ?? '');
  if (atMost < drillMost.least || atMost > drillMost.most) return usage('cli.needs', '--at-most', '1m–30m');
  return ok({ do: 'drill', act: 'start', level, atMost: Math.round(atMost), isYes: values.yes === true });
}
