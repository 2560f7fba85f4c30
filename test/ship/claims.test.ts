import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claims } from './claims.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The lines that promise something: items of lists, and rows of tables without their heads. */
function promisesIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((line, at) => {
    const isRow = line.startsWith('|') && !/^\|[-|]+\|$/.test(line);
    return /^(- |\d+\. )/.test(line) || (isRow && !/^\|[-|]+\|$/.test(lines[at + 1] ?? ''));
  });
}

describe('the README', () => {
  test('promises nothing that has no proof', () => {
    const promises = promisesIn(readme);
    expect(promises.length).toBeGreaterThan(35);
    const bare = promises.filter((line) => !claims.some(({ says }) => line.includes(says)));
    expect(bare).toEqual([]);
  });

  test('a promise without a proof is seen', () => {
    const more = promisesIn('- **It cooks.** Every day.\n\n| What | Where |\n|---|---|\n| soup | here |\n');
    expect(more).toEqual(['- **It cooks.** Every day.', '| soup | here |']);
  });
});

describe.each(claims)('“$says”', ({ says, proofs }) => {
  test('stands in the README', () => {
    expect(readme).toContain(says);
  });

  test.each(proofs)('%s', (proof) => {
    const [file = '', words = ''] = proof.split(' › ');
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(words).not.toBe('');
    expect(readFileSync(join(root, file), 'utf8')).toContain(words);
  });
});

test('the Korean README has the same sections, steps and rows', () => {
  const korean = readFileSync(join(root, 'README.ko.md'), 'utf8');
  const shape = (text: string) => ({
    sections: text.split('\n').filter((line) => line.startsWith('## ')).length,
    steps: text.split('\n').filter((line) => /^\d+\. /.test(line)).length,
    points: text.split('\n').filter((line) => line.startsWith('- ')).length,
  });
  const { sections, steps, points } = shape(readme);
  // "More" is a line of links there.
  expect(shape(korean)).toEqual({ sections: sections - 1, steps, points });
});
