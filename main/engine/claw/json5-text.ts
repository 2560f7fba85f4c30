import { isDeepStrictEqual } from 'node:util';
import JSON5 from 'json5';
import { changedBy, type Path } from '../../core/claw/change.ts';
import { nodeAt, nodesOf, span } from './json5-nodes.ts';
import { newSheet, sheetText, type TextChange, type Wish, writeInto } from './json5-sheet.ts';

/**
 * A JSON5 text with some of its values changed, and not a byte more: comments, order, indentation, line ends and a mark at
 * its beginning stay. Null when it is no JSON5, or when the result would not say exactly what was wanted.
 */
export function edited(text: string, changes: readonly TextChange[]): string | null {
  try {
    const before: unknown = JSON5.parse(text);
    const gone = changes.filter(({ value }) => value === undefined);
    const set = changes.filter(({ value }) => value !== undefined);
    const after = apply(apply(text, gone), set);
    const wanted = changedBy(before, [...gone, ...set]);
    return isDeepStrictEqual(JSON5.parse(after), wanted) ? after : null;
  } catch {
    return null;
  }
}

/** The source of the value at that path; null when there is none, or the text is no JSON5. */
export function rawAt(text: string, path: Path): string | null {
  try {
    const node = nodeAt(nodesOf(text), path);
    return node ? text.slice(...span(node)) : null;
  } catch {
    return null;
  }
}

function apply(text: string, changes: readonly TextChange[]): string {
  if (changes.length === 0) return text;
  const sheet = newSheet(text);
  writeInto(sheet, nodesOf(text), wishOf(changes));
  return sheetText(sheet);
}

function wishOf(changes: readonly TextChange[]): Wish {
  const root: Wish = { own: null, inner: new Map() };
  for (const change of changes) {
    let wish = root;
    for (const [at, step] of change.path.entries()) {
      const isLast = at === change.path.length - 1;
      const known = wish.inner.get(step);
      const next: Wish = isLast
        ? { own: change, inner: new Map() }
        : (known ?? { own: null, inner: new Map() });
      wish.inner.set(step, next);
      wish = next;
    }
  }
  return root;
}
