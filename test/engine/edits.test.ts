import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realEdits } from '../../main/engine/tools/edits.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'om-edits-'));
  path = join(folder, 'c.json');
});
afterEach(() => rmSync(folder, { recursive: true }));
const text = () => readFileSync(path, 'utf8');

describe('in the same millisecond', () => {
  test('a program writes into the file while we replace it: what it wrote last is never lost', async () => {
    const rounds = 300;
    writeFileSync(path, '{}\n');
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'racing-writer.ts'), path, `${rounds}`],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const ended = once(child, 'close');
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    const tally = { done: 0, lost: 0 };
    for (let ours = 1; !isOver; ours += 1) {
      const found = text();
      // Cut off, and not written yet: no config, and nothing that anybody would replace.
      if (found === '') continue;
      const { ok } = await realEdits.replace(path, `${found}// ours ${ours}\n`, found);
      if (ok) tally.done += 1;
      else tally.lost += 1;
    }
    await ended;
    expect(tally.done).toBeGreaterThan(10);
    expect(text()).toMatch(new RegExp(`^// theirs ${rounds}\n`));
    expect(readdirSync(folder)).toEqual(['c.json']);
  });
});

describe('what a kill in the middle of a write leaves', () => {
  test.each([
    ['room is made', 'old', 'newer text', 'old  '],
    ['room is made, all of it', 'old', 'newer text', 'old       '],
    ['half of the new text is in it', 'old', 'newer text', 'newer     '],
    ['the rest of a longer one is still there', 'older text', 'new', 'newer text'],
  ])('%s: it is what it was', async (_name, from, to, found) => {
    writeFileSync(path, found);
    const { ino } = statSync(path);
    expect(await realEdits.untear(path, from, to)).toEqual({ ok: true, value: true });
    expect([text(), statSync(path).ino]).toEqual([from, ino]);
  });

  test.each([
    ['the one', 'old'],
    ['the other', 'newer text'],
    ['somebody else’s', 'neither   '],
    ['longer than both', 'newer text  '],
    ['shorter than both', 'ne'],
  ])('%s is left alone', async (_name, found) => {
    writeFileSync(path, found);
    expect(await realEdits.untear(path, 'old', 'newer text')).toEqual({ ok: true, value: false });
    expect(text()).toBe(found);
  });

  test('no file at all', async () => {
    expect(await realEdits.untear(path, 'a', 'b')).toEqual({ ok: true, value: false });
  });
});

test('said to have changed: its date is new, and not a byte', async () => {
  writeFileSync(path, 'x');
  const before = statSync(path).mtimeMs;
  await new Promise((done) => setTimeout(done, 20));
  await realEdits.touch(path);
  expect(statSync(path).mtimeMs).toBeGreaterThan(before);
  expect(text()).toBe('x');
});
