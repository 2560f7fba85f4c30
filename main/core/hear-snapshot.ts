import { Snapshot } from './snapshot.ts';

type Path = readonly PropertyKey[];

/** What stands in for a word that this version does not know, by its field: that nobody can say. */
const standIns: Readonly<Record<string, string>> = {
  health: 'mute',
  offline: 'unknown',
  stays: 'unknown',
  code: 'newer',
  lan: 'unknown',
  probing: 'on',
  pace: 'standard',
  place: 'unknown',
  mark: 'none',
};
/** The same where a field of that name is known in several places. */
const placed: readonly (readonly [RegExp, string])[] = [
  [/^internet\.state$/, 'unknown'],
  [/^ready\.items\.\d+\.state$/, 'unknown'],
  [/^ready\.state$/, 'checking'],
  [/^parts\.\d+\.kind$/, 'lan'],
];

/** So many words may be unknown before it is no snapshot of ours at all. */
const mostWords = 500;

/**
 * A snapshot as another process tells it; null where it is none. One of a newer version may have words that are not known
 * here: of such a field it is said that nobody can say, or it is left out with the least around it. All else that does not
 * fit is refused whole, as from a stranger.
 */
export function hearSnapshot(input: unknown): Snapshot | null {
  let told = input;
  for (let n = 0; n < mostWords; n++) {
    const read = Snapshot.safeParse(told);
    if (read.success) return read.data;
    const [first] = read.error.issues;
    if (!first) return null;
    if (told === input) told = JSON.parse(JSON.stringify(input));
    if (!mended(told, first.path)) return null;
  }
  return null;
}

/** Takes a word that is not known out of it; false where what is there is no word, or stands alone. */
function mended(root: unknown, path: Path): boolean {
  const [holder, key] = [at(root, path.slice(0, -1)), path.at(-1)];
  if (key === undefined || !isHolder(holder)) return false;
  const value = Reflect.get(holder, key);
  if (typeof value === 'string') {
    const text = path.map(String).join('.');
    const standIn = placed.find(([pattern]) => pattern.test(text))?.[1] ?? standIns[String(key)] ?? null;
    if (standIn !== value) return Reflect.set(holder, key, standIn);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && isUnion(value))
    return leftOut(root, path);
  // It was taken out before, and cannot be missing: what it belongs to goes with it.
  return value === null && path.length > 1 && leftOut(root, path.slice(0, -1));
}

function leftOut(root: unknown, path: Path): boolean {
  const [holder, key] = [at(root, path.slice(0, -1)), path.at(-1)];
  if (Array.isArray(holder) && typeof key === 'number') return holder.splice(key, 1).length === 1;
  return key !== undefined && isHolder(holder) && Reflect.set(holder, key, null);
}

/** One of several shapes, told apart by what it does. */
const isUnion = (value: object): boolean => typeof Reflect.get(value, 'do') === 'string';

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (isHolder(value) ? Reflect.get(value, key) : undefined), root);
