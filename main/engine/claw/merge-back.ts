import { wayBack } from '../../core/claw/back.ts';
import { type Path, pathText } from '../../core/claw/change.ts';
import type { TextChange } from './json5-sheet.ts';
import { edited, rawsOf } from './json5-text.ts';
import { parseLoosely } from './sources.ts';

/** A file with our changes taken out of it again, and everything else as it is now. */
export interface MergedBack {
  readonly text: string;
  /** Places that were ours and that somebody else has changed: theirs stays. */
  readonly theirs: readonly Path[];
  readonly changes: readonly TextChange[];
}

/**
 * `before`: as we found it. `after`: as we left it. `now`: as somebody else has made it since. Null when that cannot be
 * done without risk.
 */
export function mergedBack(before: string, after: string, now: string): MergedBack | null {
  if (now === after || now === before) return { text: before, theirs: [], changes: [] };
  const [old, ours, present] = [before, after, now].map(parseLoosely);
  if (old === undefined || ours === undefined || present === undefined) return null;
  const [was, wrote, is] = [before, after, now].map(rawsOf);
  if (!was || !wrote || !is) return null;
  const { changes, theirs } = wayBack(old, ours, present, (at) => is(at.now) === wrote(at.after));
  const texts = changes.map(({ path, value, source }): TextChange => {
    const raw = source !== null && value !== undefined ? was(source) : null;
    return raw === null ? { path, value } : { path, value, raw };
  });
  const text = edited(now, texts);
  return text === null ? null : { text, theirs, changes: texts };
}

export const theirPaths = ({ theirs }: MergedBack): string[] => theirs.map(pathText);
