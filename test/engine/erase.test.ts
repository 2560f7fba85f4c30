import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realErase as erase } from '../../main/engine/tools/erase.ts';

let root = '';
const at = (name: string) => join(root, name);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'om-erase-'));
  mkdirSync(at('full/deep'), { recursive: true });
  mkdirSync(at('empty'));
  mkdirSync(at('far'));
  writeFileSync(at('file'), '12345', { mode: 0o600 });
  writeFileSync(at('far/precious'), '1234567');
  writeFileSync(at('full/deep/a'), '123');
  symlinkSync(at('far'), at('full/out'));
  symlinkSync(at('far'), at('link'));
  execFileSync('mkfifo', [at('pipe')]);
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['file', { is: 'file', bytes: 5, isOwn: true, isPrivate: true, to: null }],
  ['far/precious', { is: 'file', isPrivate: false }],
  ['full', { is: 'folder', to: null }],
  ['pipe', { is: 'other' }],
])('what lies at %s', async (name, found) => {
  expect(await erase.at(at(name))).toMatchObject(found);
});

test('a link is told with where it leads, and nothing is nothing', async () => {
  expect(await erase.at(at('link'))).toMatchObject({ is: 'link', to: at('far') });
  expect(await erase.at(at('nothing'))).toBeNull();
});

test('a size counts what is below, and not where links lead', async () => {
  const link = (await erase.at(at('full/out')))?.bytes ?? 0;
  expect(await erase.size(at('full'))).toBe(3 + link);
  expect(await erase.size(at('file'))).toBe(5);
  expect(await erase.size(at('nothing'))).toBe(0);
});

describe('each takes what it says and nothing else', () => {
  const acts = {
    file: (path: string) => erase.file(path),
    folder: (path: string) => erase.folder(path),
    tree: (path: string) => erase.tree(path),
    link: (path: string) => erase.link(path, at('far')),
  };
  const takes: Readonly<Record<string, readonly (keyof typeof acts)[]>> = {
    file: ['file'],
    empty: ['folder', 'tree'],
    full: ['tree'],
    link: ['link'],
    pipe: [],
  };
  const cases = Object.keys(takes).flatMap((name) =>
    (['file', 'folder', 'tree', 'link'] as const).map(
      (act) => [act, name, takes[name]?.includes(act)] as const,
    ),
  );

  test.each(cases)('%s of %s: %s', async (act, name, isTaken) => {
    const done = await acts[act](at(name));
    expect(done.ok).toBe(isTaken);
    if (!done.ok) expect(done.problem).toMatchObject({ code: 'uninstall-left', about: at(name) });
    expect((await erase.at(at(name))) === null).toBe(isTaken);
    expect(readFileSync(at('far/precious'), 'utf8')).toBe('1234567');
  });

  test('nothing there is as good', async () => {
    for (const act of Object.values(acts))
      expect(await act(at('nothing'))).toEqual({ ok: true, value: null });
  });

  test('a link that leads elsewhere by now stays', async () => {
    expect(await erase.link(at('link'), at('file'))).toMatchObject({ ok: false });
    expect(existsSync(at('link'))).toBe(true);
  });

  test('what belongs to somebody else stays', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can make a file somebody else’s');
    chownSync(at('file'), 65_534, 65_534);
    chownSync(at('full'), 65_534, 65_534);
    expect(await erase.file(at('file'))).toMatchObject({ problem: { detail: 'EPERM' } });
    expect(await erase.tree(at('full'))).toMatchObject({ problem: { detail: 'EPERM' } });
    expect(existsSync(at('full/deep/a'))).toBe(true);
  });
});
