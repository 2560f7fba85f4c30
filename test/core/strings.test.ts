import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

interface Text {
  readonly value: string;
  /** What stands around it: the kinds of the nodes, the nearest first. */
  readonly around: readonly string[];
  /** The attribute that it is the value of. */
  readonly attribute: string | null;
}

/** Every text in a source: literals, the pieces of templates, what stands between tags. */
function textsOf(file: string): Text[] {
  const found: Text[] = [];
  const { program, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const walk = (node: unknown, around: readonly string[], attribute: string | null): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, around, attribute);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, value } = node as { type?: string; value?: unknown };
    if (type === 'Literal' && typeof value === 'string') found.push({ value, around, attribute });
    if (type === 'JSXText') found.push({ value: String(value), around: ['JSXText', ...around], attribute });
    if (type === 'TemplateElement')
      found.push({ value: (value as { cooked: string }).cooked ?? '', around, attribute });
    const own =
      type === 'JSXAttribute' ? ((node as { name: { name?: string } }).name.name ?? null) : attribute;
    for (const [key, child] of Object.entries(node))
      if (key !== 'type') walk(child, type ? [type, ...around] : around, own);
  };
  walk(program, [], null);
  return found;
}

const hasLetters = (text: string) => /\p{L}{2,}/u.test(text);
/** Three words in a row, the first with a capital or the last with a full stop: what a person would be told. */
const isSentence = (text: string) =>
  /^[A-Z][a-z’']* [A-Za-z’'-]{2,} [A-Za-z’'-]{2,}/.test(text.trim()) ||
  /[a-z]+ [a-z’']+ [a-z’']+[.!?]( |$)/.test(text);
const hasHangul = (text: string) => /[\uac00-\ud7a3\u3131-\u318e]/u.test(text);

/** What is heard or shown of an element beside its content. */
const spoken = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'alt',
  'title',
  'placeholder',
  'label',
];

/** In these a sentence goes to a developer, not to a person: an exception that no face shows. */
const isForDevelopers = ({ around }: Text) =>
  around.includes('ThrowStatement') ||
  around.includes('TSLiteralType') ||
  around.includes('ImportDeclaration');

const tables = /^main\/core\/words(\..*)?\.ts$/;
const sources = ['main', 'preload', 'renderer'].flatMap(files).filter((file) => !tables.test(file));

/** A program's own words that we read, send to it, or write into its file; never shown as ours. */
const ofOthers: Readonly<Record<string, readonly string[]>> = {
  // What models are asked.
  'main/engine/claw/prove.ts': ['Reply with the single word pong.'],
  // A file of Chromium's.
  'main/core/uninstall/places.ts': ['Network Persistent State'],
  'main/engine/drill/ask-model.ts': ['Count from one to ten in words.'],
};

describe('no word for a person outside the tables', () => {
  test.each(sources)('%s', (file) => {
    const known = ofOthers[file] ?? [];
    const strange = textsOf(file).filter((text) => {
      const { value, around, attribute } = text;
      if (known.includes(value)) return false;
      if (hasHangul(value)) return true;
      if (around[0] === 'JSXText') return hasLetters(value);
      if (attribute !== null && spoken.includes(attribute) && around[0] === 'JSXAttribute')
        return hasLetters(value);
      return isSentence(value) && !isForDevelopers(text);
    });
    expect(strange.map(({ value }) => value)).toEqual([]);
  });

  test('what is excepted is there', () => {
    for (const [file, known] of Object.entries(ofOthers)) {
      const all = textsOf(file).map(({ value }) => value);
      for (const one of known)
        expect(
          all.some((value) => value.includes(one)),
          `${file}: ${one}`,
        ).toBe(true);
    }
  });

  test('a sentence in a page, in a label or in a string would be found', () => {
    expect([
      isSentence('Your AI works'),
      isSentence('the internet is down.'),
      isSentence('podman image save'),
    ]).toEqual([true, true, false]);
  });
});

describe('a table of words', () => {
  test.each(['en', 'ko'] as const)(
    '%s has no sentence twice: the later one would hide the earlier',
    (lang) => {
      const tables = files('main/core').filter((file) => file.endsWith(`.${lang}.ts`));
      const keys = tables.flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)].map(
          (found) => found[1] ?? '',
        ),
      );
      expect(keys.length).toBeGreaterThan(1_500);
      expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
    },
  );
});
