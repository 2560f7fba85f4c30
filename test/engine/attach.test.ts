import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attach } from '../../main/engine/tools/attach.ts';
import { realFiles } from '../../main/engine/tools/files.ts';
import { newSecret } from '../../main/engine/tools/machine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'om-attach-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a program that has our terminal', () => {
  const env = { PATH: '/usr/bin:/bin' };
  const run = (line: string) => attach('/bin/sh', 'sh', ['-c', line], env);

  test('its exit code is the answer, and that of a signal is a shell’s', async () => {
    expect(await run('exit 7')).toEqual({ ok: true, value: 7 });
    expect(await run('kill -TERM $$')).toEqual({ ok: true, value: 130 });
  });

  test('Ctrl-C is its own: it does not end us', async () => {
    const before = process.listenerCount('SIGINT');
    expect(await run(`kill -INT ${process.pid}; sleep 0.2; exit 3`)).toEqual({ ok: true, value: 3 });
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  test('what is not there, or is no program, is a problem', async () => {
    expect(await attach(null, 'sh', [], env)).toMatchObject({ ok: false, problem: { code: 'no-program' } });
    expect(await attach(folder, 'sh', [], env)).toMatchObject({
      ok: false,
      problem: { code: 'unreachable', detail: 'EACCES' },
    });
  });
});

describe('a new file', () => {
  const path = () => join(folder, 'new.json');

  test('is private and whole, and leaves nothing beside it', async () => {
    expect(await realFiles.create(path(), 'text\n')).toEqual({ ok: true, value: null });
    expect(readFileSync(path(), 'utf8')).toBe('text\n');
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(await realFiles.list(folder, 10)).toEqual(['new.json']);
  });

  test.each<[string, () => void]>([
    ['a file', () => writeFileSync(path(), 'theirs')],
    ['a link that leads nowhere', () => symlinkSync(join(folder, 'nowhere'), path())],
    ['a link to a file', () => symlinkSync('/etc/hostname', path())],
  ])('never takes the place of %s', async (_name, make) => {
    make();
    expect(await realFiles.create(path(), 'ours')).toMatchObject({
      ok: false,
      problem: { code: 'file-there' },
    });
    expect(await realFiles.list(folder, 10)).toEqual(['new.json']);
  });

  test('of two at once one wins, whole', async () => {
    const both = await Promise.all(['one', 'two'].map((text) => realFiles.create(path(), text)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(['one', 'two']).toContain(readFileSync(path(), 'utf8'));
  });

  test('in a folder that is not there', async () => {
    expect(await realFiles.create(join(folder, 'no', 'x'), 'x')).toMatchObject({
      ok: false,
      problem: { code: 'not-writable' },
    });
  });
});

test('a secret is long and never the same', () => {
  const many = new Set(Array.from({ length: 1_000 }, newSecret));
  expect(many.size).toBe(1_000);
  for (const one of many) expect(one).toMatch(/^[0-9a-f]{48}$/);
});
