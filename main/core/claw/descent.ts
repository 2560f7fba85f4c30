import { same } from '../same.ts';
import { isRecord, ownValue } from './change.ts';

/**
 * Of two values, whether somebody has made the third of the `second`: more of what tells the two apart is as it is there.
 * Where nothing speaks for either it is the first.
 */
export const isOfSecond = (first: unknown, second: unknown, now: unknown): boolean =>
  votes(first, second, now) > 0;

/** Places that are as in the second, less those that are as in the first. */
function votes(first: unknown, second: unknown, now: unknown): number {
  if (same(first, second)) return 0;
  if (same(first, now)) return -1;
  if (same(second, now)) return 1;
  if (isRecord(first) && isRecord(second) && isRecord(now)) {
    const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
    return sum(
      [...keys].map((key) => votes(ownValue(first, key), ownValue(second, key), ownValue(now, key))),
    );
  }
  if (!Array.isArray(first) || !Array.isArray(second) || !Array.isArray(now)) return 0;
  const has = (list: readonly unknown[], item: unknown) => list.some((one) => same(one, item));
  return sum(now.map((item) => Number(has(second, item)) - Number(has(first, item))));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
