import { expect, test } from 'vitest';
import { isCommit, versionSay } from '../../main/core/version.ts';
import { runIn, withHome } from '../fakes/terminal.ts';
import { newWorld } from '../fakes/world.ts';

const home = withHome();
const typed = async (argv: readonly string[], commit?: string) => {
  const terminal = commit === undefined ? {} : { commit };
  return (await runIn(newWorld(), { argv, folder: home.folder(), terminal })).out;
};

test('a version is said with the commit it was built from, where that is known', () => {
  expect([versionSay('0.1.0', 'abc1234'), versionSay('0.1.0', '')]).toEqual(['0.1.0 (abc1234)', '0.1.0']);
});

test.each([
  ['abc1234', true],
  ['abc1234+', true],
  ['', false],
  ['unknown', false],
  ['/Users/kim', false],
])('%j is a commit: %s', (text, is) => {
  expect(isCommit(text)).toBe(is);
});

test('the terminal says it, and the doctor, who leaves out what is none', async () => {
  expect(await typed(['version'], 'abc1234+')).toBe('offline-mode 9.9.9 (abc1234+)\n');
  expect(await typed(['version'])).toBe('offline-mode 9.9.9\n');
  expect(JSON.parse(await typed(['version', '--json'], 'abc1234'))).toEqual({
    ...{ schema: 1, version: '9.9.9', commit: 'abc1234' },
  });
  const commitOf = (out: string) =>
    JSON.parse(out).sections.app.find(({ name }: { name: string }) => name === 'commit').value;
  expect(commitOf(await typed(['doctor', '--json'], 'abc1234'))).toBe('abc1234');
  expect(commitOf(await typed(['doctor', '--json'], '/Users/kim'))).toBeNull();
});
