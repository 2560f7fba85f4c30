import fc from 'fast-check';
import { z } from 'zod';
import type { Json } from '../../main/core/claw/change.ts';

/** JSON5 as people write it: comments anywhere, three kinds of keys, odd blanks, trailing commas. */

const trivia = fc.constantFrom(
  '',
  '',
  ' ',
  '\n',
  '\n  ',
  '\r\n\t',
  ' // c\n',
  ' /* , } */ ',
  '/*"*/',
  '\u00a0',
  '\uFEFF',
);
const keys = [
  'a',
  'b',
  'c',
  'model',
  'primary',
  'x y',
  "it's",
  '__proto__',
  '$include',
  '$' + '{A}',
  '한',
  '1',
];
export const key = fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 4 }));

const inQuotes = (text: string, quote: string) => {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
};
const quote = fc.constantFrom('"', "'");
const text = fc
  .tuple(fc.string({ maxLength: 5, unit: 'binary' }), quote)
  .map(([one, by]) => inQuotes(one, by));
const notBare = new Set(['null', 'true', 'false', 'Infinity', 'NaN']);
const keyText = (name: fc.Arbitrary<string>) =>
  fc
    .tuple(name, fc.constantFrom('"', "'", 'bare'))
    .map(([one, by]) =>
      by === 'bare' && /^[A-Za-z_$][\w$]*$/.test(one) && !notBare.has(one)
        ? one
        : inQuotes(one, by === "'" ? by : '"'),
    );
const scalar = fc.constantFrom('1', '-2.5', '0x1F', '+3', '.5', 'true', 'null', 'NaN', '-Infinity');

const enclosed = (parts: fc.Arbitrary<readonly string[]>, open: string, close: string) =>
  fc
    .tuple(parts, fc.boolean(), trivia)
    .map(
      ([items, hasTail, end]) =>
        open + items.join(',') + (hasTail && items.length > 0 ? ',' : '') + end + close,
    );
const listOf = (item: fc.Arbitrary<string>, open: string, close: string, most: number) =>
  enclosed(fc.array(item, { maxLength: most }), open, close);
const member = (value: fc.Arbitrary<string>, name: fc.Arbitrary<string> = key) =>
  fc
    .tuple(trivia, keyText(name), trivia, trivia, value, trivia)
    .map(([before, name, colon, gap, one, after]) => `${before}${name}${colon}:${gap}${one}${after}`);
const item = (value: fc.Arbitrary<string>) => fc.tuple(trivia, value, trivia).map((parts) => parts.join(''));

const { value } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, scalar, tie('object'), tie('array')),
  object: listOf(member(tie('value')), '{', '}', 5),
  array: listOf(item(tie('value')), '[', ']', 4),
}));

/** A file whose root is an object, as a config's is. */
export const document = fc
  .tuple(trivia, listOf(member(value), '{', '}', 6), trivia)
  .map(([before, root, after]) => before + root + after);

/** A value as one person or another would have written it. */
export function written(value: Json): fc.Arbitrary<string> {
  if (typeof value === 'string') return quote.map((by) => inQuotes(value, by));
  if (typeof value !== 'object' || value === null) return fc.constant(String(value));
  if (isList(value)) return enclosed(fc.tuple(...value.map((one) => item(written(one)))), '[', ']');
  const members = Object.entries(value).map(([name, one]) => member(written(one), fc.constant(name)));
  return enclosed(fc.tuple(...members), '{', '}');
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export const JsonShape: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(JsonShape),
    z.record(z.string(), JsonShape),
  ]),
);
const json = fc.json({ maxDepth: 2 }).map((text) => JsonShape.parse(JSON.parse(text)));

/** Wishes that may fit the file or not. */
export const change = fc.record({
  path: fc.array(fc.oneof({ weight: 4, arbitrary: key }, { weight: 1, arbitrary: fc.nat(3) }), {
    minLength: 1,
    maxLength: 3,
  }),
  value: fc.oneof(fc.constant(undefined), json),
});
