import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { en } from '../../main/core/words.en.ts';
import { ko } from '../../main/core/words.ko.ts';

const built = join(import.meta.dirname, '../../out/renderer/assets');
const files = readdirSync(built).filter((name) => name.endsWith('.js'));
const code = files
  .filter((name) => !name.startsWith('words.'))
  .map((name) => readFileSync(join(built, name), 'utf8'))
  .join('\n');
/** Keys that stand in the code, whole or as the beginning of one: `set.` of `set.${key}`. */
const said = [...code.matchAll(/["'`]([a-z][A-Za-z0-9]*\.[A-Za-z0-9.-]*)(\$\{|["'`])/g)].map(
  ([, key = '', end]) => ({ key, isWhole: end !== '${' }),
);

describe.each([
  ['en', en],
  ['ko', ko],
] as const)('the panel’s words, %s', (lang, whole) => {
  test('are all there that its code asks for; what was left out it never says', async () => {
    const name = files.find((file) => file.startsWith(`words.${lang}`)) ?? '';
    const module = (await import(pathToFileURL(join(built, name)).href)) as Record<string, unknown>;
    // A bundler names what it exports as it likes.
    const table = Object.values(module).find((value) => typeof value === 'object') as Record<string, string>;
    const missing = Object.keys(whole).filter((key) => !Object.hasOwn(table, key));
    expect(missing.length).toBeGreaterThan(100);
    expect(said.length).toBeGreaterThan(500);
    const asked = missing.filter((key) =>
      said.some((one) => (one.isWhole ? one.key === key : key.startsWith(one.key))),
    );
    expect(asked).toEqual([]);
    expect(
      Object.entries(table).filter(([key, text]) => (whole as Record<string, string>)[key] !== text),
    ).toEqual([]);
  });
});
