import { expect, test } from 'vitest';
import { type Paper, printStatus } from '../../main/terminal/print.ts';
import { moments } from '../panel/moments.ts';

/** What `status` says between the mode and the parts. */
async function below(name: 'online' | 'foreign' | 'undone' | 'switching'): Promise<string[]> {
  const { frame, now } = await moments[name]();
  const paper: Paper = { lang: 'en', isAscii: true, isColoured: false, now };
  const lines = printStatus(frame.snapshot, 'x', false, paper).split('\n');
  const mode = lines.findIndex((line) => line.startsWith('  Mode'));
  return lines.slice(mode + 1, lines.indexOf('', mode));
}

test.each([
  ['foreign', /^ {2}.*Which one should stay\?$/],
  ['undone', /^ {2}OpenClaw refused the offline config/],
] as const)('%s: what the headline points to stands below the mode, as in the panel', async (name, said) => {
  expect(await below(name)).toEqual([expect.stringMatching(said)]);
});

test('where nothing is to be said nothing is', async () => {
  expect(await below('online')).toEqual([]);
});
