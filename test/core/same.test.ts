import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { same } from '../../main/core/same.ts';

const value = fc.jsonValue({ maxDepth: 3 }).map((one) => structuredClone(one));
const small = fc.jsonValue({ maxDepth: 1, depthSize: 'small' });

test('what was copied is the same, whatever else is equal only when Node says so', () => {
  fc.assert(fc.property(value, (one) => same(one, structuredClone(one))));
  fc.assert(
    fc.property(small, small, (one, other) => {
      const [a, b] = [JSON.stringify(one), JSON.stringify(other)].map((text) => JSON.parse(text));
      expect(same(a, b)).toBe(isDeepStrictEqual(a, b));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [{ a: undefined }, {}, true],
  [{}, { a: undefined }, true],
  [[], {}, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{}, { toString: 1 }, false],
  [JSON.parse('{"__proto__":{}}'), {}, false],
  [null, {}, false],
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: [1, 2] }, { a: [2, 1] }, false],
])('%j and %j: %s', (a, b, isSame) => {
  expect(same(a, b)).toBe(isSame);
  expect(same(b, a)).toBe(isSame);
});
