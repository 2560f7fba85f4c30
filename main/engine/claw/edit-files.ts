import { type Change, changedBy } from '../../core/claw/change.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { same } from '../../core/same.ts';
import type { TextChange } from './json5-sheet.ts';
import { edited } from './json5-text.ts';
import { placed, plain } from './merged.ts';
import { loadSources, type Read, type Sources } from './sources.ts';

/**
 * The files' new texts, where changes of the whole change them. Fails when a file cannot be changed without risk, or the
 * whole would not say exactly what was wanted afterwards.
 */
export function editedFiles(
  sources: Sources,
  changes: readonly Change[],
): Result<ReadonlyMap<string, string>> {
  const perFile = new Map<string, TextChange[]>();
  for (const { path, value } of changes)
    for (const { file, path: spot, what } of placed(sources.root, path, value === undefined)) {
      const one = { path: spot, value: what === 'set' ? value : what === 'empty' ? [] : undefined };
      perFile.set(file, [...(perFile.get(file) ?? []), one]);
    }
  const texts = new Map<string, string>();
  for (const [file, mine] of perFile) {
    const before = sources.files.get(file) ?? '';
    const after = edited(before, mine);
    if (after === null) return fail('claw-uneditable', file);
    if (after !== before) texts.set(file, after);
  }
  return ok(texts);
}

/** Whether files with these texts say what was wanted of the whole. */
export async function saysSo(
  sources: Sources,
  path: string,
  texts: ReadonlyMap<string, string>,
  changes: readonly Change[],
): Promise<boolean> {
  const read: Read = async (file) => ok(texts.get(file) ?? sources.files.get(file) ?? null);
  const after = await loadSources(read, path);
  if (!after.ok) return false;
  const asWritten = (one: Sources) => plain(one.root, (text) => text);
  return same(asWritten(after.value), changedBy(asWritten(sources), changes));
}
