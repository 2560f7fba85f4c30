import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOn } from '../../main/terminal/ask.ts';

function asking() {
  const [input, output, ending] = [new PassThrough(), new PassThrough(), new AbortController()];
  let shown = '';
  output.on('data', (chunk) => {
    shown += String(chunk);
  });
  const answer = askOn(input, output, 'Start? [y/N] ', {
    signal: ending.signal,
    calledOff: () => ending.abort(),
  });
  return { input, answer, ending, shown: () => shown };
}

test.each([
  ['y', true],
  [' Yes ', true],
  ['예', true],
  ['n', false],
  ['', false],
  ['yesterday', false],
  ['ㅛ', false],
])('%j', async (typed, isYes) => {
  const { input, answer, shown } = asking();
  input.write(`${typed}\n`);
  expect(await answer).toBe(isYes);
  expect(shown()).toContain('Start? [y/N] ');
});

test('a command that is told to end has its answer: no', async () => {
  const { answer, ending } = asking();
  ending.abort();
  expect(await answer).toBe(false);
});

test('an end of the input is a no, and nothing hangs', async () => {
  const { input, answer } = asking();
  input.end();
  expect(await answer).toBe(false);
});
