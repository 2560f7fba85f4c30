import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keeping } from '../../main/core/diary/keeping.ts';
import { linesOf } from '../../main/core/diary/outage.ts';
import type { DiaryRecord } from '../../main/core/diary/record.ts';
import { appendDiary, loadDiary } from '../../main/engine/diary.ts';
import { ownPaths, type Paths } from '../../main/engine/paths.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realFiles } from '../../main/engine/tools/files.ts';

const tools = { files: realFiles, clock: realClock };
let paths: Paths;
beforeEach(() => {
  paths = ownPaths({ OFFLINE_MODE_HOME: mkdtempSync(join(tmpdir(), 'omd-')) }, 'linux');
});
afterEach(() => rmSync(paths.folder, { recursive: true, force: true }));

const now = Date.now();
function outage(at: number, evidence: string[] = []): DiaryRecord[] {
  return [
    { v: 1, type: 'began', id: at, at, cause: 'upstream-dead', evidence, isDrill: false },
    { v: 1, type: 'ended', id: at, at: at + 1_000, slept: 0, lasted: 1_000, isKnown: true },
  ];
}
const add = (...records: DiaryRecord[]) => appendDiary(tools, paths, records);
const load = async () => (await loadDiary(tools, paths, true)).value.map(({ id }) => id);
const text = () => readFileSync(paths.diary, 'utf8');
const broken = () => readdirSync(paths.folder).filter((name) => name.includes('.broken-'));

describe('the diary on disk', () => {
  test('what was added comes back, in order; the file is private', async () => {
    expect(await load()).toEqual([]);
    for (let turn = 0; turn < 20; turn += 1) expect((await add(...outage(now + turn))).ok).toBe(true);
    expect(await load()).toEqual(Array.from({ length: 20 }, (_, turn) => now + turn));
    expect(statSync(paths.diary).mode & 0o777).toBe(0o600);
    chmodSync(paths.diary, 0o644);
    await add(...outage(now + 20));
    expect(statSync(paths.diary).mode & 0o777).toBe(0o600);
  });

  test('cut at every byte: at most the torn line is lost, the next line stands alone, and nobody is alarmed', async () => {
    const whole = linesOf([...outage(now), ...outage(now + 1)]);
    for (let at = 0; at <= whole.length; at += 1) {
      writeFileSync(paths.diary, whole.slice(0, at));
      if (at % 2 === 0) await loadDiary(tools, paths, true);
      await add(...outage(now + 2));
      const kept = await loadDiary(tools, paths, false);
      expect(kept.value.at(-1)).toMatchObject({ id: now + 2, lasted: 1_000 });
      const lost = whole.slice(0, at).split('\n').length - 1;
      expect(kept.value.length).toBeGreaterThanOrEqual(Math.ceil(lost / 2) + 1);
      if (at % 2 === 0) expect(kept.problem).toBeNull();
    }
    expect(broken()).toEqual([]);
  });

  test('a process that is killed while it writes, again and again, loses nothing that it said was safe', async () => {
    const safe: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const process = spawn(
        globalThis.process.execPath,
        [new URL('diary-process.ts', import.meta.url).pathname, String(now + turn * 1_000_000)],
        {
          env: { ...globalThis.process.env, OFFLINE_MODE_HOME: paths.folder },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let out = '';
      process.stdout.on('data', (chunk) => {
        out += chunk;
      });
      await expect.poll(() => out.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
      await new Promise((done) => setTimeout(done, 10 + turn * 13));
      process.kill('SIGKILL');
      await once(process, 'close');
      safe.push(...out.split('\n').slice(0, -1).map(Number));
      const kept = await loadDiary(tools, paths, turn % 2 === 0);
      expect(kept.problem).toBeNull();
      expect(
        kept.value.filter(({ to, isEndKnown }) => to !== null && isEndKnown).map(({ id }) => id),
      ).toEqual(expect.arrayContaining(safe));
    }
    expect(safe.length).toBeGreaterThan(6);
  }, 60_000);

  test('over a megabyte the oldest go, in one step; what a later version wrote stays', async () => {
    appendFileSync(paths.diary, '{"v":2,"type":"something of tomorrow"}\n');
    const evidence = Array.from({ length: 8 }, () => 'x'.repeat(150));
    const many = Array.from({ length: 900 }, (_, turn) => outage(now + turn, evidence)).flat();
    expect((await add(...many)).ok).toBe(true);
    expect(statSync(paths.diary).size).toBeLessThanOrEqual(keeping.sizeAfter);
    const left = await load();
    expect(left.at(-1)).toBe(now + 899);
    expect(left.length).toBeGreaterThan(400);
    expect(text().split('\n')[0]).toBe('{"v":2,"type":"something of tomorrow"}');
    expect(readdirSync(paths.folder)).toEqual(['diary.jsonl']);
  });

  test('what is older than 400 days goes at the next start, not while somebody only reads', async () => {
    const old = now - 401 * 86_400_000;
    writeFileSync(paths.diary, linesOf([...outage(old), ...outage(now)]));
    const before = text();
    await loadDiary(tools, paths, false);
    expect(text()).toBe(before);
    await load();
    expect(text()).toBe(linesOf(outage(now)));
  });
});

describe('damage', () => {
  test('lines that make no sense are counted once, kept beside, and gone at the next start', async () => {
    const damaged = `${linesOf(outage(now))}\u0000\u0001\n{"v":1,"type":"began"}\n${linesOf(outage(now + 1))}`;
    writeFileSync(paths.diary, damaged);
    const kept = await loadDiary(tools, paths, true);
    expect(kept.value.map(({ id }) => id)).toEqual([now, now + 1]);
    expect(broken()).toHaveLength(1);
    const beside = join(paths.folder, broken()[0] ?? '');
    expect(kept.problem).toEqual({ code: 'diary-garbled', about: beside, detail: '2' });
    expect(readFileSync(beside, 'utf8')).toBe(damaged);
    expect((await loadDiary(tools, paths, true)).problem).toBeNull();
  });

  test.each([
    [
      '100 MB',
      () => {
        writeFileSync(paths.diary, '');
        truncateSync(paths.diary, 100_000_000);
      },
    ],
    [
      'random bytes',
      () => {
        const bytes = Buffer.alloc(300_000);
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = (index * index * 31 + 7) % 251;
        writeFileSync(paths.diary, bytes);
      },
    ],
    ['3 MB of empty objects', () => writeFileSync(paths.diary, '{}\n'.repeat(990_000))],
  ])('%s: said, moved aside, and a new one is begun, at once', async (_title, make) => {
    make();
    const begun = performance.now();
    const kept = await loadDiary(tools, paths, true);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(kept).toMatchObject({ value: [], problem: { code: 'diary-unreadable' } });
    expect(broken()).toHaveLength(1);
    expect((await add(...outage(now))).ok).toBe(true);
    expect(await load()).toEqual([now]);
  });

  test('a one-line file without an end is read, and added to on a line of its own', async () => {
    writeFileSync(paths.diary, linesOf(outage(now)).trimEnd());
    await add(...outage(now + 1));
    expect(text().split('\n')).toHaveLength(5);
    expect(await load()).toEqual([now, now + 1]);
  });

  test('a folder or a link in its place is a problem and not a crash, and nothing is written through a link', async () => {
    const elsewhere = join(paths.folder, 'elsewhere');
    writeFileSync(elsewhere, '');
    symlinkSync(elsewhere, paths.diary);
    expect(await add(...outage(now))).toMatchObject({ ok: false, problem: { code: 'diary-unwritten' } });
    expect(readFileSync(elsewhere, 'utf8')).toBe('');
  });
});
