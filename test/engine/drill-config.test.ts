import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { armShell } from '../../main/engine/drill/deadman.ts';
import { clearDebt, writeDebt } from '../../main/engine/drill/debt.ts';
import { type KeptFile, keepForShell } from '../../main/engine/drill/keep.ts';
import { type DrillPlace, newPlace, shells, until } from './drill-place.ts';

const places: DrillPlace[] = [];
afterAll(() => {
  for (const place of places) place.end();
});
function placeWith(shell = '/bin/sh'): DrillPlace {
  const place = newPlace('works', shell);
  places.push(place);
  return place;
}

const before = '﻿{ // as it was\r\n  model: "클라우드", a: "\\"$HOME`\'"\n}\n\n';
const after = '{ model: "local" }';

/** A file of a config as the drill has written it, with what it was kept for the shell. */
async function taken(place: DrillPlace, name: string, more: Partial<KeptFile> = {}): Promise<string> {
  const path = join(place.home, 'claw', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, more.after ?? after);
  chmodSync(path, 0o640);
  const file = { path, before, after, isInPlace: false, ...more };
  expect(await keepForShell(place.tools, place.paths, [file])).toEqual({ ok: true, value: null });
  return path;
}

/** The shell pays now. Its token is the last that it touches; it may be gone before anybody could ask which process it was. */
async function paid(place: DrillPlace): Promise<void> {
  place.owe();
  await armShell(place.tools, {
    ...{ id: 'one', token: place.paths.drillDebt, folder: place.paths.drillFolder, until: 0 },
    ...{ device: null, program: null, kind: 'nmcli' },
  });
  await until(() => !place.token());
}
const read = (path: string) => readFileSync(path, 'utf8');

const names = [
  'openclaw.json',
  'with two  blanks.json',
  ' first and last ',
  '구성 파일.json',
  `it's "quoted".json`,
  '-rf.json',
  '--',
  '$HOME `id` $(id) * ? [a] \\n.json',
  'a/-b/ c/openclaw.json',
];

describe.concurrent.each(shells.map((path) => [basename(path), path]))('%s gives back', (_name, sh) => {
  describe.each([
    [false, 'another in its place'],
    [true, 'into the file itself'],
  ])('byte for byte, in place %s: %s', (isInPlace) => {
    test.each(names)('%j', async (name) => {
      const place = placeWith(sh);
      const path = await taken(place, name, { isInPlace });
      const { ino } = statSync(path);
      const beside = readdirSync(join(path, '..'));
      await paid(place);
      expect(read(path)).toBe(before);
      expect(statSync(path).mode & 0o777).toBe(0o640);
      expect(statSync(path).ino === ino).toBe(isInPlace);
      expect(readdirSync(join(path, '..'))).toEqual(beside);
      expect(readdirSync(place.paths.drillFolder)).toEqual(['paid']);
    });
    test('one that was longer, shorter, empty', async () => {
      const place = placeWith(sh);
      const long = 'x'.repeat(300_000);
      const longer = await taken(place, 'longer', { isInPlace, before: long });
      const shorter = await taken(place, 'shorter', { isInPlace, after: long });
      const empty = await taken(place, 'empty', { isInPlace, before: '' });
      await paid(place);
      expect([read(longer), read(shorter), read(empty)]).toEqual([long, before, '']);
    });
    test('nothing that somebody has changed', async () => {
      const place = placeWith(sh);
      const changed = await taken(place, 'changed', { isInPlace });
      const gone = await taken(place, 'gone', { isInPlace });
      const ours = await taken(place, 'ours', { isInPlace });
      writeFileSync(changed, `${after}\n`);
      rmSync(gone);
      await paid(place);
      expect([read(changed), existsSync(gone), read(ours)]).toEqual([`${after}\n`, false, before]);
    });
    test('nothing through a link, and nothing where what it was is lost', async () => {
      const place = placeWith(sh);
      const linked = await taken(place, 'linked', { isInPlace });
      const lost = await taken(place, 'lost', { isInPlace });
      const elsewhere = join(place.home, 'elsewhere');
      writeFileSync(elsewhere, after);
      rmSync(linked);
      symlinkSync(elsewhere, linked);
      rmSync(join(place.paths.drillFolder, '2.was'));
      await paid(place);
      expect([read(elsewhere), lstatSync(linked).isSymbolicLink(), read(lost)]).toEqual([after, true, after]);
    });
  });
  test('nothing over a file that a link beside it leads to', async () => {
    const place = placeWith(sh);
    const path = await taken(place, 'openclaw.json');
    const victim = join(place.home, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, `${path}.offline-mode-back`);
    await paid(place);
    expect([read(path), read(victim), existsSync(`${path}.offline-mode-back`)]).toEqual([
      before,
      'mine',
      false,
    ]);
  });
});

describe('what is kept for the shell', () => {
  const kept = ({ paths }: DrillPlace) => readdirSync(paths.drillFolder).toSorted();
  test('is private', async () => {
    const place = placeWith();
    await taken(place, 'a', { isInPlace: true });
    expect(statSync(place.paths.drillFolder).mode & 0o777).toBe(0o700);
    expect(kept(place)).toEqual(['1.inplace', '1.path', '1.was', '1.wrote']);
    for (const name of kept(place))
      expect(statSync(join(place.paths.drillFolder, name)).mode & 0o777).toBe(0o600);
  });
  test('stays what it was the first time, and knows what was written last', async () => {
    const place = placeWith();
    await taken(place, 'a', { isInPlace: true });
    await taken(place, 'b');
    const path = await taken(place, 'a', { before: after, after: '{ model: "other" }' });
    expect(kept(place)).toEqual(['1.path', '1.was', '1.wrote', '2.path', '2.was', '2.wrote']);
    await paid(place);
    expect(read(path)).toBe(before);
  });
  test('is not there without its path', async () => {
    const place = placeWith();
    const path = await taken(place, 'a');
    rmSync(join(place.paths.drillFolder, '1.path'));
    await paid(place);
    expect(read(path)).toBe(after);
  });
  test.each(['relative/a', 'a', '/two\nlines', ''])('has no path like %j', async (path) => {
    const place = placeWith();
    const file = { path, before, after, isInPlace: false };
    expect(await keepForShell(place.tools, place.paths, [file])).toMatchObject({
      ok: false,
      problem: { code: 'not-writable', detail: 'EINVAL' },
    });
  });
  test('of a debt that is paid is nothing for the next one', async () => {
    const place = placeWith();
    const path = await taken(place, 'a');
    const debt = { id: 'b', level: 'app', device: null, until: 1, shell: null } as const;
    expect(await writeDebt(place.tools, place.paths, debt)).toEqual({ ok: true, value: null });
    expect(existsSync(place.paths.drillFolder)).toBe(false);
    await paid(place);
    expect(read(path)).toBe(after);
  });
  test('stays where the debt is written anew, and goes with it', async () => {
    const place = placeWith();
    place.owe();
    await taken(place, 'a');
    const debt = { id: 'b', level: 'app', device: null, until: 1, shell: null } as const;
    await writeDebt(place.tools, place.paths, debt);
    expect(kept(place)).toEqual(['1.path', '1.was', '1.wrote']);
    await clearDebt(place.tools, place.paths, null);
    expect([existsSync(place.paths.drillFolder), place.token()]).toEqual([false, false]);
  });
});
