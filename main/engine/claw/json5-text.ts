import { isDeepStrictEqual } from 'node:util';
import JSON5 from 'json5';
import { changedBy, isRecord, type Path, type Step, valueAt } from '../../core/claw/change.ts';
import { nodeAt, nodesOf, span } from './json5-nodes.ts';
import { newSheet, sheetText, type TextChange, type Wish, writeInto } from './json5-sheet.ts';

/**
 * A JSON5 text with some of its values changed, and not a byte more: comments, order, indentation, line ends and a mark at
 * its beginning stay. Null when it is no JSON5, or when the result would not say exactly what was wanted.
 */
export function edited(text: string, changes: readonly TextChange[]): string | null {
  try {
    const before: unknown = JSON5.parse(text);
    const isItem = ({ path, value }: TextChange) => value === undefined && isItemOf(before, path);
    const gone = changes.filter((one) => one.value === undefined && !isItem(one));
    const set = changes.filter(({ value }) => value !== undefined);
    const items = changes.filter(isItem);
    const paths = items.map(({ path }) => path);
    // Items last: until then all places are what they were.
    const after = apply(apply(apply(text, gone), set), items);
    const wanted = without(changedBy(before, [...gone, ...set]), paths);
    return isDeepStrictEqual(JSON5.parse(after), wanted) ? after : null;
  } catch {
    return null;
  }
}

const isItemOf = (value: unknown, path: Path): boolean => {
  const list = valueAt(value, path.slice(0, -1));
  const at = path.at(-1);
  return Array.isArray(list) && typeof at === 'number' && at < list.length;
};

/** A value with the items at these places taken out of their lists. */
function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return value;
  const at = (step: Step) => paths.filter((path) => String(path[0]) === String(step));
  const below = (step: Step) => at(step).flatMap((path) => (path.length > 1 ? [path.slice(1)] : []));
  if (Array.isArray(value))
    return value.flatMap((item, step) =>
      at(step).some(({ length }) => length === 1) ? [] : [without(item, below(step))],
    );
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, below(key))]));
}

/** Gives the sources of a text's values, by their paths; null where there is none. Null when the text is no JSON5. */
export function rawsOf(text: string): ((path: Path) => string | null) | null {
  try {
    const root = nodesOf(text);
    return (path) => {
      const node = nodeAt(root, path);
      return node ? text.slice(...span(node)) : null;
    };
  } catch {
    return null;
  }
}

/** The source of the value at that path; null when there is none, or the text is no JSON5. */
export const rawAt = (text: string, path: Path): string | null => rawsOf(text)?.(path) ?? null;

function apply(text: string, changes: readonly TextChange[]): string {
  if (changes.length === 0) return text;
  const sheet = newSheet(text);
  writeInto(sheet, nodesOf(text), wishOf(changes));
  return sheetText(sheet);
}

function wishOf(changes: readonly TextChange[]): Wish {
  const root: Wish = { own: changes.findLast(({ path }) => path.length === 0) ?? null, inner: new Map() };
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
