import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  closure,
  importedBy,
  importsOf,
  type Lock,
  readBill,
  readLock,
  shippedOf,
} from '../../build/release/sbom.ts';

const root = join(import.meta.dirname, '../..');

describe('what a source imports', () => {
  test.each([
    ["import { z } from 'zod';", ['zod']],
    ["import type { A } from 'types-only';", []],
    ["export { a } from '@scope/name/deep.js';", ['@scope/name']],
    ["import 'aside';", ['aside']],
    ["const a = await import('late/part');", ['late']],
    ["import {\n  a,\n  b,\n} from 'many-lines';", ['many-lines']],
    ["import { join } from 'node:path';\nimport { a } from './a.ts';\nimport { b } from '../b.ts';", []],
  ])('%j', (source, names) => {
    expect(importsOf(source)).toEqual(names);
  });
});

const lock: Lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', dependencies: { b: '*', '@s/c': '*' } },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { d: '*' } },
    'node_modules/@s/c': { version: '1.0.0', optionalDependencies: { elsewhere: '*' } },
    'node_modules/d': { version: '1.0.0', dependencies: { a: '*' } },
    'node_modules/only-tests': { version: '1.0.0' },
    'node_modules/electron': { version: '45.0.0', dependencies: { fetching: '*' } },
  },
};

test('all that they need, each as Node finds it', () => {
  expect([...closure(lock, ['a', 'electron'])].sort()).toEqual([
    '@s/c@1.0.0',
    'a@1.0.0',
    'b@2.0.0',
    'd@1.0.0',
    'electron@45.0.0',
  ]);
  expect([...closure(lock, ['b'])]).toEqual(['b@1.0.0']);
  expect(() => closure(lock, ['nobody'])).toThrow('the lockfile has no nobody, which our source needs');
});

const bill = readBill(
  JSON.stringify({
    bomFormat: 'CycloneDX',
    metadata: { component: { 'bom-ref': 'app@1.0.0', name: 'folder' } },
    components: [
      {
        'bom-ref': 'b@1.0.0',
        scope: 'optional',
        properties: [{ name: 'cdx:npm:package:development' }, { name: 'other' }],
      },
      { 'bom-ref': 'only-tests@1.0.0' },
    ],
    dependencies: [
      { ref: 'app@1.0.0', dependsOn: ['b@1.0.0', 'only-tests@1.0.0'] },
      { ref: 'only-tests@1.0.0', dependsOn: [] },
      { ref: 'b@1.0.0' },
    ],
  }),
);

test('the bill of what is shipped alone', () => {
  expect(shippedOf(bill, new Set(['b@1.0.0']))).toEqual({
    bomFormat: 'CycloneDX',
    metadata: { component: { 'bom-ref': 'app@1.0.0', name: 'app' } },
    components: [{ 'bom-ref': 'b@1.0.0', scope: 'required', properties: [{ name: 'other' }] }],
    dependencies: [
      { ref: 'app@1.0.0', dependsOn: ['b@1.0.0'] },
      { ref: 'b@1.0.0', dependsOn: [] },
    ],
  });
  expect(() => shippedOf(bill, new Set(['c@1.0.0']))).toThrow('no c@1.0.0');
});

test('of this project: what runs is in it, and what builds and tests is not', () => {
  const names = [...closure(readLock(root), importedBy(root))].map((ref) => ref.replace(/@[^@]*$/, ''));
  for (const name of ['electron', 'zod', 'execa', 'preact', 'menubar', 'tar-stream', 'streamx'])
    expect(names).toContain(name);
  for (const name of ['vite', 'vitest', 'electron-builder', 'playwright-core', '@electron/get', 'typescript'])
    expect(names).not.toContain(name);
});
