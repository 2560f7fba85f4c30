import { expect, test } from 'vitest';
import { parseYaml } from '../../main/engine/yaml.ts';

test.each([
  ['a: 1\nb: [x, "y"]\nc:\n  d: true\n', { a: 1, b: ['x', 'y'], c: { d: true } }],
  ['day: 2026-11-30\n', { day: '2026-11-30' }],
  ['on: push\n', { on: 'push' }],
  ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
  ['', undefined],
  ['a: [\n', undefined],
  ['a: 1\na: 2\n', undefined],
  ['!!js/function "function () {}"', undefined],
])('%j', (text, wanted) => {
  expect(parseYaml(text)).toEqual(wanted);
});

test('what repeats itself too often is no file of a person', () => {
  const laughs = `a: &a [x]\nb: [${Array.from({ length: 51 }, () => '*a').join(', ')}]\n`;
  expect(parseYaml(laughs)).toBeUndefined();
  expect(parseYaml(laughs.replace('*a, ', ''))).toMatchObject({ a: ['x'] });
  expect(parseYaml('a: &a 1\nb: *a\n', 0)).toBeUndefined();
});
