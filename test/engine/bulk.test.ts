import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { realBulk } from '../../main/engine/tools/bulk.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const never = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-mode-bulk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('files too large for memory', () => {
  test('the digest is that of its bytes, and how far it is gets told', async () => {
    const bytes = Buffer.alloc(24_000_000, 'offline');
    await writeFile(at('large'), bytes);
    const told: number[] = [];
    const digest = await realBulk.digest(at('large'), never, (done) => told.push(done));
    expect(digest).toEqual({ ok: true, value: createHash('sha256').update(bytes).digest('hex') });
    expect(told.every((done, index) => done > (told[index - 1] ?? 0) && done <= bytes.length)).toBe(true);
  });

  test('a digest can be called off, and one of nothing says why', async () => {
    const ending = new AbortController();
    const asked = realBulk.digest(at('large'), ending.signal, () => {});
    ending.abort();
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'called-off' } });
    const none = await realBulk.digest(at('none'), never, () => {});
    expect(none).toMatchObject({ ok: false, problem: { code: 'unreachable', detail: 'ENOENT' } });
  });

  test('a file that grows is read to the end that it has when it grows no more', async () => {
    await writeFile(at('grows'), 'one ');
    let isGrowing = true;
    const reading = gather(realBulk.pieces(at('grows'), never, () => isGrowing));
    await new Promise((next) => setTimeout(next, 60));
    await appendFile(at('grows'), 'two ');
    await new Promise((next) => setTimeout(next, 60));
    await appendFile(at('grows'), 'three');
    isGrowing = false;
    expect((await reading).toString()).toBe('one two three');
  });

  test('a place to write to: made where it is missing, refused where it is a link or a folder', async () => {
    const deep = at('백업 폴더/안쪽/image.tar');
    expect(await realBulk.ready(deep)).toEqual({ ok: true, value: null });
    expect((await stat(at('백업 폴더/안쪽'))).mode & 0o777).toBe(0o700);
    await writeFile(at('true'), 'x');
    await symlink(at('true'), at('link'));
    expect(await realBulk.ready(at('link'))).toMatchObject({ problem: { code: 'file-linked' } });
    await mkdir(at('folder'));
    expect(await realBulk.ready(at('folder'))).toMatchObject({
      problem: { code: 'not-writable', detail: 'EISDIR' },
    });
    await writeFile(at('file'), 'x');
    expect(await realBulk.ready(join(at('file'), 'below'))).toMatchObject({
      problem: { code: 'not-writable' },
    });
  });

  test('a second name takes the place of what was there, also where it is the same file already', async () => {
    await writeFile(at('one'), 'one');
    await writeFile(at('two'), 'two');
    await writeFile(at('two.new'), 'left by a killed one');
    for (const _ of ['first', 'again']) {
      expect(await realBulk.link(at('one'), at('two'))).toEqual({ ok: true, value: null });
      expect(await readFile(at('two'), 'utf8')).toBe('one');
      expect((await stat(at('two'))).ino).toBe((await stat(at('one'))).ino);
      expect((await stat(at('one'))).nlink).toBe(2);
    }
    expect(await realBulk.link(at('gone'), at('two'))).toMatchObject({ problem: { detail: 'ENOENT' } });
    expect(await readFile(at('two'), 'utf8')).toBe('one');
  });

  test('what a killed one has left is swept away: only of that name, old, and no link', async () => {
    vi.stubEnv('TMPDIR', folder);
    const made = async (name: string, hours: number) => {
      await mkdir(at(name));
      await writeFile(at(`${name}/.npmrc`), 'a key');
      const then = Date.now() / 1_000 - hours * 3_600;
      await utimes(at(name), then, then);
    };
    await made('sweep-aBc123', 2);
    await made('sweep-young1', 0.5);
    // One of a process that has ended, and one of a process that is still at work.
    await made(`sweep-${spawnSync('true').pid}-aBc123`, 2);
    const own = `sweep-${process.pid}-aBc123`;
    await made(own, 2);
    const room = await realBulk.scratch('sweep');
    expect(room.ok && room.value).toMatch(new RegExp(`/sweep-${process.pid}-[A-Za-z0-9]{6}$`));
    if (room.ok) await utimes(room.value, 0, 0);
    await made('sweep-other-aBc123', 2);
    await made('sweep-long1234', 2);
    await symlink(at('sweep-other-aBc123'), at('sweep-linked'));
    await realBulk.sweep('sweep', 3_600_000);
    vi.unstubAllEnvs();
    const left = (await readdir(folder)).filter((name) => name.startsWith('sweep'));
    const others = ['sweep-linked', 'sweep-long1234', 'sweep-other-aBc123', 'sweep-young1'];
    expect(left.sort()).toEqual([...others, own, room.ok ? basename(room.value) : ''].sort());
    expect(await readFile(at('sweep-other-aBc123/.npmrc'), 'utf8')).toBe('a key');
  });

  test('a rename takes the place of what was there, in one step', async () => {
    await writeFile(at('new'), 'new');
    await writeFile(at('old'), 'old');
    expect(await realBulk.settle(at('new'))).toEqual({ ok: true, value: null });
    expect(await realBulk.rename(at('new'), at('old'))).toEqual({ ok: true, value: null });
    expect(await readFile(at('old'), 'utf8')).toBe('new');
    expect(await realBulk.rename(at('gone'), at('old'))).toMatchObject({
      problem: { code: 'not-writable', detail: 'ENOENT' },
    });
    expect(await readFile(at('old'), 'utf8')).toBe('new');
  });
});
