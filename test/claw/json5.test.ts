import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, test } from 'vitest';
import { type Change, changed, isRecord } from '../../main/core/claw/change.ts';
import { edited, rawAt } from '../../main/engine/claw/json5-text.ts';
import { change, document } from './json5-docs.ts';

/** Lists with the items out of them that are gone. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(closed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
}

describe('a JSON5 file with some values changed', () => {
  test.each<[string, string, Change[], string]>([
    ['into nothing', '{}', [{ path: ['a'], value: 1 }], '{ "a": 1 }'],
    ['deep into nothing', '{ }', [{ path: ['a', 'b'], value: [1] }], '{ "a": { "b": [1] } }'],
    ['an empty one on lines', '{\n}\n', [{ path: ['a'], value: 1 }], '{\n  "a": 1\n}\n'],
    [
      'behind the last comment, with its trailing comma, in its own style of keys',
      '{\n  a: 1, // first\n  // end\n}\n',
      [{ path: ['b'], value: true }],
      '{\n  a: 1, // first\n  // end\n  b: true,\n}\n',
    ],
    [
      'line ends and tabs are as they were',
      '{\r\n\t"a": 1 /* c */\r\n}',
      [{ path: ['b'], value: 1 }],
      '{\r\n\t"a": 1, /* c */\r\n\t"b": 1\r\n}',
    ],
    ['one line stays one', '{ a: 1 }', [{ path: ['b'], value: 'x' }], '{ a: 1, b: "x" }'],
    [
      'only the value’s own bytes',
      "{\n  'model': { primary : \"cloud/x\" , /* why */ fallbacks:[ 'a' ] }\n}",
      [{ path: ['model', 'primary'], value: 'ollama/y' }],
      "{\n  'model': { primary : \"ollama/y\" , /* why */ fallbacks:[ 'a' ] }\n}",
    ],
    [
      'a value gone takes its line with it',
      '{\n  a: 1,\n  b: 2,\n}',
      [{ path: ['a'], value: undefined }],
      '{\n  b: 2,\n}',
    ],
    [
      'the last gone takes the comma before it',
      '{ a: 1, b: 2 }',
      [{ path: ['b'], value: undefined }],
      '{ a: 1 }',
    ],
    [
      'an item of a list',
      '{ l: [{ id: "m", model: "x" }] }',
      [{ path: ['l', 0, 'model'], value: 'z' }],
      '{ l: [{ id: "m", model: "z" }] }',
    ],
    [
      'a next item',
      '{ l: [] }',
      [
        { path: ['l', 0], value: 'a' },
        { path: ['l', 1], value: 'b' },
      ],
      '{ l: ["a", "b"] }',
    ],
    [
      'a next item on a line of its own',
      '{\n  l: [\n    1, // one\n    2\n  ]\n}',
      [{ path: ['l', 2], value: 3 }],
      '{\n  l: [\n    1, // one\n    2,\n    3\n  ]\n}',
    ],
    ['a mark at the beginning stays', '\uFEFF{ a: 1 }', [{ path: ['a'], value: 2 }], '\uFEFF{ a: 2 }'],
    [
      'an item gone, and not a blank more',
      '{ l: [{ a: 1 }, { b: 2 }, { c: 3 }] }',
      [{ path: ['l', 1], value: undefined }],
      '{ l: [{ a: 1 }, { c: 3 }] }',
    ],
    [
      'the last items gone, and another changed',
      '{ l: [{ a: 1 }, { b: 2 }, { c: 3 }] }',
      [
        { path: ['l', 1], value: undefined },
        { path: ['l', 2], value: undefined },
        { path: ['l', 0, 'a'], value: 9 },
      ],
      '{ l: [{ a: 9 }] }',
    ],
    [
      'an item gone from its own line',
      '{\n  l: [\n    { a: 1 }, // one\n    { b: 2 },\n    // end\n  ],\n}',
      [{ path: ['l', 1], value: undefined }],
      '{\n  l: [\n    { a: 1 }, // one\n    // end\n  ],\n}',
    ],
    [
      'the last values of a line gone',
      '{ a: 1, b: 2, c: 3 }',
      [
        { path: ['b'], value: undefined },
        { path: ['c'], value: undefined },
      ],
      '{ a: 1 }',
    ],
    ['all of it', '// top\n{ a: 1 } // end', [{ path: [], value: { b: 2 } }], '// top\n{ b: 2 } // end'],
    [
      'of a key written twice the last counts',
      '{ a: 1, a: 2 }',
      [{ path: ['a'], value: 3 }],
      '{ a: 1, a: 3 }',
    ],
  ])('%s', (_name, text, changes, after) => {
    expect(edited(text, changes)).toBe(after);
  });

  test('what is no JSON5 is not touched', () => {
    for (const text of ['', '{', '{ a: }', 'nonsense', '{ "a": 1 } extra'])
      expect(edited(text, [{ path: ['a'], value: 1 }])).toBe(null);
  });

  test('nothing wanted is nothing changed, to the byte', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(edited(text, [])).toBe(text);
      }),
    );
  });

  test('whatever the file: it says what was wanted afterwards, or it is refused', () => {
    let refused = 0;
    let all = 0;
    const property = fc.property(document, fc.array(change, { maxLength: 4 }), (text, changes) => {
      const after = edited(text, changes);
      all += 1;
      if (after === null) refused += 1;
      else {
        const gone = changes.filter(({ value }) => value === undefined);
        const set = changes.filter(({ value }) => value !== undefined);
        expect(JSON5.parse(after)).toEqual(closed([...gone, ...set].reduce(changed, JSON5.parse(text))));
      }
    });
    fc.assert(property, { numRuns: 3_000, seed: 7 });
    expect(refused / all).toBeLessThan(0.05);
  });

  test('comments stay, whatever is changed beside them', () => {
    const comment = '/* keep 1 */';
    const property = fc.property(document, fc.string({ minLength: 1, maxLength: 6 }), (inner, name) => {
      const text = `{ ${comment} kept: ${inner} , // keep 2\n other: 1 }`;
      const after = edited(text, [{ path: [`new ${name}`], value: 1 }]);
      expect(after).toContain(`{ ${comment} kept: ${inner} , // keep 2\n other: 1`);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test('the source of a value, comments and all', () => {
    expect(rawAt("{ a: [1, /* x */ 'two'] }", ['a'])).toBe("[1, /* x */ 'two']");
    expect(rawAt('{ a: 1 }', ['b'])).toBe(null);
    expect(rawAt('{', ['b'])).toBe(null);
  });
});
