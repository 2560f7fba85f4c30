import { expect, test } from 'vitest';
import { forceRow } from './claw-force.ts';

const never = Number.POSITIVE_INFINITY;

test.each<[string, number[], boolean, string]>([
  ['the median keeps it', [1_700, 2_500, 9_000], true, 'median 2500 ms of 3, worst 9000 ms'],
  ['the median is later', [1_700, 2_501, 2_502], false, 'median 2501 ms of 3, worst 2502 ms'],
  ['most never came into force', [1_700, never, never], false, 'median never of 3, worst never'],
])('in force within two and a half seconds: %s', (_name, times, isHeld, measured) => {
  expect(forceRow(times)).toMatchObject({ isHeld, measured, promise: '<= 2500 ms' });
});
