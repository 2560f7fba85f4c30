import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasHomepage } from '../../build/pack/homepage.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omh-'));
  mkdirSync(join(root, '.git'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const remote = (url: string) => `[remote "origin"]\n\turl = ${url}\n`;
test.each([
  ['nothing', {}, '', false],
  ['a homepage', { homepage: 'https://example.org' }, '', true],
  ['a repository', { repository: { type: 'git', url: 'https://github.com/a/b' } }, '', true],
  ['a short repository', { repository: 'a/b' }, '', true],
  ['a clone of one on GitHub', {}, remote('git@github.com:a/b.git'), true],
  ['a clone of one elsewhere', {}, remote('https://example.org/a/b'), false],
])('%s: whether a deb has a homepage to name', (_what, told, config, has) => {
  writeFileSync(join(root, 'package.json'), JSON.stringify(told));
  writeFileSync(join(root, '.git', 'config'), config);
  expect(hasHomepage(root)).toBe(has);
});
