import { day } from '../times.ts';
import type { Viewing } from '../view.ts';
import { speaker } from '../words.ts';
import type { Report } from './report.ts';
import { endSay, figureRows } from './say.ts';

/** How it differs from the one before. */
export interface Comparison {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What reads the same has not changed; null where nothing has. */
export function comparison(last: Report, before: Report | null, viewing: Viewing): Comparison | null {
  if (before === null) return null;
  const say = speaker(viewing.lang);
  const was = new Map(figureRows(before, say).map(({ name, value }) => [name, value]));
  const figures = figureRows(last, say).flatMap(({ name, value }) => {
    const old = was.get(name);
    return old === undefined || old === value ? [] : [say('drill.was', { name, value, was: old })];
  });
  const { head } = endSay(before, viewing);
  const ended = before.outcome === last.outcome ? [] : [say('drill.wasEnd', { head })];
  const model = before.model === last.model ? [] : [say('drill.wasModel', { model: before.model })];
  const lines = [...ended, ...figures, ...(before.model === '' ? [] : model)];
  if (lines.length === 0) return null;
  return { title: say('drill.compared', { day: day(viewing.lang, before.at, viewing.now) }), lines };
}
