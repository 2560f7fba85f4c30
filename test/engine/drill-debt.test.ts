import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Debt } from '../../main/core/drill/drill.ts';
import { clearDebt, readDebt, takeLeft, writeDebt } from '../../main/engine/drill/debt.ts';
import { newPlace } from './drill-place.ts';

const { tools, paths, end } = newPlace();
afterAll(end);

const debt: Debt = {
  ...{ id: '5f', level: 'wifi', device: 'en1', until: 1_790_000_000_000 },
  shell: { pid: 4_711, startedAt: 'Mon Nov 30 00:00:00 2026' },
};
const text = `${JSON.stringify(debt)}\n`;

describe('the debt', () => {
  test.each<Debt>([
    debt,
    { ...debt, shell: null },
    { ...debt, level: 'app', device: null },
    { ...debt, device: 'wlp2s0' },
  ])('%j comes back as it was written, and is nobody else to read', async (one) => {
    expect(await writeDebt(tools, paths, one)).toEqual({ ok: true, value: null });
    expect(statSync(paths.drillDebt).mode & 0o777).toBe(0o600);
    expect(await readDebt(tools, paths)).toEqual({ is: 'owed', debt: one });
    expect(await clearDebt(tools, paths, null)).toEqual({ ok: true, value: null });
    expect(await readDebt(tools, paths)).toEqual({ is: 'none' });
  });
  test('torn at any byte is a debt still', async () => {
    await writeDebt(tools, paths, debt);
    expect(readFileSync(paths.drillDebt, 'utf8')).toBe(text);
    // Without the end of its line it is whole.
    for (let size = text.length - 1; size >= 0; size -= 1) {
      truncateSync(paths.drillDebt, size);
      expect((await readDebt(tools, paths)).is).toBe(size === text.length - 1 ? 'owed' : 'torn');
    }
  });
  test.each([
    ['blanks that made room', ' '.repeat(text.length)],
    ['zeros, as a power cut leaves them', '\0'.repeat(text.length)],
    ['another device', text.replace('en1', '-en1')],
    ['a level that takes nothing', text.replace('"wifi"', '"check"')],
    ['the first process of all', text.replace('4711', '1')],
    ['something more', text.replace('{', '{"more":1,')],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no end', 'x'.repeat(20_000)],
  ])('with %s is a debt still', async (_title, strange) => {
    writeFileSync(paths.drillDebt, strange);
    expect(await readDebt(tools, paths)).toEqual({ is: 'torn' });
    await clearDebt(tools, paths, null);
  });
  test.each([
    ['can be read', text, debt],
    ['is torn', text.slice(0, 20), 'torn'],
  ])('that %s is to be paid, whatever word of an earlier shell there is', async (_title, owes, owed) => {
    mkdirSync(paths.drillFolder);
    writeFileSync(join(paths.drillFolder, 'paid'), 'wifi\n');
    writeFileSync(paths.drillDebt, owes);
    expect(await takeLeft(tools, paths)).toEqual({ owed, paid: null });
    await clearDebt(tools, paths, null);
    expect(await takeLeft(tools, paths)).toEqual({ owed: null, paid: null });
  });
  test('that is a folder is a debt still, and cannot be cleared', async () => {
    mkdirSync(paths.drillDebt);
    expect(await readDebt(tools, paths)).toEqual({ is: 'torn' });
    expect(await clearDebt(tools, paths, null)).toMatchObject({
      ok: false,
      problem: { code: 'not-writable' },
    });
    rmSync(paths.drillDebt, { recursive: true });
  });
  test('that nobody could read again is not written', async () => {
    expect(await writeDebt(tools, paths, { ...debt, device: 'en0 on' })).toMatchObject({ ok: false });
    expect(await readDebt(tools, paths)).toEqual({ is: 'none' });
  });
  test.skipIf(process.getuid?.() === 0)('that may not be written is said', async () => {
    chmodSync(paths.folder, 0o500);
    expect(await writeDebt(tools, paths, debt)).toMatchObject({ ok: false });
    chmodSync(paths.folder, 0o700);
  });
});
