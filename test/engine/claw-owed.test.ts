import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fail } from '../../main/core/problem.ts';
import { openTaken } from '../../main/engine/claw/vault.ts';
import { giveBack, restoreCopy } from '../../main/engine/claw/write.ts';
import { parsed, sampleText } from '../claw/configs.ts';
import { newPlace, type Place, tools } from './claw-place.ts';

const hybrid = sampleText('06-hybrid-commented.VALID.json5');
const places: Place[] = [];
const at = (text: string) => {
  const place = newPlace(text);
  places.push(place);
  return place;
};
afterEach(() => {
  for (const place of places.splice(0)) place.end();
});

async function taken(place: Place): Promise<string> {
  const id = await place.offline();
  if (!id.ok || id.value === null) throw new Error('no copy');
  return id.value;
}

/** Somebody's own change, at a place that is none of ours. */
const edited = (text: string) => text.replace('"bind": "loopback"', '"bind": "lan"');

describe('copies', () => {
  const copies = (place: Place) =>
    readdirSync(place.paths.snapshots).map((name) => readFileSync(join(place.paths.snapshots, name), 'utf8'));
  /** A folder in which nothing can be written. */
  const stuck = {
    ...tools,
    edits: { ...tools.edits, replace: async (path: string) => fail('not-writable', path, 'EACCES') },
  };

  test('one that is still owed outlives any number of tries', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const text = place.read();
    for (let round = 0; round < 30; round += 1) {
      writeFileSync(place.path, text.replace('"bind": "loopback"', `"bind": "loopback", "port": ${round}`));
      expect(await giveBack(stuck, place.paths, id, false)).toMatchObject({ ok: false });
    }
    expect((await openTaken(tools, place.paths))?.id).toBe(id);
    expect(copies(place)).toHaveLength(21);
    expect(await place.online(id)).toMatchObject({ value: { how: 'merged' } });
    expect(parsed(place.read())).toEqual(parsed(hybrid.replace('"loopback"', '"loopback", "port": 29')));
  });

  test('what somebody else has made of it is kept once, however often it is tried', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    writeFileSync(place.path, edited(place.read()));
    for (let round = 0; round < 5; round += 1) await giveBack(stuck, place.paths, id, false);
    for (let round = 0; round < 5; round += 1) await restoreCopy(stuck, place.paths, id, false);
    // The copy, the text that was to be merged, and the text that was to be replaced.
    expect(copies(place)).toHaveLength(3);
    await place.online(id);
    expect(copies(place).filter((copy) => copy.includes('\\"bind\\": \\"lan\\"'))).toHaveLength(2);
  });
});
