import { expect, test } from 'vitest';
import { loginOf, opensAtLogin } from '../../main/core/login.ts';

test.each([
  ['enabled', 'on', true],
  ['requires-approval', 'needs-approval', false],
  ['not-registered', 'off', false],
  // What a Mac says of an app that it has never heard of, and any word of a later one.
  ['not-found', 'off', false],
  ['', 'off', false],
])('macOS says %j: %s', (status, login, opens) => {
  expect(loginOf(status)).toBe(login);
  expect(opensAtLogin(loginOf(status))).toBe(opens);
});

test('where nobody can say, an engine is told nothing', () => {
  expect(opensAtLogin(null)).toBeNull();
});
