import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appId } from '../../main/core/app-id.ts';
import { lookAtFolder, makeLink, removeLink, systemPaths } from '../../main/engine/tools/shell-link.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omt-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const shim = (copy = 'Offline Mode') => join(root, `${copy}.app/Contents/Resources/offline-mode`);
const at = () => join(root, 'bin/offline-mode');
/** A bundle that says whose it is. */
function bundle(copy: string, id: string): void {
  const contents = join(root, `${copy}.app/Contents`);
  mkdirSync(contents, { recursive: true });
  writeFileSync(join(contents, 'Info.plist'), `<dict><string>${id}</string></dict>`);
}

describe('making the link', () => {
  test('with its folder, which others may look into, whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      expect(makeLink(at(), shim()).ok).toBe(true);
    } finally {
      process.umask(before);
    }
    expect([readlinkSync(at()), statSync(dirname(at())).mode & 0o777]).toEqual([shim(), 0o755]);
  });

  test.each([
    ['that is gone', 'Downloads/Offline Mode', null],
    ['that has another name', 'Renamed', appId],
  ])('one into another copy %s gives way; nothing is left beside', (_what, copy, id) => {
    mkdirSync(dirname(at()));
    if (id) bundle(copy, id);
    symlinkSync(shim(copy), at());
    expect(makeLink(at(), shim()).ok).toBe(true);
    expect(readlinkSync(at())).toBe(shim());
    expect(readdirSync(dirname(at()))).toEqual(['offline-mode']);
  });

  test.each([
    ['a file', (path: string) => writeFileSync(path, 'theirs')],
    ['a link of somebody’s', (path: string) => symlinkSync('/bin/sh', path)],
    [
      'a link into another’s app, whatever its name',
      (path: string) => {
        bundle('Offline Mode', 'org.example.other');
        symlinkSync(shim(), path);
      },
    ],
    ['a link into a gone app of another name', (path: string) => symlinkSync(shim('Gone'), path)],
    ['a dead link of somebody’s', (path: string) => symlinkSync('/nowhere/tool', path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('%s stays what it is, and is not removed either', (_what, put) => {
    mkdirSync(dirname(at()));
    put(at());
    const before = lstatSync(at());
    for (const result of [makeLink(at(), shim()), removeLink(at())])
      expect(result).toMatchObject({ ok: false, problem: { code: 'tool-changed', about: at() } });
    expect(lstatSync(at()).ino).toBe(before.ino);
    expect(readdirSync(dirname(at()))).toEqual(['offline-mode']);
  });

  test('a folder that is a file: it says why', () => {
    writeFileSync(dirname(at()), '');
    expect(makeLink(at(), shim())).toMatchObject({ ok: false, problem: { code: 'tool-unmade' } });
  });

  test('removed, and what it led to stays', () => {
    mkdirSync(dirname(shim()), { recursive: true });
    writeFileSync(shim(), '#!/bin/sh\n');
    bundle('Offline Mode', appId);
    makeLink(at(), shim());
    expect(removeLink(at()).ok).toBe(true);
    expect([existsSync(at()), readFileSync(shim(), 'utf8')]).toEqual([false, '#!/bin/sh\n']);
    expect(removeLink(at())).toMatchObject({ ok: false, problem: { code: 'tool-changed' } });
  });
});

describe('looking', () => {
  test('at a folder: whose it is, who may write, and what has the name', () => {
    const bin = dirname(at());
    expect(lookAtFolder(bin)).toMatchObject({ isThere: false, entry: { is: 'none' } });
    mkdirSync(bin, { mode: 0o755 });
    chmodSync(bin, 0o755);
    expect(lookAtFolder(bin)).toEqual({
      ...{ path: bin, isThere: true, isOwn: true, isLoose: false, isWritable: true },
      entry: { is: 'none' },
    });
    chmodSync(bin, 0o777);
    // By a path of its own: it leads to the same.
    symlinkSync('../Other.app/Contents/Resources/offline-mode', at());
    expect(lookAtFolder(bin)).toMatchObject({
      isLoose: true,
      entry: { is: 'link', to: shim('Other'), isOurs: false },
    });
  });

  test('at the folders that every shell looks into', () => {
    expect(systemPaths(root)).toEqual([]);
    mkdirSync(join(root, 'etc/paths.d'), { recursive: true });
    writeFileSync(join(root, 'etc/paths'), '/usr/local/bin\n/usr/bin\n');
    writeFileSync(join(root, 'etc/paths.d/homebrew'), '/opt/homebrew/bin\n');
    expect(systemPaths(root)).toEqual(['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin']);
  });
});
