import { fail, type Problem, type Result } from '../core/problem.ts';

export const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

export const usageWords = [
  'cli.badOption',
  'cli.nearOption',
  'cli.noWord',
  'cli.needs',
  'cli.badTimeout',
  'cli.tooLong',
] as const;
type UsageWord = (typeof usageWords)[number];

/** Wrong usage: `about` is the word, `detail` names the sentence and what it needs. */
export function usage(sentence: UsageWord, about: string, detail = ''): Result<never> {
  return fail('refused', about, `${sentence}|${detail}`);
}

export function isUsage({ code, detail }: Problem): boolean {
  return code === 'unknown-command' || (code === 'refused' && (detail ?? '').startsWith('cli.'));
}

/** Nothing that is typed is longer (ms): 3,000 years, and all there is of anything. */
const longest = 1e14;

/** `500ms`, `30s`, `5m`, `1h`, `7d`, in ms; a bare number is seconds. Null when it is none of these. */
export function readDuration(written: string): number | null {
  const found = /^(\d{1,300}(?:\.\d{1,300})?)(ms|s|m|h|d)?$/.exec(written.trim());
  if (!found) return null;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[found[2] ?? 's'] ?? 1_000;
  return Math.min(Number(found[1]) * unit, longest);
}

/** A word may be off by one letter in three, and by one at least. */
const lettersAMistake = 3;

/**
 * The known word that is meant: the one that takes the fewest changes of a letter where those are few, else one that begins so. Empty
 * where none is close: a far-off guess would only mislead.
 */
export function nearest(word: string, known: readonly string[]): string {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .sort((a, b) => a.far - b.far);
  const most = Math.max(1, Math.floor(word.length / lettersAMistake));
  const begun = ranked.find(({ candidate }) => word.length > 1 && candidate.startsWith(word));
  return (ranked.find(({ far }) => far <= most) ?? begun)?.candidate ?? '';
}

/** How many letters were left out, added, put in place of another, or swapped with the next. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const other = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : other;
      next.push(Math.min(other, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
