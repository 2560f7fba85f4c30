/** Plain data, compared by value. A key whose value is undefined is as good as none. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  for (const key in b) if (at(b, key) !== undefined && at(a, key) === undefined) return false;
  for (const key in a) if (!same(at(a, key), at(b, key))) return false;
  return true;
}

const at = (record: Record<string, unknown>, key: string) =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
