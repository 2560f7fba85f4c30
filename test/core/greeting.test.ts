import { expect, test } from 'vitest';
import { isFirstGreeting } from '../../main/desktop/greeting.ts';

function shelf(found: unknown) {
  const kept: number[] = [];
  return { kept, get: () => found, set: (at: number) => void kept.push(at) };
}
function log() {
  const lines: string[] = [];
  return { lines, log: { write: (...line: string[]) => void lines.push(line.join(' ')), owns: () => {} } };
}

test('the panel greets once, and that is kept', () => {
  const first = shelf(0);
  expect([isFirstGreeting(first, 5, log()), first.kept]).toEqual([true, [5]]);
  const later = shelf(5);
  expect([isFirstGreeting(later, 9, log()), later.kept]).toEqual([false, []]);
});

test.each([['words'], [null], [undefined]])('a file with %j in it is as good as none', (found) => {
  expect(isFirstGreeting(shelf(found), 5, log())).toBe(true);
});

test('a disk that gives or takes nothing is told to the log and breaks nothing', () => {
  const refuse = () => {
    throw new Error('ENOSPC /Users/kim');
  };
  const told = log();
  expect(isFirstGreeting({ get: refuse, set: refuse }, 5, told)).toBe(true);
  expect(told.lines).toEqual(['warn window not read', 'warn window not kept']);
});
