import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fail, ok } from '../../main/core/problem.ts';
import type { Edits } from '../../main/engine/tools/tools.ts';
import { payDebts } from '../../main/engine/uninstall/pay.ts';
import { sampleText } from '../claw/configs.ts';
import { type Place, tools } from './claw-place.ts';
import { placesOfTests } from './claw-places.ts';
import { treeOf } from './uninstall-home.ts';

const hybrid = sampleText('06-hybrid-commented.VALID.json5');
const at = placesOfTests();

async function offline(): Promise<Place> {
  const place = at(hybrid);
  expect(await place.offline()).toMatchObject({ ok: true });
  expect(place.read()).not.toBe(hybrid);
  return place;
}

const pay = ({ paths, home, path }: Place, edits: Partial<Edits> = {}) =>
  payDebts({
    // The config of this place, and no program or setting of this machine.
    tools: {
      ...{ ...tools, machine: { ...tools.machine, home }, env: { OPENCLAW_CONFIG_PATH: path } },
      edits: { ...tools.edits, ...edits },
    },
    ...{ paths, version: 'test', signal: new AbortController().signal },
  });

test('a debt that only the copies know of is paid, byte for byte', async () => {
  const place = await offline();
  expect(existsSync(place.paths.journal)).toBe(false);
  expect(await pay(place)).toEqual({ ok: true, value: null });
  expect(place.read()).toBe(hybrid);
});

test('nothing is owed: no engine runs, and nothing is written', async () => {
  const place = at(hybrid);
  const before = treeOf(place.home);
  expect(await pay(place)).toEqual({ ok: true, value: null });
  expect(treeOf(place.home)).toEqual(before);
});

test.each([
  ['another text', (path: string) => writeFileSync(path, '{ this is no config'), 'claw-unmerged'],
  ['none', (path: string) => rmSync(path), 'claw-gone'],
])(
  'the config has become %s since it was looked at: it fails, and all is as it was',
  async (_name, spoil, code) => {
    const place = await offline();
    spoil(place.path);
    const before = treeOf(place.home);
    expect(await pay(place)).toMatchObject({ ok: false, problem: { code } });
    expect(treeOf(place.home)).toEqual(before);
  },
);

test('a config that cannot be written is not given back, and the copies stay', async () => {
  const place = await offline();
  const [left, before] = [place.read(), treeOf(place.paths.snapshots)];
  const replace = async (path: string) => fail('claw-unwritten', path, 'EACCES');
  expect(await pay(place, { replace })).toMatchObject({ ok: false, problem: { code: 'claw-unwritten' } });
  expect(place.read()).toBe(left);
  expect(treeOf(place.paths.snapshots)).toEqual(before);
});

test('what says that it has written, and has not, is found out', async () => {
  const place = await offline();
  expect(await pay(place, { replace: async () => ok(null) })).toMatchObject({
    ...{ ok: false, problem: { code: 'file-changed' } },
  });
});
